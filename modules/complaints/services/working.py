"""While a unit works: questions to the reporter, and bodies outside the municipality."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.actors import SYSTEM, Actor
from kernel.errors import Invalid, Refused
from modules.complaints.models import Complaint, OutsideBody
from modules.complaints.selectors.contacts import reporter_or_none
from modules.complaints.services import deadlines, notices
from modules.complaints.services.moving import Telling, allowed, given_of, locked, moved, said
from modules.complaints.services.photos import Photos
from modules.complaints.states import State


class BodyUnknown(Invalid):
    """The code names no outside body in use."""

    code = "body_unknown"
    message = gettext_lazy("โปรดเลือกหน่วยงานภายนอกจากรายการ")


class BodyNeedsTrace(Invalid):
    """Neither the outside body's reference nor a date was given, so nobody could ask again."""

    code = "body_needs_trace"
    message = gettext_lazy("โปรดกรอกเลขอ้างอิงของหน่วยงานภายนอก หรือวันที่คาดว่าจะแล้วเสร็จ")


class ReporterUnreachable(Refused):
    """The report is anonymous: a question would reach nobody."""

    code = "reporter_unreachable"
    message = gettext_lazy("ผู้แจ้งไม่ได้ให้ช่องทางติดต่อไว้ จึงถามกลับไม่ได้")


@transaction.atomic
def ask(*, complaint_id: int, remark: str, by: Actor, at: datetime) -> Complaint:
    """Ask the reporter a question; our clock stands until the answer, for a limited time.

    Raises:
        IllegalMove: the complaint is not in triage or in work.
        NotAllowed: the actor neither triages nor works on it.
        RemarkMissing: there is no question.
        ReporterUnreachable: the report is anonymous.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "ask", by=by, given=given_of(remark=said(remark)))
    reporter = reporter_or_none(complaint)
    if reporter is None or not (reporter.phone or reporter.email):
        raise ReporterUnreachable
    deadlines.respond(complaint, at=at)
    deadlines.wait_for_answer(complaint, at=at)
    telling = Telling(
        public_text=said(remark),
        notice="complaint.asked",
        notice_words={"question": said(remark)},
    )
    moved(complaint, move, telling, by=by, at=at)
    return complaint


@transaction.atomic
def answer(
    *, complaint_id: int, remark: str, photos: Photos = (), by: Actor, at: datetime
) -> Complaint:
    """Record the reporter's answer, go on where the question came from, and tell the unit.

    Raises:
        IllegalMove: nothing was asked.
        NotAllowed: the actor has not shown the tracking code.
        RemarkMissing: the answer is empty.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "answer", by=by, given=given_of(remark=said(remark)))
    deadlines.go_on(complaint, at=at)
    telling = Telling(public_text=said(remark), photos=photos)
    entry = moved(complaint, move, telling, by=by, at=at)
    notices.tell_responsible(complaint, "complaint.informed", entry=entry)
    return complaint


@transaction.atomic
def resume(*, complaint_id: int, remark: str, by: Actor, at: datetime) -> Complaint:
    """Go on without the reporter's answer.

    Raises:
        IllegalMove: nothing was asked.
        NotAllowed: it is not the actor's to go on with.
        RemarkMissing: no reason was given.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "resume", by=by, given=given_of(remark=said(remark)))
    deadlines.go_on(complaint, at=at)
    moved(complaint, move, Telling(public_text=said(remark)), by=by, at=at)
    return complaint


def resume_unanswered(*, at: datetime) -> int:
    """Go on with every complaint whose question has waited for its whole time; count them.

    It is an entry that the reporter reads, never a silent close; safe to run twice.
    """
    rows = Complaint.objects.filter(state=State.WAITING_CITIZEN, answer_due_at__lte=at)
    waited = list(rows.order_by("pk").values_list("pk", flat=True))
    for complaint_id in waited:
        remark = _("ครบเวลารอคำตอบแล้ว เจ้าหน้าที่จะดำเนินการต่อด้วยข้อมูลที่มี")
        resume(complaint_id=complaint_id, remark=remark, by=SYSTEM, at=at)
    return len(waited)


@transaction.atomic
def hand_over(  # noqa: PLR0913  # each is a field of the form
    *,
    complaint_id: int,
    body: str,
    remark: str,
    reference: str = "",
    expected_date: date | None = None,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Hand the work to an outside body (its code), with its reference or a date to ask again.

    Raises:
        IllegalMove: nobody works on the complaint.
        NotAllowed: it is not the actor's unit's.
        NeedMissing: body or remark is missing.
        BodyUnknown: no body in use has the code.
        BodyNeedsTrace: neither a reference nor a date was given.
    """
    complaint = locked(complaint_id)
    given = given_of(body=body, remark=said(remark))
    move = allowed(complaint, "hand_over", by=by, given=given)
    if not (reference.strip() or expected_date):
        raise BodyNeedsTrace(field="reference")
    complaint.outside_body = _body(body)
    complaint.outside_reference = reference.strip()
    complaint.outside_due_date = expected_date
    deadlines.respond(complaint, at=at)
    deadlines.wait_for_outside(complaint, at=at)
    telling = Telling(
        public_text=said(remark),
        facts={"body": body, "body_name": complaint.outside_body.name_th},
        notice="complaint.handed_over",
        notice_words={"body": complaint.outside_body.name_th},
    )
    moved(complaint, move, telling, by=by, at=at)
    return complaint


@transaction.atomic
def take_back(*, complaint_id: int, remark: str, by: Actor, at: datetime) -> Complaint:
    """Go on ourselves after the outside body has answered.

    Raises:
        IllegalMove: no outside body has it.
        NotAllowed: it is not the actor's unit's.
        RemarkMissing: what the body answered was not written down.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "take_back", by=by, given=given_of(remark=said(remark)))
    deadlines.go_on(complaint, at=at)
    moved(complaint, move, Telling(public_text=said(remark)), by=by, at=at)
    return complaint


def _body(code: str) -> OutsideBody:
    body = OutsideBody.objects.filter(code=code, is_active=True).first()
    if body is None:
        raise BodyUnknown(field="body")
    return body
