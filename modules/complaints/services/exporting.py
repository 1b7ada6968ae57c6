"""Lists of complaints as sheets; who took one away, and whose contact, is written down."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Refused
from kernel.thai import BANGKOK, be_year
from modules.complaints import policies
from modules.complaints.models import Complaint, ComplaintQuerySet, Reporter
from modules.complaints.permissions import Permission
from modules.complaints.selectors.labels import state_labels, unit_name
from modules.complaints.services.publishing import without_contacts

MOST_ROWS = 10_000
# Each contact in a sheet is a look of its own in the book of deeds.
MOST_CONTACTS = 500

type Cell = str | int | float | None


class TooManyRows(Refused):
    """More complaints than one sheet takes."""

    code = "too_many_rows"
    status = 400
    message = gettext_lazy("รายการนี้มี %(total)d เรื่อง ส่งออกได้ครั้งละไม่เกิน %(most)d เรื่อง")
    remedy = gettext_lazy("โปรดเลือกช่วงเวลาให้สั้นลงหรือกรองเพิ่ม")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A heading and the lines under it."""

    header: list[str]
    lines: list[list[Cell]]


@transaction.atomic
def export(
    *, rows: ComplaintQuerySet, with_contact: bool, asked: str, by: Actor, at: datetime
) -> Sheet:
    """Return the complaints as a sheet; contacts only where the actor may see each of them.

    Raises:
        NotAllowed: the actor may not take lists away, or not with contacts.
        TooManyRows: the list must be narrowed first.
    """
    by.require(Permission.STATISTICS)
    if with_contact:
        by.require(Permission.SEE_CONTACT)
    most, total = (MOST_CONTACTS if with_contact else MOST_ROWS), rows.count()
    if total > most:
        raise TooManyRows(total=total, most=most)
    complaints = list(rows)
    contacts = _contacts(complaints, by=by, at=at) if with_contact else None
    audit.record(
        actor=by,
        action="complaint.exported",
        subject="complaints",
        at=at,
        after={"rows": len(complaints), "with_contact": with_contact, "asked": asked[:500]},
    )
    labels = state_labels()
    lines = [_line(complaint, labels, contacts) for complaint in complaints]
    return Sheet(header=_header(with_contact=with_contact), lines=lines)


def _contacts(
    complaints: list[Complaint], *, by: Actor, at: datetime
) -> dict[int, tuple[str, str, str]]:
    seen = {row.pk for row in complaints if policies.may_see_contact(by, row)}
    found = {row.pk: row for row in Reporter.objects.filter(pk__in=seen)}
    for complaint_id in sorted(found):
        audit.record_look(
            actor=by,
            subject=f"complaint:{complaint_id}",
            fields=["name", "phone", "email"],
            at=at,
            reason=_("ส่งออกรายการ"),
        )
    return {key: (row.name, row.phone, row.email) for key, row in found.items()}


def _header(*, with_contact: bool) -> list[str]:
    contact = [_("ชื่อผู้แจ้ง"), _("โทรศัพท์"), _("อีเมล")] if with_contact else []
    return [
        _("เลขที่เรื่อง"),
        _("วันที่รับแจ้ง"),
        _("ช่องทาง"),
        _("ประเภท"),
        _("รายละเอียด"),
        _("หมู่บ้าน"),
        _("จุดสังเกต"),
        _("ละติจูด"),
        _("ลองจิจูด"),
        _("หน่วยงาน"),
        _("สถานะ"),
        _("กำหนดแล้วเสร็จ"),
        _("ตอบรับเมื่อ"),
        _("ปิดเรื่องเมื่อ"),
        _("ทันกำหนด"),
        _("นาทีทำการจนตอบรับ"),
        _("นาทีทำการจนแล้วเสร็จ"),
        *contact,
    ]


def _line(
    row: Complaint, labels: dict[str, str], contacts: dict[int, tuple[str, str, str]] | None
) -> list[Cell]:
    words = row.words if contacts is not None else without_contacts(row.words)
    place = row.place if contacts is not None else without_contacts(row.place)
    kept = {True: _("ทัน"), False: _("ไม่ทัน"), None: ""}[row.is_on_time]
    return [
        row.number,
        moment(row.submitted_at),
        str(row.get_channel_display()),
        row.category.name,
        words,
        str(row.village) if row.village else "",
        place,
        round(row.pin.y, 6) if row.pin else None,
        round(row.pin.x, 6) if row.pin else None,
        unit_name(row.unit),
        labels[row.state],
        moment(row.due_at),
        moment(row.responded_at),
        moment(row.closed_at),
        kept,
        row.response_minutes,
        row.resolution_minutes,
        *(contacts.get(row.pk, ("", "", "")) if contacts is not None else ()),
    ]


def moment(at: datetime | None) -> str:
    """Write a moment of Bangkok with digits and the year of the Buddhist era."""
    if at is None:
        return ""
    local = at.astimezone(BANGKOK)
    return f"{local:%d/%m}/{be_year(local)} {local:%H:%M}"
