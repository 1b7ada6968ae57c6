"""The phases of a complaint and the table of moves between them.

Everything that asks "what may happen now" reads MACHINE: the services, the buttons, the API
and the diagram in docs/reference/complaint-states.md.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor, ActorKind
from kernel.errors import NotAllowed
from kernel.workflow import Guard, Machine, Move
from modules.complaints.permissions import REPORTER, Permission


class State(TextChoices):
    """The fixed phases; a municipality words them its own way in StateLabel."""

    NEW = "new", _("รอรับเรื่อง")
    TRIAGE = "triage", _("กำลังตรวจสอบเรื่อง")
    WORKING = "working", _("กำลังดำเนินการ")
    WAITING_CITIZEN = "waiting_citizen", _("รอข้อมูลจากผู้แจ้ง")
    WAITING_EXTERNAL = "waiting_external", _("รอหน่วยงานภายนอก")
    DONE = "done", _("ดำเนินการเสร็จแล้ว")
    CLOSED_OTHER = "closed_other", _("ปิดเรื่องโดยไม่ได้ดำเนินการ")
    CANCELLED = "cancelled", _("ผู้แจ้งถอนเรื่อง")
    DUPLICATE = "duplicate", _("รวมกับเรื่องอื่นแล้ว")


OPEN_STATES = (
    State.NEW,
    State.TRIAGE,
    State.WORKING,
    State.WAITING_CITIZEN,
    State.WAITING_EXTERNAL,
)
TRIAGE_STATES = (State.NEW, State.TRIAGE)


class RefusalReason(TextChoices):
    """Why a complaint is closed although nothing was repaired; the citizen reads it."""

    NOT_OURS = "not_ours", _("ไม่อยู่ในอำนาจหน้าที่ของเทศบาล")
    OUTSIDE_AREA = "outside_area", _("อยู่นอกเขตเทศบาล")
    NOT_FOUND = "not_found", _("ตรวจสอบแล้วไม่พบปัญหาตามที่แจ้ง")
    NOT_ENOUGH = "not_enough", _("ข้อมูลไม่พอให้ดำเนินการ")
    PLANNED = "planned", _("อยู่ในแผนงานที่กำหนดไว้แล้ว")
    OTHER = "other", _("เหตุผลอื่น")


class Guarded(Protocol):
    """What a guard reads of a complaint."""

    public_id: UUID
    unit_id: int | None
    reopen_asked_at: datetime | None
    is_confidential: bool
    before_merge: dict[str, Any] | None


def _of_own_unit(complaint: Guarded, actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or complaint.unit_id in actor.divisions


def _is_the_reporter(complaint: Guarded, actor: Actor) -> bool:
    return actor.holds(f"{REPORTER}:{complaint.public_id}")


OWN_UNIT = Guard("of the officer's own unit", _of_own_unit, NotAllowed)
BY_REPORTER = Guard("whoever shows the tracking code", _is_the_reporter, NotAllowed)
HAS_UNIT = Guard("a unit is responsible", lambda complaint, _actor: complaint.unit_id is not None)
NO_UNIT = Guard("no unit is responsible yet", lambda complaint, _actor: complaint.unit_id is None)
ASKED_TO_REOPEN = Guard(
    "the reporter asks to reopen", lambda complaint, _actor: complaint.reopen_asked_at is not None
)
# The reporter of a duplicate reads how the root goes on, so a confidential complaint is neither.
ORDINARY = Guard("it is not confidential", lambda complaint, _actor: not complaint.is_confidential)
NOT_ASKED_TO_REOPEN = Guard(
    "nobody asks to reopen yet", lambda complaint, _actor: complaint.reopen_asked_at is None
)


def _was(state: State) -> Guard:
    """Return the guard of a merged complaint that was in this phase before."""
    return Guard(
        f"it was {state} before the merge",
        lambda complaint, _actor: (complaint.before_merge or {}).get("state") == state,
    )


OFFICER = frozenset({ActorKind.OFFICER})
CITIZEN = frozenset({ActorKind.CITIZEN})
OFFICER_OR_TIME = frozenset({ActorKind.OFFICER, ActorKind.SYSTEM})


def _verb(
    name: str, label: Promise, *needs: str, by: frozenset[ActorKind] = OFFICER
) -> Callable[..., Move]:
    """Return the word that writes an arrow of this name into the table."""

    def arrow(source: State, target: State, permission: str, *guards: Guard) -> Move:
        return Move(source, target, permission, name, label, frozenset(needs), guards, by)

    return arrow


_take = _verb("take", _("รับเรื่องไว้ตรวจสอบ"))
_assign = _verb("assign", _("มอบหมายหน่วยงาน"), "unit", by=OFFICER_OR_TIME)
_reassign = _verb("reassign", _("เปลี่ยนหน่วยงาน"), "unit", "remark")
_ask = _verb("ask", _("ถามผู้แจ้ง"), "remark")
_answer = _verb("answer", _("ตอบคำถาม"), "remark", by=CITIZEN)
_resume = _verb("resume", _("ทำต่อโดยไม่รอคำตอบ"), "remark", by=OFFICER_OR_TIME)
_hand_over = _verb("hand_over", _("ส่งต่อหน่วยงานภายนอก"), "body", "remark")
_take_back = _verb("take_back", _("รับเรื่องกลับมาทำต่อ"), "remark")
_resolve = _verb("resolve", _("แจ้งผลเสร็จแล้ว"), "remark", "photo")
_refuse = _verb("refuse", _("ไม่รับดำเนินการ"), "reason", "remark", by=OFFICER_OR_TIME)
_ask_reopen = _verb("ask_reopen", _("ขอให้ทำต่อ"), "remark", by=CITIZEN)
_reopen = _verb("reopen", _("เปิดเรื่องอีกครั้ง"), "remark")
_keep_closed = _verb("keep_closed", _("ไม่เปิดเรื่องอีก"), "remark")
_merge = _verb("merge", _("รวมกับเรื่องเดิม"), "root")
_unmerge = _verb("unmerge", _("ยกเลิกการรวมเรื่อง"), "remark")
_withdraw = _verb("withdraw", _("ถอนเรื่อง"), by=CITIZEN)

# One arrow, one line: from, to, who, and on which condition. An answer leads back to where the
# question came from: to the unit when there is one, else to triage (whoever asks has read the
# report, so never back to new).
MACHINE = Machine(
    _take(State.NEW, State.TRIAGE, Permission.TRIAGE),
    _assign(State.NEW, State.WORKING, Permission.ASSIGN),
    _assign(State.TRIAGE, State.WORKING, Permission.ASSIGN),
    _reassign(State.WORKING, State.WORKING, Permission.ASSIGN),
    _resolve(State.WORKING, State.DONE, Permission.RESOLVE, OWN_UNIT),
    _ask(State.NEW, State.WAITING_CITIZEN, Permission.TRIAGE),
    _ask(State.TRIAGE, State.WAITING_CITIZEN, Permission.TRIAGE),
    _ask(State.WORKING, State.WAITING_CITIZEN, Permission.WORK, OWN_UNIT),
    _answer(State.WAITING_CITIZEN, State.WORKING, REPORTER, BY_REPORTER, HAS_UNIT),
    _answer(State.WAITING_CITIZEN, State.TRIAGE, REPORTER, BY_REPORTER, NO_UNIT),
    _resume(State.WAITING_CITIZEN, State.WORKING, Permission.WORK, HAS_UNIT, OWN_UNIT),
    _resume(State.WAITING_CITIZEN, State.TRIAGE, Permission.TRIAGE, NO_UNIT),
    _hand_over(State.WORKING, State.WAITING_EXTERNAL, Permission.WORK, OWN_UNIT),
    _take_back(State.WAITING_EXTERNAL, State.WORKING, Permission.WORK, OWN_UNIT),
    _refuse(State.NEW, State.CLOSED_OTHER, Permission.TRIAGE),
    _refuse(State.TRIAGE, State.CLOSED_OTHER, Permission.TRIAGE),
    _refuse(State.WORKING, State.CLOSED_OTHER, Permission.TRIAGE),
    _ask_reopen(State.DONE, State.DONE, REPORTER, BY_REPORTER, NOT_ASKED_TO_REOPEN),
    _ask_reopen(State.CLOSED_OTHER, State.CLOSED_OTHER, REPORTER, BY_REPORTER, NOT_ASKED_TO_REOPEN),
    _reopen(State.DONE, State.WORKING, Permission.TRIAGE, ASKED_TO_REOPEN),
    _reopen(State.CLOSED_OTHER, State.WORKING, Permission.TRIAGE, ASKED_TO_REOPEN, HAS_UNIT),
    _reopen(State.CLOSED_OTHER, State.TRIAGE, Permission.TRIAGE, ASKED_TO_REOPEN, NO_UNIT),
    _keep_closed(State.DONE, State.DONE, Permission.TRIAGE, ASKED_TO_REOPEN),
    _keep_closed(State.CLOSED_OTHER, State.CLOSED_OTHER, Permission.TRIAGE, ASKED_TO_REOPEN),
    *(_merge(state, State.DUPLICATE, Permission.TRIAGE, ORDINARY) for state in OPEN_STATES),
    *(_unmerge(State.DUPLICATE, state, Permission.TRIAGE, _was(state)) for state in OPEN_STATES),
    _withdraw(State.NEW, State.CANCELLED, REPORTER, BY_REPORTER),
    _withdraw(State.TRIAGE, State.CANCELLED, REPORTER, BY_REPORTER),
    _withdraw(State.WORKING, State.CANCELLED, REPORTER, BY_REPORTER),
    _withdraw(State.WAITING_CITIZEN, State.CANCELLED, REPORTER, BY_REPORTER),
    _withdraw(State.WAITING_EXTERNAL, State.CANCELLED, REPORTER, BY_REPORTER),
)
