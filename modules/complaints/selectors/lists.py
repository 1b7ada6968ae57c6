"""Lists of complaints for the desk: what the officer may see, narrowed and ordered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Count, F, Q

from kernel.actors import Actor
from modules.complaints import policies
from modules.complaints.models import Complaint, ComplaintQuerySet
from modules.complaints.selectors.categories import below
from modules.complaints.selectors.named import ids_of_number
from modules.complaints.selectors.outcomes import NONE, in_cell, outcome
from modules.complaints.states import OPEN_STATES, TRIAGE_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the officer narrows the list by; empty means all."""

    states: tuple[str, ...] = ()
    category: str = ""
    unit: str = ""
    village: str = ""
    words: str = ""
    is_open: bool = False
    is_overdue: bool = False
    is_mine: bool = False
    received_from: datetime | None = None
    received_until: datetime | None = None
    channel: str = ""
    outcome: str = ""
    cell: str = ""
    is_asked_to_reopen: bool = False
    is_confidential: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the plain values that a job is given."""
        values = asdict(self)
        moments = {name: at.isoformat() for name, at in values.items() if isinstance(at, datetime)}
        return {**values, **moments, "states": list(self.states)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return what `as_json` wrote down."""
        moments = {
            name: datetime.fromisoformat(values[name])
            for name in ("received_from", "received_until")
            if values.get(name)
        }
        return cls(**{**values, **moments, "states": tuple(values["states"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many complaints wait in each tray that the officer sees; never cut at a page."""

    triage: int
    mine: int
    overdue: int
    open: int
    reopen: int


def worklist(*, actor: Actor, filters: Filters, at: datetime) -> ComplaintQuerySet:
    """Return the complaints the officer may see, the most urgent first."""
    rows = _narrow(_all(actor, filters), filters, actor=actor, at=at)
    if filters.is_asked_to_reopen:
        return rows.order_by("reopen_answer_due_at", "pk")
    return rows.order_by(F("due_at").asc(nulls_last=True), "pk")


def newest(*, actor: Actor, filters: Filters, at: datetime) -> ComplaintQuerySet:
    """Return the complaints the officer may see, the newest first."""
    rows = _narrow(_all(actor, filters), filters, actor=actor, at=at)
    return rows.order_by("-submitted_at", "-pk")


def visible(actor: Actor) -> ComplaintQuerySet:
    """Return every complaint of the ordinary lists that the officer may see."""
    return Complaint.objects.ordinary().filter(policies.visible_to(actor))


def in_confidence(actor: Actor) -> ComplaintQuerySet:
    """Return every complaint of the restricted queue that the officer may see."""
    return Complaint.objects.confidential().filter(policies.visible_to(actor))


def counts(*, actor: Actor, at: datetime) -> Counts:
    """Count the trays of the officer: what is open in one query, requests to reopen in another."""
    is_open = Q(state__in=OPEN_STATES)
    found = (
        visible(actor)
        .open()
        .aggregate(
            triage=Count("pk", filter=Q(state__in=TRIAGE_STATES)),
            mine=Count("pk", filter=is_open & Q(unit_id__in=actor.divisions)),
            overdue=Count("pk", filter=is_open & Q(due_at__lt=at)),
            open=Count("pk", filter=is_open),
        )
    )
    asked = visible(actor).filter(reopen_asked_at__isnull=False)
    return Counts(**found, reopen=asked.count())


def _all(actor: Actor, filters: Filters) -> ComplaintQuerySet:
    """Return the rows of the ordinary lists, or those of the restricted queue; never both."""
    rows = in_confidence(actor) if filters.is_confidential else visible(actor)
    return rows.with_names()


def _narrow(
    rows: ComplaintQuerySet, filters: Filters, *, actor: Actor, at: datetime
) -> ComplaintQuerySet:
    exact = {
        "state__in": filters.states,
        "unit__code": filters.unit if filters.unit != NONE else "",
        "village__code": filters.village if filters.village != NONE else "",
        "channel": filters.channel,
        "submitted_at__gte": filters.received_from,
        "submitted_at__lt": filters.received_until,
    }
    rows = rows.filter(**{lookup: value for lookup, value in exact.items() if value})
    if filters.category:
        rows = rows.filter(category__in=below(filters.category))
    if filters.is_open:
        rows = rows.open()
    if filters.is_overdue:
        rows = rows.open().filter(due_at__lt=at)
    if filters.is_asked_to_reopen:
        rows = rows.filter(reopen_asked_at__isnull=False)
    if filters.is_mine:
        rows = rows.filter(unit_id__in=actor.divisions)
    for name in ("unit", "village"):
        if getattr(filters, name) == NONE:
            rows = rows.filter(**{f"{name}__isnull": True})
    if filters.outcome:
        rows = rows.filter(outcome(filters.outcome, at=at))
    if filters.cell:
        rows = in_cell(rows, filters.cell)
    return _matching(rows, filters.words)


def _matching(rows: ComplaintQuerySet, words: str) -> ComplaintQuerySet:
    """Keep the complaint of this number if the words are one, else those that hold the words.

    The digits of a number stand in so many others that searching for their trigrams is slow.
    """
    is_perhaps_number = any(letter.isdigit() for letter in words)
    found = ids_of_number(words) if is_perhaps_number else []
    return rows.filter(pk__in=found) if found else rows.matching(words)
