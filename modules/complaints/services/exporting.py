"""Lists of complaints as sheets; who took one away, and whose contact, is written down."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
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

# What a request answers at once; beyond, a job writes the file.
MOST_ROWS = 10_000
# Excel's own limit is a million lines.
MOST_IN_FILE = 500_000
# Lines of one transaction of the job: short enough for progress, long enough to be quick.
CHUNK = 1_000
# The kind of handout.
KIND = "complaints.list"
# Each contact in a sheet is a look of its own in the book of deeds.
MOST_CONTACTS = 500

type Cell = str | int | float | None
# Where a list has come to: its newest-first order.
type Place = tuple[datetime, int]


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

    Confidential complaints stay out of it, whatever the list.

    Raises:
        NotAllowed: the actor may not take lists away, or not with contacts.
        TooManyRows: the list must be narrowed first.
    """
    by.require(Permission.STATISTICS)
    if with_contact:
        by.require(Permission.SEE_CONTACT)
    rows = rows.ordinary()
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


@transaction.atomic
def begin_large(*, rows: ComplaintQuerySet, asked: str, by: Actor, at: datetime) -> int:
    """Note that the actor takes a long list away, without contacts; return how many cases.

    Raises:
        NotAllowed: the actor may not take lists away.
        TooManyRows: the list must be narrowed first.
    """
    by.require(Permission.STATISTICS)
    total = rows.ordinary().count()
    if total > MOST_IN_FILE:
        raise TooManyRows(total=total, most=MOST_IN_FILE)
    audit.record(
        actor=by,
        action="complaint.exported",
        subject="complaints",
        at=at,
        after={"rows": total, "with_contact": False, "asked": asked[:500]},
    )
    return total


def header() -> list[str]:
    """Return the heading of a list without contacts."""
    return _header(with_contact=False)


def lines_after(
    rows: ComplaintQuerySet, last: Place | None
) -> tuple[list[list[Cell]], Place | None]:
    """Return the next lines of the newest-first list, and the place of the last one.

    The place is None when there are no more. Confidential complaints stay out of it.
    """
    rows = rows.ordinary()
    if last is not None:
        submitted_at, pk = last
        same_moment = Q(submitted_at=submitted_at, pk__lt=pk)
        rows = rows.filter(Q(submitted_at__lt=submitted_at) | same_moment)
    found = list(rows[:CHUNK])
    labels = state_labels()
    place = (found[-1].submitted_at, found[-1].pk) if len(found) == CHUNK else None
    return [_line(complaint, labels, None) for complaint in found], place


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
        *_contact(row, contacts),
    ]


def _contact(row: Complaint, contacts: dict[int, tuple[str, str, str]] | None) -> tuple[str, ...]:
    if contacts is None:
        return ()
    erased = _("ลบข้อมูลแล้ว") if row.anonymised_at else ""
    return contacts.get(row.pk, (erased, erased, erased))


def moment(at: datetime | None) -> str:
    """Write a moment of Bangkok with digits and the year of the Buddhist era."""
    if at is None:
        return ""
    local = at.astimezone(BANGKOK)
    return f"{local:%d/%m}/{be_year(local)} {local:%H:%M}"
