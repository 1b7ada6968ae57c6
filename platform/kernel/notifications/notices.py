"""What the house can tell people: each notice with its words and a wording that works at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Subject and text; a text message has no subject."""

    body: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An event that people are told of.

    Attributes:
        event: "complaint.received".
        label: what officers call it.
        words: what a wording may use, by name.
        wordings: (channel, language) to the wording used until the tenant has its own.
        needs: words without which the notice would be worthless.
        is_secret: the text is erased once it is sent (one-time codes).
    """

    event: str
    label: str | Promise
    words: tuple[str, ...] = ()
    wordings: Mapping[tuple[str, str], Wording] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    is_secret: bool = False


_notices: dict[str, Notice] = {}


def register_notice(notice: Notice) -> None:
    """Add the notice; called from an app's ready()."""
    _notices[notice.event] = notice


def notice_of(event: str) -> Notice | None:
    """Return the notice of the event, or None when only the tenant words it."""
    return _notices.get(event)


def notices() -> tuple[Notice, ...]:
    """Return every notice, by event."""
    return tuple(_notices[event] for event in sorted(_notices))
