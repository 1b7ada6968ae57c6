"""The ladder: the later a complaint is, the higher up people are told, each level once a round."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from kernel.access.models import Division, Officer
from kernel.access.selectors import officers_holding
from kernel.actors import SYSTEM
from kernel.audit import services as audit
from kernel.clocks import services as clocks
from modules.complaints.models import Complaint, Entry, EntryKind, EscalationLevel
from modules.complaints.permissions import Permission
from modules.complaints.services import notices
from modules.complaints.services.moving import locked


def escalate(*, at: datetime) -> int:
    """Climb the ladder for every overdue complaint, those without a unit first; count the steps.

    Safe to run twice: a level that a round has reached is not told again.
    """
    levels = list(EscalationLevel.objects.filter(is_active=True).order_by("number"))
    if not levels:
        return 0
    late = Complaint.objects.open().filter(due_at__lte=at, escalation_level__lt=levels[-1].number)
    ordered = late.order_by(F("unit_id").asc(nulls_first=True), "due_at", "pk")
    found = list(ordered.values_list("pk", flat=True))
    return sum(_climb(complaint_id, levels, at=at) for complaint_id in found)


@transaction.atomic
def _climb(complaint_id: int, levels: Iterable[EscalationLevel], *, at: datetime) -> int:
    complaint = locked(complaint_id)
    if not complaint.is_open or complaint.due_at is None:
        return 0
    lateness = clocks.current_calendar().between(complaint.due_at, at)
    reached = [
        level
        for level in levels
        if level.number > complaint.escalation_level
        and lateness >= timedelta(minutes=level.after_minutes)
    ]
    for level in reached:
        _tell(complaint, level, at=at)
    return len(reached)


def _tell(complaint: Complaint, level: EscalationLevel, *, at: datetime) -> None:
    complaint.escalation_level = level.number
    complaint.save(update_fields=["escalation_level"])
    told = _people(complaint, level, at=at)
    facts = {"level": level.number, "name": level.name, "round": complaint.round}
    entry = Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.ESCALATED,
        before_state=complaint.state,
        after_state=complaint.state,
        actor_kind=SYSTEM.kind,
        actor_label=SYSTEM.label,
        unit_name=complaint.unit.name_th if complaint.unit else "",
        internal_note=", ".join(str(officer) for officer in told),
        facts=facts,
        at=at,
    )
    audit.record(
        actor=SYSTEM,
        action="complaint.escalated",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after=facts,
    )
    notices.tell_officers(complaint, told, "complaint.escalated", entry=entry)


def _people(complaint: Complaint, level: EscalationLevel, *, at: datetime) -> list[Officer]:
    """Return who is told: without a unit those who sort, else whom the level names.

    Of a confidential complaint those are told who may see it, whatever the level.
    """
    if complaint.is_confidential:
        return notices.in_the_know(
            complaint, officers_holding(Permission.CONFIDENTIAL, at=at), at=at
        )
    if complaint.unit is None:
        return officers_holding(Permission.TRIAGE, at=at)
    unit: Division | None = level.unit or complaint.unit
    while unit is not None:
        found = officers_holding(level.permission, unit, at=at)
        if found:
            return found
        unit = unit.parent
    return []
