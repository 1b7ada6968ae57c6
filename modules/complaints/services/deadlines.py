"""The two clocks of a complaint, first response and resolution, both from its submission."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.actors import SYSTEM
from kernel.audit import services as audit
from kernel.clocks import services as clocks
from kernel.clocks.calendar import WorkingCalendar
from kernel.clocks.clock import Clock, Outcome
from modules.complaints.models import Complaint, Entry, EntryKind
from modules.complaints.selectors import target_rule
from modules.complaints.selectors.categories import answer_minutes
from modules.complaints.services import notices


def start(complaint: Complaint, *, at: datetime) -> None:
    """Start both clocks by the rule of the category, and keep a copy of the rule."""
    rule = target_rule(complaint.category)
    calendar = clocks.current_calendar()
    response = Clock(timedelta(minutes=rule.response_minutes)).start(at)
    resolution = Clock(timedelta(minutes=rule.resolution_minutes)).start(at)
    complaint.target_rule = rule.as_json()
    complaint.response_clock = response.to_json()
    complaint.response_due_at = calendar.add(at, response.target)
    _keep(complaint, resolution, calendar)


def respond(complaint: Complaint, *, at: datetime) -> None:
    """Stop the first clock at the first human answer; later answers change nothing."""
    if complaint.responded_at is not None:
        return
    calendar = clocks.current_calendar()
    clock = Clock.from_json(complaint.response_clock).stop(at, calendar)
    complaint.response_minutes = _minutes(clock, calendar, at=at)
    complaint.response_clock = clock.to_json()
    complaint.responded_at = at
    complaint.is_response_on_time = clock.outcome is Outcome.MET


def wait_for_answer(complaint: Complaint, *, at: datetime) -> None:
    """Stop counting while the reporter is asked, at most for the time the category allows."""
    calendar = clocks.current_calendar()
    limit = timedelta(minutes=answer_minutes(complaint.category))
    complaint.answer_due_at = calendar.add(at, limit)
    _keep(complaint, _resolution(complaint).pause(at, reason="waiting_citizen"), calendar)


def go_on(complaint: Complaint, *, at: datetime) -> None:
    """Count again after an answer; what was over the limit has counted all along."""
    clock = _resolution(complaint)
    limit = complaint.answer_due_at
    complaint.answer_due_at = None
    if clock.is_paused:
        _keep(complaint, clock.resume(min(at, limit) if limit else at), clocks.current_calendar())


def wait_for_outside(complaint: Complaint, *, at: datetime) -> None:
    """Stop counting while an outside body works, if the municipality's rule says so."""
    if complaint.outside_body is not None and complaint.outside_body.pauses_clock:
        clock = _resolution(complaint).pause(at, reason="waiting_external")
        _keep(complaint, clock, clocks.current_calendar())


def finish(complaint: Complaint, *, at: datetime, counts: bool = True) -> None:
    """Stop both clocks and freeze whether the promise was kept; withdrawn ones do not count."""
    calendar = clocks.current_calendar()
    clock = _resolution(complaint).stop(at, calendar)
    complaint.resolution_minutes = _minutes(clock, calendar, at=at)
    complaint.resolution_clock = clock.to_json()
    complaint.closed_at = at
    complaint.answer_due_at = None
    complaint.is_on_time = clock.outcome is Outcome.MET if counts else None
    if counts:
        respond(complaint, at=at)


def take_up_again(
    complaint: Complaint, *, clock: dict[str, Any], answer_due_at: str | None
) -> None:
    """Put a stopped clock back as it was before it was stopped by mistake."""
    complaint.closed_at = None
    complaint.resolution_minutes = None
    complaint.answer_due_at = datetime.fromisoformat(answer_due_at) if answer_due_at else None
    _keep(complaint, Clock.from_json(clock), clocks.current_calendar())


def start_next_round(complaint: Complaint, *, at: datetime) -> None:
    """Count anew from now, by the category's rule of today; the first answer stays as it was."""
    rule = target_rule(complaint.category)
    complaint.round += 1
    complaint.target_rule = rule.as_json()
    complaint.closed_at = None
    complaint.is_on_time = None
    complaint.resolution_minutes = None
    complaint.refusal_reason = ""
    complaint.escalation_level = 0
    clock = Clock(timedelta(minutes=rule.resolution_minutes)).start(at)
    _keep(complaint, clock, clocks.current_calendar())


@transaction.atomic
def recompute_due_dates(*, at: datetime) -> int:
    """Move the due dates of open complaints to where the calendar of today puts them.

    Each change is an entry that the reporter reads, an audit line and a notice; a second run
    changes nothing. Returns how many moved.
    """
    calendar = clocks.current_calendar()
    rows = Complaint.objects.open().select_for_update(of=("self",)).with_names()
    return sum(_recompute(row, calendar, at=at) for row in rows.order_by("pk"))


def _recompute(complaint: Complaint, calendar: WorkingCalendar, *, at: datetime) -> bool:
    before = complaint.due_at
    response = Clock.from_json(complaint.response_clock)
    complaint.response_due_at = calendar.add(complaint.submitted_at, response.target)
    _keep(complaint, _resolution(complaint), calendar)
    complaint.save(update_fields=["due_at", "response_due_at"])
    if before == complaint.due_at:
        return False
    _tell(complaint, before=before, at=at)
    return True


def _tell(complaint: Complaint, *, before: datetime | None, at: datetime) -> None:
    facts: dict[str, Any] = {
        "due_before": before.isoformat() if before else None,
        "due_after": complaint.due_at.isoformat() if complaint.due_at else None,
    }
    entry = Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.DUE_CHANGED,
        before_state=complaint.state,
        after_state=complaint.state,
        public_text=_("ปรับกำหนดแล้วเสร็จ เนื่องจากปฏิทินวันทำการเปลี่ยนแปลง"),
        actor_kind=SYSTEM.kind,
        actor_label=SYSTEM.label,
        facts=facts,
        at=at,
    )
    audit.record(
        actor=SYSTEM,
        action="complaint.due_changed",
        subject=f"complaint:{complaint.pk}",
        at=at,
        before={"due_at": facts["due_before"]},
        after={"due_at": facts["due_after"]},
    )
    notices.tell_reporter(complaint, "complaint.due_changed", entry=entry)


def _keep(complaint: Complaint, clock: Clock, calendar: WorkingCalendar) -> None:
    complaint.resolution_clock = clock.to_json()
    expected = complaint.answer_due_at if clock.is_paused else None
    if clock.is_paused and expected is None:
        complaint.due_at = None
    else:
        complaint.due_at = clock.due_at(calendar, at=expected)


def _resolution(complaint: Complaint) -> Clock:
    return Clock.from_json(complaint.resolution_clock)


def _minutes(clock: Clock, calendar: WorkingCalendar, *, at: datetime) -> int:
    return int(clock.elapsed(calendar, at).total_seconds() // 60)
