"""The same move for many complaints: each by its own verb, with its own audit line and clocks.

What does not fit into a short request goes on in the job queue; the outcome of each complaint is
kept for a day, so that the officer can read what was refused and why.
"""

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.errors import Invalid, Missing, Refused
from modules.complaints import selectors
from modules.complaints.services.performing import perform

MOST = 100
# How long a request may work before the rest is handed to the queue.
BUDGET_SECONDS = 0.3
KEPT_SECONDS = 86_400
MOVES = ("take", "assign", "reassign", "refuse")


class NothingChosen(Invalid):
    """No complaint was chosen."""

    code = "nothing_chosen"
    message = _("โปรดเลือกอย่างน้อย 1 เรื่อง")


class TooManyChosen(Invalid):
    """More complaints were chosen than one form takes."""

    code = "too_many_chosen"
    message = _("ทำพร้อมกันได้ครั้งละไม่เกิน %(most)d เรื่อง")


class MoveNotForMany(Invalid):
    """This move needs a look at each complaint."""

    code = "move_not_for_many"
    message = _("โปรดเลือกสิ่งที่จะทำจากรายการ")


@dataclass(slots=True, kw_only=True)
class Bulk:
    """A move for many on its way.

    Attributes:
        wearing: the hat that the officer had put on, or None for their own positions.
        waiting: public ids of the complaints whose turn has not come.
        results: for each complaint that had its turn, what became of it.
    """

    id: str
    officer_id: int
    wearing: int | None
    move: str
    given: dict[str, Any]
    waiting: list[str]
    results: list[dict[str, Any]]

    @property
    def total(self) -> int:
        """How many complaints were chosen."""
        return len(self.waiting) + len(self.results)

    @property
    def done(self) -> int:
        """How many of them the move was made for."""
        return sum(1 for result in self.results if result["is_done"])


def begin(
    *,
    move: str,
    chosen: Sequence[str],
    given: Mapping[str, Any],
    by: Actor,
    wearing: int | None = None,
) -> Bulk:
    """Check what was chosen and note it down; `go_on` does the work.

    Raises:
        MoveNotForMany: the move is none of `MOVES`.
        NothingChosen: there is no complaint.
        TooManyChosen: there are more than 100.
    """
    if move not in MOVES:
        raise MoveNotForMany(field="move")
    once = list(dict.fromkeys(chosen))
    if not once:
        raise NothingChosen
    if len(once) > MOST:
        raise TooManyChosen(most=MOST)
    return Bulk(
        id=uuid.uuid4().hex,
        officer_id=by.officer_id or 0,
        wearing=wearing,
        move=move,
        given=dict(given),
        waiting=once,
        results=[],
    )


def go_on(bulk: Bulk, *, by: Actor, at: datetime, seconds: float = BUDGET_SECONDS) -> None:
    """Make the move for one complaint after the other until all are done or the time is up."""
    until = time.monotonic() + seconds
    while bulk.waiting and time.monotonic() < until:
        step(bulk, by=by, at=at)


def step(bulk: Bulk, *, by: Actor, at: datetime) -> None:
    """Make the move for the next complaint; a refusal is kept as its result."""
    public_id = bulk.waiting[0]
    result = {"public_id": public_id, "number": "", "is_done": False, "said": ""}
    try:
        with transaction.atomic():
            complaint = selectors.listed(actor=by, public_id=uuid.UUID(public_id))
            result["number"] = complaint.number
            perform(move=bulk.move, complaint_id=complaint.pk, given=bulk.given, by=by, at=at)
        result["is_done"] = True
    except Refused as refusal:
        result["said"] = str(refusal)
    bulk.waiting.pop(0)
    bulk.results.append(result)


def keep(bulk: Bulk) -> None:
    """Keep the state of the work for a day."""
    kept = {name: getattr(bulk, name) for name in Bulk.__slots__}
    cache.set(_key(bulk.id), kept, KEPT_SECONDS)


def read(bulk_id: str) -> Bulk:
    """Return the work that was begun under this id.

    Raises:
        Missing: nothing was, or more than a day ago.
    """
    kept = cache.get(_key(bulk_id))
    if kept is None:
        raise Missing
    return Bulk(**kept)


def _key(bulk_id: str) -> str:
    return f"complaints.bulk:{bulk_id}"
