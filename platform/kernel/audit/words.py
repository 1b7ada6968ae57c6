"""What people read for an action: each app says it once, at start-up."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOOKED = "looked"

_labels: dict[str, str | Promise] = {LOOKED: _("เปิดดูข้อมูลส่วนบุคคล")}


def describe(labels: Mapping[str, str | Promise]) -> None:
    """Add the words for the actions of an app."""
    _labels.update(labels)


def label_of(action: str) -> str:
    """Return the words for the action, or its code when nobody described it."""
    return str(_labels.get(action, action))


def actions() -> list[tuple[str, str]]:
    """Return every described action with its words, sorted by the words."""
    return sorted(((code, str(words)) for code, words in _labels.items()), key=lambda pair: pair[1])
