"""The ends of a complaint: done, not ours, or taken back by the one who told us."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.errors import Invalid
from modules.complaints.models import Complaint
from modules.complaints.services import deadlines, rounds
from modules.complaints.services.moving import Telling, allowed, given_of, locked, moved, said
from modules.complaints.services.photos import Photos
from modules.complaints.services.splitting import check_parts
from modules.complaints.states import RefusalReason


class ReasonUnknown(Invalid):
    """The code names no reason for which a complaint may be closed."""

    code = "reason_unknown"
    message = _("โปรดเลือกเหตุผลจากรายการ")


@transaction.atomic
def resolve(
    *, complaint_id: int, remark: str, photos: Photos = (), by: Actor, at: datetime
) -> Complaint:
    """Close the complaint as done, with the words and photos that the reporter will see.

    Raises:
        IllegalMove: nobody is working on it.
        NotAllowed: it is not the actor's unit's, or the actor may not resolve.
        RemarkMissing: no words were given.
        PhotoMissing: the category asks for a photo, and none was given.
        PartsOpen: parts of it are still open.
    """
    complaint = locked(complaint_id)
    has_photo = bool(photos) or not complaint.category.wants_photo_on_resolve
    given = given_of(remark=said(remark), photo=has_photo)
    move = allowed(complaint, "resolve", by=by, given=given)
    check_parts(complaint)
    deadlines.finish(complaint, at=at)
    telling = Telling(
        public_text=said(remark),
        photos=photos,
        facts={"is_on_time": complaint.is_on_time},
        notice="complaint.resolved",
        notice_words={"remark": said(remark)},
    )
    moved(complaint, move, telling, by=by, at=at)
    rounds.freeze(complaint)
    return complaint


@transaction.atomic
def refuse(*, complaint_id: int, reason: str, remark: str, by: Actor, at: datetime) -> Complaint:
    """Close the complaint although nothing was put right, with a reason the reporter reads.

    Raises:
        IllegalMove: it waits for somebody, or is closed.
        NotAllowed: the actor does not triage.
        NeedMissing: reason or remark is missing.
        ReasonUnknown: the reason is not one of the list.
        PartsOpen: parts of it are still open.
    """
    complaint = locked(complaint_id)
    given = given_of(reason=reason, remark=said(remark))
    move = allowed(complaint, "refuse", by=by, given=given)
    if reason not in RefusalReason.values:
        raise ReasonUnknown(field="reason")
    complaint.refusal_reason = reason
    check_parts(complaint)
    deadlines.finish(complaint, at=at)
    telling = Telling(
        public_text=said(remark),
        facts={"reason": reason},
        notice="complaint.refused",
        notice_words={"reason": str(RefusalReason(reason).label), "remark": said(remark)},
    )
    moved(complaint, move, telling, by=by, at=at)
    rounds.freeze(complaint)
    return complaint


@transaction.atomic
def withdraw(*, complaint_id: int, remark: str = "", by: Actor, at: datetime) -> Complaint:
    """Take the report back, for whoever shows the tracking code; it leaves the statistics.

    Raises:
        IllegalMove: it is closed already.
        PartsOpen: parts of it are still open.
        NotAllowed: the actor has not shown the tracking code.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "withdraw", by=by)
    check_parts(complaint)
    deadlines.finish(complaint, at=at, counts=False)
    telling = Telling(public_text=said(remark), notice="complaint.cancelled")
    moved(complaint, move, telling, by=by, at=at)
    return complaint
