"""Who may fetch a handout: the officer who asked for it, as long as the right is held."""

from django.http import HttpRequest

from kernel.access.web import actor_of
from kernel.documents import register_policy
from kernel.documents.kinds import Rules
from kernel.documents.models import Document
from kernel.handouts.selectors import may_fetch
from kernel.handouts.services import KIND

# Nobody hands one in: only jobs make them.
_NOTHING = Rules(types=frozenset(), max_bytes=0, label="")


def may_see(request: HttpRequest, document: Document) -> bool:
    """Tell whether whoever asks is the one for whom the file was made."""
    return may_fetch(actor_of(request), document)


register_policy(KIND, may_see, rules=_NOTHING)
