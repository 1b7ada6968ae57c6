"""From the tray of new reports to the unit that will work on it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.access.models import Division
from kernel.actors import Actor, ActorKind
from kernel.errors import Invalid
from modules.complaints.models import Complaint
from modules.complaints.models.names import divisions
from modules.complaints.services import deadlines, notices
from modules.complaints.services.moving import Telling, allowed, given_of, locked, moved, said


class UnitUnknown(Invalid):
    """The code names no unit that is in use."""

    code = "unit_unknown"
    message = _("โปรดเลือกหน่วยงานจากรายการ")


class SameUnit(Invalid):
    """The complaint is with this unit already."""

    code = "same_unit"
    message = _("เรื่องนี้อยู่กับหน่วยงานนี้แล้ว โปรดเลือกหน่วยงานอื่น")


@transaction.atomic
def take(*, complaint_id: int, note: str = "", by: Actor, at: datetime) -> Complaint:
    """Take a new report for checking: the reporter's first answer from a human hand.

    Raises:
        IllegalMove: it is not new.
        NotAllowed: the actor does not triage.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "take", by=by)
    deadlines.respond(complaint, at=at)
    moved(complaint, move, Telling(internal_note=said(note)), by=by, at=at)
    return complaint


@transaction.atomic
def assign(*, complaint_id: int, unit: str, note: str = "", by: Actor, at: datetime) -> Complaint:
    """Make the unit (a division's code) responsible for the complaint.

    Raises:
        IllegalMove: a unit has it already, or it is closed.
        NotAllowed: the actor does not assign.
        UnitUnknown: no unit in use has the code.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "assign", by=by, given=given_of(unit=unit))
    complaint.unit = _unit(unit)
    if by.kind is not ActorKind.SYSTEM:
        # A rule is no human hand: the first answer is still to come.
        deadlines.respond(complaint, at=at)
    telling = Telling(internal_note=said(note), facts={"unit": unit}, notice="complaint.assigned")
    entry = moved(complaint, move, telling, by=by, at=at)
    notices.tell_unit(complaint, entry=entry, at=at)
    return complaint


@transaction.atomic
def reassign(*, complaint_id: int, unit: str, remark: str, by: Actor, at: datetime) -> Complaint:
    """Give the complaint to another unit, with the reason that the units read.

    Raises:
        IllegalMove: nobody works on it.
        NotAllowed: the actor does not assign.
        UnitUnknown: no unit in use has the code.
        SameUnit: it is with this unit already.
    """
    complaint = locked(complaint_id)
    given = given_of(unit=unit, remark=said(remark))
    move = allowed(complaint, "reassign", by=by, given=given)
    before, after = complaint.unit, _unit(unit)
    if before == after:
        raise SameUnit(field="unit")
    complaint.unit = after
    deadlines.respond(complaint, at=at)
    facts = {"unit": unit, "unit_before": before.code if before else ""}
    telling = Telling(internal_note=said(remark), facts=facts, notice="complaint.assigned")
    entry = moved(complaint, move, telling, by=by, at=at)
    notices.tell_unit(complaint, entry=entry, at=at)
    return complaint


def _unit(code: str) -> Division:
    for unit in divisions().values():
        if unit.code == code and unit.is_active:
            return unit
    raise UnitUnknown(field="unit")
