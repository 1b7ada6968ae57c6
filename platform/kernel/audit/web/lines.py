"""An entry of the book as the page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kernel.actors import Actor
from kernel.audit.models import Entry
from kernel.audit.subjects import Named, names_of
from kernel.audit.values import MASK
from kernel.audit.words import LOOKED_AT, field_label, label_of, value_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of the subject, before and after; empty where there was nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a reader wants to know of one deed."""

    number: int | None
    at: datetime
    actor: str
    capacity: str
    action: str
    subject: str
    thing: Named | None
    reason: str
    changes: list[Change]


def lines_of(entries: Iterable[Entry], reader: Actor) -> list[Line]:
    """Return the entries in words, each thing named for the reader."""
    entries = list(entries)
    names = names_of((entry.subject for entry in entries), reader)
    return [_line(entry, names.get(entry.subject)) for entry in entries]


def _line(entry: Entry, thing: Named | None) -> Line:
    is_sealed = thing is not None and thing.is_sealed
    return Line(
        number=entry.number,
        at=entry.happened_at,
        actor=entry.actor_label,
        capacity=entry.capacity,
        action=label_of(entry.action),
        subject="" if is_sealed else entry.subject,
        thing=thing,
        reason="" if is_sealed else entry.reason,
        changes=[] if is_sealed else list(_changes(entry)),
    )


def _changes(entry: Entry) -> Iterator[Change]:
    kind = entry.subject.partition(":")[0]
    for name in dict.fromkeys([*entry.before, *entry.after]):
        was, became = entry.before.get(name), entry.after.get(name)
        # Two masks look alike although what they hide differed.
        if was != became or was == MASK:
            yield Change(
                name=field_label(kind, name),
                before=_words(kind, name, was),
                after=_words(kind, name, became),
            )


def _words(kind: str, name: str, value: object) -> str:
    if name == LOOKED_AT and isinstance(value, list):
        return ", ".join(field_label(kind, str(item)) for item in value)
    return value_label(kind, name, _text(value))


def _text(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(item)}" for name, item in value.items())
    return str(value)
