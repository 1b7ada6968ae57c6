"""An entry of the book as the page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from kernel.actors import Actor
from kernel.audit.models import Entry
from kernel.audit.subjects import Named, names_of
from kernel.audit.values import MASK
from kernel.audit.words import label_of


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
    return Line(
        number=entry.number,
        at=entry.happened_at,
        actor=entry.actor_label,
        capacity=entry.capacity,
        action=label_of(entry.action),
        subject=entry.subject,
        thing=thing,
        reason=entry.reason,
        changes=list(_changes(entry.before, entry.after)),
    )


def _changes(before: dict[str, object], after: dict[str, object]) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        was, became = before.get(name), after.get(name)
        # Two masks look alike although what they hide differed.
        if was != became or was == MASK:
            yield Change(name=name, before=_text(was), after=_text(became))


def _text(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(item)}" for name, item in value.items())
    return str(value)
