"""Send a letter: written now, brought by a job of the same transaction."""

from datetime import datetime
from typing import Any

from kernel.actors import Actor
from kernel.exchange import services
from kernel.exchange.tasks import bring
from kernel.ports import TenantRef


def post(  # noqa: PLR0913 - what a letter is made of
    *,
    kind: str,
    content: Any,
    key: str,
    thread: str,
    to: TenantRef,
    by: Actor,
    at: datetime,
) -> None:
    """Send the letter, once for its key; those of one thread arrive in their order.

    Raises:
        NotAPartner: it is this municipality, or does not serve now.
    """
    letter = services.write(kind=kind, content=content, key=key, to=to, by=by, at=at)
    if letter is not None:
        bring.enqueue(letter_id=letter.pk, key=f"letter:{letter.pk}", lock=f"letters:{thread}")
