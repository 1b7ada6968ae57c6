"""Make a move by its name, for doors that read the table of moves."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kernel.actors import Actor
from kernel.workflow import IllegalMove
from modules.complaints.models import Complaint
from modules.complaints.services import closing, merging, rounds, routing, working

type Verb = Callable[..., Complaint]

# Every name of the table of moves, its verb, and what the verb may be given.
VERBS: dict[str, tuple[Verb, tuple[str, ...]]] = {
    "take": (routing.take, ("note",)),
    "assign": (routing.assign, ("unit", "note")),
    "reassign": (routing.reassign, ("unit", "remark")),
    "ask": (working.ask, ("remark",)),
    "answer": (working.answer, ("remark", "photos")),
    "resume": (working.resume, ("remark",)),
    "hand_over": (working.hand_over, ("body", "reference", "expected_date", "remark")),
    "take_back": (working.take_back, ("remark",)),
    "resolve": (closing.resolve, ("remark", "photos")),
    "refuse": (closing.refuse, ("reason", "remark")),
    "ask_reopen": (rounds.ask_reopen, ("remark", "photos")),
    "reopen": (rounds.reopen, ("remark",)),
    "keep_closed": (rounds.keep_closed, ("remark",)),
    "merge": (merging.merge, ("root", "remark")),
    "unmerge": (merging.unmerge, ("remark",)),
    "withdraw": (closing.withdraw, ("remark",)),
}
REQUIRED = {"root": "", "unit": "", "remark": "", "body": "", "reason": ""}


def perform(
    *, move: str, complaint_id: int, given: Mapping[str, Any], by: Actor, at: datetime
) -> Complaint:
    """Make the named move with what was given; what the move does not know is left out.

    Raises:
        IllegalMove: no move has this name.
        Refused: the move's own verb says no.
    """
    if move not in VERBS:
        raise IllegalMove
    verb, names = VERBS[move]
    words = {name: given[name] for name in names if given.get(name)}
    missing = {name: "" for name in names if name in REQUIRED and name not in words}
    return verb(complaint_id=complaint_id, **missing, **words, by=by, at=at)
