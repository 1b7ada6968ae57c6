"""Rounds of work: freeze what one came to, and start the next when a complaint is reopened."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.clocks import services as clocks
from kernel.configuration.settings import setting
from kernel.errors import Refused
from modules.complaints import policies
from modules.complaints.models import Complaint, Round
from modules.complaints.services import deadlines, notices
from modules.complaints.services.moving import Telling, allowed, given_of, locked, moved, said
from modules.complaints.services.photos import Photos
from modules.complaints.states import State


class ReopenWindowOver(Refused):
    """The complaint was closed longer ago than the municipality reopens one."""

    code = "reopen_window_over"
    message = _("เลยเวลาที่ขอให้เปิดเรื่องนี้อีกครั้งแล้ว")
    remedy = _("โปรดแจ้งเป็นเรื่องใหม่ และอ้างเลขที่เรื่องเดิมไว้ในข้อความ")


def freeze(complaint: Complaint) -> Round:
    """Keep what this round came to; called once, by the move that closes it."""
    return Round.objects.create(
        complaint=complaint,
        number=complaint.round,
        closed_as=complaint.state,
        closed_at=complaint.closed_at or complaint.moved_at,
        due_at=complaint.due_at,
        is_on_time=bool(complaint.is_on_time),
        refusal_reason=complaint.refusal_reason,
        unit_code=complaint.unit.code if complaint.unit else "",
        resolution_clock=complaint.resolution_clock,
    )


@transaction.atomic
def ask_reopen(
    *, complaint_id: int, remark: str, photos: Photos = (), by: Actor, at: datetime
) -> Complaint:
    """Say that it is not put right; staff must answer within a time of its own.

    Raises:
        IllegalMove: it is not closed, or was withdrawn.
        NotAllowed: the actor has not shown the tracking code.
        GuardClosed: it was asked already and waits for its answer.
        RemarkMissing: no reason was given.
        ReopenWindowOver: it was closed too long ago.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "ask_reopen", by=by, given=given_of(remark=said(remark)))
    if not policies.may_still_be_reopened(complaint, at=at):
        raise ReopenWindowOver
    limit = timedelta(minutes=setting("complaints.reopen_answer_minutes"))
    complaint.reopen_asked_at = at
    complaint.reopen_answer_due_at = clocks.current_calendar().add(at, limit)
    telling = Telling(
        public_text=said(remark),
        photos=photos,
        facts={"round": complaint.round},
        notice="complaint.reopen_asked",
    )
    moved(complaint, move, telling, by=by, at=at)
    return complaint


@transaction.atomic
def reopen(*, complaint_id: int, remark: str, by: Actor, at: datetime) -> Complaint:
    """Grant the request: the next round starts, with a resolution clock of its own.

    The outcome of the round before stays as it was frozen.

    Raises:
        IllegalMove: it is not closed.
        NotAllowed: the actor does not triage.
        GuardClosed: nobody has asked.
        RemarkMissing: nothing was said to the reporter.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "reopen", by=by, given=given_of(remark=said(remark)))
    _answered(complaint)
    deadlines.start_next_round(complaint, at=at)
    telling = Telling(
        public_text=said(remark),
        facts={"round": complaint.round},
        notice="complaint.reopened",
        notice_words={"remark": said(remark)},
    )
    entry = moved(complaint, move, telling, by=by, at=at)
    if complaint.state == State.WORKING:
        notices.tell_unit(complaint, entry=entry, at=at)
    return complaint


@transaction.atomic
def keep_closed(*, complaint_id: int, remark: str, by: Actor, at: datetime) -> Complaint:
    """Refuse the request with words for the reporter; phase and outcome stay.

    Raises:
        IllegalMove: it is not closed.
        NotAllowed: the actor does not triage.
        GuardClosed: nobody has asked.
        RemarkMissing: nothing was said to the reporter.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "keep_closed", by=by, given=given_of(remark=said(remark)))
    _answered(complaint)
    telling = Telling(
        public_text=said(remark),
        notice="complaint.kept_closed",
        notice_words={"remark": said(remark)},
    )
    moved(complaint, move, telling, by=by, at=at)
    return complaint


def _answered(complaint: Complaint) -> None:
    complaint.reopen_asked_at = None
    complaint.reopen_answer_due_at = None
