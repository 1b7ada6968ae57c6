"""Two reports of one thing: the later one shows where the root stands, and can be taken apart."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.errors import Invalid
from kernel.thai import arabic_digits, clean_line
from modules.complaints import selectors
from modules.complaints.models import Complaint
from modules.complaints.services import deadlines
from modules.complaints.services.moving import Telling, allowed, given_of, locked, moved, said
from modules.complaints.services.splitting import check_parts
from modules.complaints.states import State


class RootUnknown(Invalid):
    """The number names no other complaint that could be the root."""

    code = "root_unknown"
    message = _("ไม่พบเรื่องเดิมตามเลขที่นี้ หรือเป็นเรื่องที่ถอนไปแล้ว")


@transaction.atomic
def merge(*, complaint_id: int, root: str, remark: str = "", by: Actor, at: datetime) -> Complaint:
    """Say that the complaint is the same thing as the root (its number).

    There are no chains: naming a duplicate means its root, and what was merged into this one
    goes along. Both clocks stop and do not count; the reporter hears how the root goes on.

    Raises:
        IllegalMove: it is closed, or merged already.
        NotAllowed: the actor does not triage.
        NeedMissing: no root was named.
        RootUnknown: the number is unknown to the actor, withdrawn, or leads back to this complaint.
        PartsOpen: parts of it are still open.
    """
    target = _root(root, by=by)
    known = {pk: locked(pk) for pk in sorted({complaint_id, *([target.pk] if target else [])})}
    complaint = known[complaint_id]
    move = allowed(complaint, "merge", by=by, given=given_of(root=root))
    target = known.get(target.pk) if target else None
    if target is None or not _may_be_root(target, complaint):
        raise RootUnknown(field="root")
    check_parts(complaint)
    _keep_before(complaint)
    complaint.duplicate_of = target
    deadlines.finish(complaint, at=at, counts=False)
    telling = Telling(
        public_text=said(remark),
        facts={"root": target.number},
        notice="complaint.merged",
        notice_words={"root": target.number},
    )
    moved(complaint, move, telling, by=by, at=at)
    Complaint.objects.filter(duplicate_of=complaint).update(duplicate_of=target)
    return complaint


@transaction.atomic
def unmerge(*, complaint_id: int, remark: str, by: Actor, at: datetime) -> Complaint:
    """Undo a merge: phase and clock as before, and what had been merged into it comes back.

    The time in between counts, since the promise was given on the day of the report.

    Raises:
        IllegalMove: it is not merged.
        NotAllowed: the actor does not triage.
        RemarkMissing: no reason was given.
    """
    complaint = locked(complaint_id)
    move = allowed(complaint, "unmerge", by=by, given=given_of(remark=said(remark)))
    before: dict[str, Any] = complaint.before_merge or {}
    root = complaint.duplicate_of
    complaint.duplicate_of = None
    complaint.before_merge = None
    deadlines.take_up_again(
        complaint, clock=before["resolution_clock"], answer_due_at=before["answer_due_at"]
    )
    telling = Telling(internal_note=said(remark), facts={"root": root.number if root else ""})
    moved(complaint, move, telling, by=by, at=at)
    carried = Complaint.objects.filter(pk__in=before["carried"], duplicate_of=root)
    carried.update(duplicate_of=complaint)
    return complaint


def _root(number: str, *, by: Actor) -> Complaint | None:
    wanted = arabic_digits(clean_line(number))
    found = selectors.visible(by).filter(number__in={wanted, clean_line(number)}).first()
    return found.duplicate_of if found is not None and found.duplicate_of else found


def _may_be_root(target: Complaint, complaint: Complaint) -> bool:
    if target.pk == complaint.pk or target.duplicate_of_id is not None or target.is_confidential:
        return False
    return target.state != State.CANCELLED


def _keep_before(complaint: Complaint) -> None:
    answer_due_at = complaint.answer_due_at
    carried = Complaint.objects.filter(duplicate_of=complaint).order_by("pk")
    complaint.before_merge = {
        "state": complaint.state,
        "resolution_clock": complaint.resolution_clock,
        "answer_due_at": answer_due_at.isoformat() if answer_due_at else None,
        "carried": list(carried.values_list("pk", flat=True)),
    }
