"""One report with several things in it: each becomes a part with a unit and a clock of its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Refused
from modules.complaints import policies
from modules.complaints.models import Channel, Complaint, Entry, EntryKind
from modules.complaints.permissions import Permission
from modules.complaints.services.filing import file_part
from modules.complaints.services.moving import locked
from modules.complaints.services.report import Report

MOST_PARTS = 10


class PartsOpen(Refused):
    """Parts of the complaint are still open, so that it is not done."""

    code = "parts_open"
    message = _("เรื่องย่อยยังไม่ปิดทั้งหมด จึงปิดเรื่องนี้ไม่ได้")
    remedy = _("โปรดปิดเรื่องย่อยให้ครบก่อน")


class NotForSplitting(Refused):
    """It is closed, or a part itself: there is one level of parts."""

    code = "not_for_splitting"
    message = _("แยกเรื่องนี้ไม่ได้ เพราะปิดแล้วหรือเป็นเรื่องย่อยอยู่แล้ว")


class TooManyParts(Refused):
    """It has as many parts as a complaint may have."""

    code = "too_many_parts"
    message = _("แยกได้ไม่เกิน %(most)d เรื่องย่อย")


@transaction.atomic
def split(*, complaint_id: int, category: str, words: str, by: Actor, at: datetime) -> Complaint:
    """File a part of the complaint as a complaint of its own, at the same place.

    Raises:
        NotAllowed: the actor does not triage.
        NotForSplitting: it is closed, or a part itself.
        TooManyParts: it has ten.
        CategoryNotChoosable: the category cannot be reported.
        WordsMissing: too little was said.
    """
    whole = locked(complaint_id)
    policies.at_hand(by, whole).require(Permission.TRIAGE)
    if not whole.is_open or whole.parent_id is not None:
        raise NotForSplitting
    if Complaint.objects.filter(parent=whole).count() >= MOST_PARTS:
        raise TooManyParts(most=MOST_PARTS)
    report = Report(
        category=category,
        words=words,
        pin=(whole.pin.x, whole.pin.y) if whole.pin else None,
        village=whole.village.code if whole.village else "",
        place=whole.place,
        channel=Channel(whole.channel),
    )
    part = file_part(report=report, parent=whole, by=by, at=at)
    _tell(whole, part, by=by, at=at)
    return part


def check_parts(complaint: Complaint) -> None:
    """Refuse to close what still has open parts; a confidential one goes its own way.

    Raises:
        PartsOpen: at least one is open.
    """
    parts = Complaint.objects.open().filter(parent=complaint)
    if parts.filter(is_confidential=complaint.is_confidential).exists():
        raise PartsOpen


def _tell(whole: Complaint, part: Complaint, *, by: Actor, at: datetime) -> None:
    Entry.objects.create(
        complaint=whole,
        kind=EntryKind.SPLIT,
        before_state=whole.state,
        after_state=whole.state,
        actor_kind=by.kind,
        actor_label=by.label,
        facts={
            "part": part.number,
            "category": "" if part.is_confidential else part.category.name_th,
        },
        at=at,
    )
    audit.record(
        actor=by,
        action="complaint.split",
        subject=f"complaint:{whole.pk}",
        at=at,
        after={"part": part.number},
    )
