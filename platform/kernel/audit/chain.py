"""Recompute the chain from its first link, without the database's own functions."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.db.models import Count, Max, Q

from kernel.audit.models import Entry

GENESIS = bytes(32)
CHUNK = 2_000


class Fault(StrEnum):
    """What can be wrong with a link."""

    CHANGED = "changed"
    MISSING = "missing"
    UNSEALED = "unsealed"
    CUT_OFF = "cut off"


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a chain: who keeps it elsewhere can prove that nothing was cut off."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.hash.hex()}"


@dataclass(frozen=True, slots=True)
class Break:
    """The first faulty link."""

    number: int | None
    entry_id: int | None
    fault: Fault


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found."""

    head: Head
    broken: Break | None

    @property
    def is_whole(self) -> bool:
        """Tell whether every link holds."""
        return self.broken is None


def verify(anchor: Head | None = None) -> Verdict:
    """Walk the whole chain and name the first entry that is not as it was written.

    With an anchor, a head noted earlier, also a chain that was cut off is found.
    """
    head, anchored = Head(0, GENESIS), anchor is None or anchor == Head(0, GENESIS)
    for entry in _sealed():
        expected = Head(head.number + 1, link(head.hash, entry))
        if entry.number != expected.number:
            return Verdict(head, Break(expected.number, None, Fault.MISSING))
        if _bytes(entry.hash) != expected.hash:
            return Verdict(head, Break(entry.number, entry.pk, Fault.CHANGED))
        head = expected
        anchored = anchored or head == anchor
    return Verdict(head, _loose_end(anchor, anchored=anchored))


def head() -> Head:
    """Return the last link, for keeping elsewhere."""
    last = Entry.objects.filter(number__isnull=False).order_by("-number").first()
    return Head(last.number or 0, _bytes(last.hash)) if last else Head(0, GENESIS)


def link(previous: bytes, entry: Entry) -> bytes:
    """Return SHA-256(previous hash || canonical JSON), which the database computes likewise."""
    return hashlib.sha256(previous + canonical(entry).encode()).digest()


def canonical(entry: Entry) -> str:
    """Return the entry as PostgreSQL writes a jsonb object: names by length, then by bytes."""
    content = {
        "number": entry.number,
        "id": entry.pk,
        "recorded_at": _utc(entry.recorded_at),
        "happened_at": _utc(entry.happened_at),
        "actor_kind": entry.actor_kind,
        "actor_label": entry.actor_label,
        "account_id": entry.account_id,
        "officer_id": entry.officer_id,
        "appointment_id": entry.appointment_id,
        "capacity": entry.capacity,
        "action": entry.action,
        "subject": entry.subject,
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
    }
    return json.dumps(_sorted(content), ensure_ascii=False, separators=(", ", ": "))


def _sealed() -> Iterator[Entry]:
    last = 0
    while chunk := list(Entry.objects.filter(number__gt=last).order_by("number")[:CHUNK]):
        yield from chunk
        last = chunk[-1].number or 0


def _loose_end(anchor: Head | None, *, anchored: bool) -> Break | None:
    loose = Entry.objects.aggregate(
        entry=Max("pk", filter=Q(number__isnull=True)),
        entries=Count("pk", filter=Q(number__isnull=True)),
    )
    if loose["entries"]:
        return Break(None, loose["entry"], Fault.UNSEALED)
    return None if anchored or anchor is None else Break(anchor.number, None, Fault.CUT_OFF)


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: (len(name.encode()), name.encode()))
        return {name: _sorted(value[name]) for name in names}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _bytes(value: bytes | memoryview | None) -> bytes:
    return bytes(value or b"")
