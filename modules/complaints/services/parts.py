"""What the field crew leaves at a complaint before it is done: parts used and site photos."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Invalid, Missing, NotAllowed, Refused
from modules.complaints import policies
from modules.complaints.models import (
    AttachmentRole,
    Complaint,
    Entry,
    EntryKind,
    Part,
    PartUsed,
)
from modules.complaints.permissions import Permission
from modules.complaints.services.closing import resolve
from modules.complaints.services.moving import locked
from modules.complaints.services.photos import Photos, attach
from modules.complaints.states import State

MOST_OF_ONE_PART = Decimal(9_999)


class PartUnknown(Invalid):
    """The code names no part of the catalogue that is in use."""

    code = "part_unknown"
    message = gettext_lazy("โปรดเลือกอะไหล่จากรายการ")


class QuantityWrong(Invalid):
    """Nothing, less than nothing, or more than anybody can carry."""

    code = "quantity_wrong"
    message = gettext_lazy("โปรดกรอกจำนวนมากกว่า 0 และไม่เกิน 9,999")


class NobodyWorksOnIt(Refused):
    """The complaint is not in work, so nothing can be used up or photographed for it."""

    code = "nobody_works_on_it"
    message = gettext_lazy("เรื่องนี้ไม่ได้อยู่ระหว่างดำเนินการแล้ว")


class SitePhotoMissing(Invalid):
    """A site note without a photo says nothing."""

    code = "photo_missing"
    message = gettext_lazy("โปรดถ่ายภาพก่อนบันทึก")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Where and when the phone says that a photo was taken: a hint, never a proof."""

    lat: float | None = None
    lon: float | None = None
    accuracy: float | None = None
    at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the phone said nothing."""
        return self.lat is None and self.at is None

    def as_json(self) -> dict[str, Any]:
        """Return what the history keeps."""
        kept = {name: value for name, value in asdict(self).items() if value is not None}
        return kept | ({"at": self.at.isoformat()} if self.at else {})


@transaction.atomic
def use_part(
    *, complaint_id: int, part: str, quantity: Decimal, by: Actor, at: datetime
) -> PartUsed:
    """Write down that so much of a part (its code) went into the complaint.

    Raises:
        NotAllowed: it is not the actor's unit's.
        NobodyWorksOnIt: it is not in work.
        PartUnknown: the catalogue has no such part in use.
        QuantityWrong: the quantity cannot be right.
    """
    complaint = _in_work(complaint_id, by=by)
    known = Part.objects.filter(code=part, is_active=True).first()
    if known is None:
        raise PartUnknown(field="part")
    if not 0 < quantity <= MOST_OF_ONE_PART:
        raise QuantityWrong(field="quantity")
    row = PartUsed.objects.create(
        complaint=complaint,
        part_code=known.code,
        name=known.name_th,
        unit=known.unit_th,
        quantity=quantity,
        actor_label=by.label,
        at=at,
    )
    _audit("complaint.part_used", row, by=by, at=at)
    return row


@transaction.atomic
def put_back_part(*, complaint_id: int, row_id: int, by: Actor, at: datetime) -> None:
    """Strike a part that was written down by mistake; the audit keeps what stood there.

    Raises:
        NotAllowed: it is not the actor's unit's.
        NobodyWorksOnIt: it is not in work.
        Missing: the complaint has no such row.
    """
    complaint = _in_work(complaint_id, by=by)
    row = PartUsed.objects.filter(complaint=complaint, pk=row_id).first()
    if row is None:
        raise Missing
    _audit("complaint.part_put_back", row, by=by, at=at)
    row.delete()


@transaction.atomic
def photograph_site(
    *, complaint_id: int, photos: Photos, taken: Taken, by: Actor, at: datetime
) -> Entry:
    """Keep how it looked before the work, with the phone's hint of place and time.

    Raises:
        NotAllowed: it is not the actor's unit's.
        NobodyWorksOnIt: it is not in work.
        SitePhotoMissing: there is no photo.
    """
    complaint = _in_work(complaint_id, by=by)
    if not photos:
        raise SitePhotoMissing(field="photos")
    entry = _site_note(complaint, _("ภาพก่อนดำเนินการจากหน้างาน"), taken, by=by, at=at)
    attach(complaint, entry, photos, role=AttachmentRole.BEFORE, by=by, at=at)
    audit.record(
        actor=by, action="complaint.site_photo", subject=f"complaint:{complaint.pk}", at=at
    )
    return entry


@transaction.atomic
def finish_job(  # noqa: PLR0913  # each is a field of the form
    *,
    complaint_id: int,
    remark: str,
    photos: Photos,
    taken: Taken,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Resolve the complaint as any officer does, and keep the phone's hint beside it.

    Raises:
        Refused: whatever `resolve` refuses.
    """
    complaint = locked(complaint_id)
    if photos and not taken.is_empty:
        _site_note(complaint, _("ภาพหลังดำเนินการจากหน้างาน"), taken, by=by, at=at)
    return resolve(complaint_id=complaint_id, remark=remark, photos=photos, by=by, at=at)


def _in_work(complaint_id: int, *, by: Actor) -> Complaint:
    complaint = locked(complaint_id)
    actor = policies.at_hand(by, complaint)
    actor.require(Permission.WORK)
    if complaint.unit_id not in actor.divisions:
        raise NotAllowed
    if complaint.state != State.WORKING:
        raise NobodyWorksOnIt
    return complaint


def _site_note(complaint: Complaint, words: str, taken: Taken, *, by: Actor, at: datetime) -> Entry:
    return Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.NOTE,
        before_state=complaint.state,
        after_state=complaint.state,
        internal_note=" · ".join([words, *_hints(taken)]),
        actor_kind=by.kind,
        actor_label=by.label,
        unit_name=complaint.unit.name_th if complaint.unit else "",
        facts={"taken": taken.as_json()},
        at=at,
    )


def _hints(taken: Taken) -> list[str]:
    if taken.lat is None or taken.lon is None:
        return []
    place = f"{taken.lat:.5f}, {taken.lon:.5f}"
    if taken.accuracy is not None:
        place += f" ±{taken.accuracy:.0f} m"
    return [_("พิกัดจากโทรศัพท์ %(place)s") % {"place": place}]


def _audit(action: str, row: PartUsed, *, by: Actor, at: datetime) -> None:
    audit.record(
        actor=by,
        action=action,
        subject=f"complaint:{row.complaint_id}",
        at=at,
        after={"part": row.part_code, "quantity": str(row.quantity), "unit": row.unit},
    )
