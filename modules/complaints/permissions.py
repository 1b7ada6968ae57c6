"""What a position may be allowed to do at the complaint desk."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Rights that the municipality gives to positions, never to people."""

    VIEW = "complaints.view"
    VIEW_ALL = "complaints.view_all"
    TRIAGE = "complaints.triage"
    ASSIGN = "complaints.assign"
    WORK = "complaints.work"
    RESOLVE = "complaints.resolve"
    SEE_CONTACT = "complaints.see_contact"
    FILE_FOR_OTHERS = "complaints.file_for_others"
    STATISTICS = "complaints.statistics"
    CONFIDENTIAL = "complaints.confidential"
    REDACT = "complaints.redact"
    SEE_ORIGINAL = "complaints.see_original"


# What CONFIDENTIAL lets an officer do at a confidential complaint, whatever else they hold.
HANDLING = frozenset(
    {
        Permission.TRIAGE,
        Permission.ASSIGN,
        Permission.WORK,
        Permission.RESOLVE,
        Permission.SEE_CONTACT,
    }
)

# Whoever shows the tracking code holds this, for that complaint only; no position can carry it.
REPORTER = "complaints.reporter"

LABELS: dict[str, str | Promise] = {
    Permission.VIEW: _("ดูเรื่องของหน่วยงานตนเอง"),
    Permission.VIEW_ALL: _("ดูเรื่องร้องเรียนทั้งหมด"),
    Permission.TRIAGE: _("คัดกรองเรื่อง ถามผู้แจ้ง และปิดเรื่องที่ไม่รับดำเนินการ"),
    Permission.ASSIGN: _("มอบหมายเรื่องให้หน่วยงาน"),
    Permission.WORK: _("ดำเนินการเรื่องของหน่วยงานตนเอง"),
    Permission.RESOLVE: _("ปิดงานของหน่วยงานตนเอง"),
    Permission.FILE_FOR_OTHERS: _("รับแจ้งเรื่องแทนประชาชนที่เคาน์เตอร์และทางโทรศัพท์"),
    Permission.SEE_CONTACT: _("เปิดดูข้อมูลติดต่อของผู้แจ้ง (มีการบันทึกทุกครั้ง)"),
    Permission.STATISTICS: _("ดูสถิติเรื่องร้องเรียนและส่งออกรายการ"),
    Permission.REDACT: _("ปกปิดบางส่วนของภาพและข้อความ"),
    Permission.SEE_ORIGINAL: _("ดูต้นฉบับของภาพและข้อความที่ปกปิด (มีการบันทึกทุกครั้ง)"),
    Permission.CONFIDENTIAL: _("ดูและดำเนินการเรื่องลับ (บันทึกการเปิดดูทุกครั้ง)"),
}
