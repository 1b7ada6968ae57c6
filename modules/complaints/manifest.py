"""What the complaint desk offers to the house, and what a municipality can set in it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.audit.words import describe
from kernel.configuration.groups import Group, declare_group
from kernel.configuration.registry import Configurable, declare
from kernel.configuration.settings import Setting, SettingType, declare_setting
from kernel.modules import Manifest, MenuItem, register
from kernel.notifications.notices import Notice, register_notice
from modules.complaints.models import (
    Category,
    EscalationLevel,
    OutsideBody,
    Part,
    ReplyTemplate,
    RoutingRule,
    StateLabel,
)
from modules.complaints.models.question import question_faults
from modules.complaints.permissions import LABELS, Permission
from modules.complaints.states import MACHINE
from modules.complaints.web.setting_fields import (
    required_working_time,
    spoken_here,
    unit_called,
    unit_code_field,
)

MANIFEST = Manifest(
    name="complaints",
    label=_("ร้องเรียนร้องทุกข์"),
    menu=(
        MenuItem(
            label=_("แจ้งเรื่อง"),
            url_name="complaints:report",
            icon="megaphone",
            area="citizen",
            help=_("แจ้งปัญหาในพื้นที่ เช่น ไฟดับ ถนนชำรุด ขยะตกค้าง พร้อมภาพถ่ายและหมุดบนแผนที่"),
        ),
        MenuItem(
            label=_("ติดตามเรื่อง"),
            url_name="complaints:track-form",
            icon="search",
            area="citizen",
            help=_("ดูความคืบหน้าด้วยรหัสติดตามที่ได้รับตอนแจ้งเรื่อง"),
        ),
        MenuItem(
            label=_("เรื่องในพื้นที่"),
            url_name="complaints:cases",
            icon="map-pinned",
            area="citizen",
            help=_("ดูแผนที่และรายการเรื่องที่เทศบาลรับดำเนินการ แยกตามประเภท หมู่บ้าน และสถานะ"),
        ),
        MenuItem(
            label=_("เรื่องร้องเรียน"),
            url_name="complaints:desk-list",
            icon="megaphone",
            permission=Permission.VIEW,
        ),
        MenuItem(
            label=_("รับแจ้งแทน"),
            url_name="complaints:desk-new",
            icon="pen-line",
            permission=Permission.FILE_FOR_OTHERS,
        ),
        MenuItem(
            label=_("งานภาคสนาม"),
            url_name="complaints:jobs",
            icon="hard-hat",
            permission=Permission.WORK,
        ),
        MenuItem(
            label=_("กำหนดเวลารายหน่วยงาน"),
            url_name="complaints:board",
            icon="clock-alert",
            permission=Permission.VIEW,
        ),
        MenuItem(
            label=_("กฎจัดเส้นทางเรื่อง"),
            url_name="complaints:routing",
            icon="route",
            permission=Permission.ASSIGN,
        ),
        MenuItem(
            label=_("สถิติเรื่องร้องเรียน"),
            url_name="complaints:dashboard",
            icon="chart-column",
            permission=Permission.STATISTICS,
        ),
    ),
    permissions=Permission,
    permission_labels=dict(LABELS),
)

register(MANIFEST)


def check_level(level: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Tell that a level names a right which no position can hold."""
    if level["permission"] in set(Permission):
        return []
    return [("permission", str(_("ไม่มีสิทธิ์ชื่อนี้ในงานร้องเรียน")))]


declare(
    Configurable(
        kind="complaints.category",
        label=_("ประเภทเรื่องร้องเรียน"),
        model=Category,
        key=("code",),
        fields=(
            "parent",
            "unit",
            "name_th",
            "name_en",
            "icon",
            "keywords",
            "response_minutes",
            "resolution_minutes",
            "answer_minutes",
            "retention_days",
            "photo_rule",
            "emergency_th",
            "emergency_en",
            "questions",
            "national_type",
            "position",
            "is_active",
            "is_public",
            "is_confidential",
        ),
        references={"parent": "complaints.category", "unit": "access.division"},
        check=lambda category: [("questions", q) for q in question_faults(category["questions"])],
    )
)
declare(
    Configurable(
        kind="complaints.state_label",
        label=_("คำเรียกสถานะเรื่องร้องเรียน"),
        model=StateLabel,
        key=("state",),
        fields=("label_th", "label_en"),
    )
)
declare(
    Configurable(
        kind="complaints.part",
        label=_("อะไหล่และวัสดุของงานภาคสนาม"),
        model=Part,
        key=("code",),
        fields=("name_th", "name_en", "unit_th", "unit_en", "position", "is_active"),
    )
)
declare(
    Configurable(
        kind="complaints.reply_template",
        label=_("ข้อความตอบสำเร็จรูป"),
        model=ReplyTemplate,
        key=("code",),
        fields=(
            "category",
            "move",
            "title_th",
            "title_en",
            "text_th",
            "text_en",
            "position",
            "is_active",
        ),
        references={"category": "complaints.category"},
    )
)
declare(
    Configurable(
        kind="complaints.routing_rule",
        label=_("กฎจัดเส้นทางเรื่อง"),
        model=RoutingRule,
        key=("code",),
        fields=(
            "name",
            "position",
            "category",
            "village",
            "area",
            "channel",
            "hours",
            "unit",
            "is_active",
        ),
        references={
            "category": "complaints.category",
            "village": "geo.village",
            "unit": "access.division",
        },
    )
)
declare(
    Configurable(
        kind="complaints.escalation_level",
        label=_("ขั้นแจ้งเตือนเรื่องเกินกำหนด"),
        model=EscalationLevel,
        key=("number",),
        fields=("name", "after_minutes", "permission", "unit", "is_active"),
        references={"unit": "access.division"},
        check=check_level,
    )
)
declare(
    Configurable(
        kind="complaints.outside_body",
        label=_("หน่วยงานภายนอกที่รับเรื่องต่อ"),
        model=OutsideBody,
        key=("code",),
        fields=("name_th", "name_en", "phone", "pauses_clock", "position", "is_active"),
    )
)

declare_group(
    Group(
        name="complaints",
        label=MANIFEST.label,
        settings_label=_("กำหนดเวลาและเกณฑ์"),
        help=_("ค่ากลางที่ใช้เมื่อประเภทเรื่องไม่ได้กำหนดเอง"),
        position=5,
        icon="settings",
    )
)

# 480 minutes are a working day of eight hours; 15 of them are the usual municipal promise.
declare_setting(
    Setting(
        key="complaints.response_minutes",
        type=SettingType.INTEGER,
        default=480,
        label=_("ตอบรับเรื่องภายใน"),
        make=required_working_time,
        said=spoken_here,
        help=_("ใช้เมื่อประเภทเรื่องไม่ได้กำหนดเวลาไว้เอง"),
    ),
    Setting(
        key="complaints.resolution_minutes",
        type=SettingType.INTEGER,
        default=15 * 480,
        label=_("แล้วเสร็จภายใน"),
        make=required_working_time,
        said=spoken_here,
        help=_("ใช้เมื่อประเภทเรื่องไม่ได้กำหนดเวลาไว้เอง"),
    ),
    Setting(
        key="complaints.answer_minutes",
        type=SettingType.INTEGER,
        default=7 * 480,
        label=_("รอคำตอบจากผู้แจ้งไม่เกิน"),
        make=required_working_time,
        said=spoken_here,
        help=_("ครบเวลานี้แล้วเจ้าหน้าที่จะทำต่อด้วยข้อมูลที่มี"),
    ),
    Setting(
        key="complaints.route_automatically",
        type=SettingType.BOOLEAN,
        default=False,
        label=_("มอบหมายหน่วยงานตามกฎทันทีที่รับแจ้ง"),
        help=_("ถ้าปิดไว้ ระบบเพียงเสนอหน่วยงานให้เจ้าหน้าที่คัดแยก"),
    ),
    Setting(
        key="complaints.fallback_unit",
        type=SettingType.TEXT,
        default="",
        label=_("หน่วยงานสำรองเมื่อไม่มีกฎใดตรง"),
        make=unit_code_field,
        said=unit_called,
        help=_("ว่างไว้คือให้เจ้าหน้าที่คัดแยกเลือกเอง"),
    ),
    Setting(
        key="complaints.reopen_days",
        type=SettingType.INTEGER,
        default=30,
        minimum=0,
        label=_("ขอให้เปิดเรื่องอีกครั้งได้ภายใน (วันหลังปิดเรื่อง)"),
        help=_("0 คือขอไม่ได้"),
    ),
    Setting(
        key="complaints.reopen_answer_minutes",
        type=SettingType.INTEGER,
        default=3 * 480,
        minimum=1,
        label=_("ตอบคำขอเปิดเรื่องภายใน"),
        make=required_working_time,
        said=spoken_here,
        help=_("นับจากที่ผู้แจ้งขอ จนเจ้าหน้าที่เปิดเรื่องหรือตอบว่าไม่เปิด"),
    ),
    # A year, as FixMyStreet keeps them: long enough for a dispute about the work.
    Setting(
        key="complaints.retention_days",
        type=SettingType.INTEGER,
        default=365,
        minimum=0,
        label=_("เก็บข้อมูลส่วนบุคคลหลังปิดเรื่อง (วัน)"),
        help=_("ครบแล้วระบบลบชื่อ เบอร์โทร อีเมล ผู้ติดตาม และต้นฉบับที่ปกปิด เหลือเรื่องไว้ทำสถิติ 0 คือไม่ลบ"),
    ),
    Setting(
        key="complaints.hint_metres",
        type=SettingType.INTEGER,
        default=250,
        minimum=0,
        maximum=5000,
        label=_("ระยะที่ชวนดูเรื่องใกล้เคียงก่อนแจ้ง (เมตร)"),
        help=_("0 คือไม่ชวน"),
    ),
    Setting(
        key="complaints.hint_weeks",
        type=SettingType.INTEGER,
        default=12,
        minimum=0,
        label=_("ชวนดูเรื่องที่ปิดแล้วไม่เกิน (สัปดาห์)"),
        help=_("เรื่องที่ยังไม่ปิดชวนดูเสมอ"),
    ),
    Setting(
        key="complaints.near_metres",
        type=SettingType.INTEGER,
        default=1500,
        label=_("ระยะนอกเขตที่ยังรับแจ้ง (เมตร)"),
        help=_("หมุดที่อยู่นอกเขตเทศบาลไกลกว่านี้จะไม่รับเรื่อง"),
    ),
    Setting(
        key="complaints.neighbours",
        type=SettingType.TEXT,
        default="",
        label=_("ท้องถิ่นข้างเคียงที่ส่งต่อเรื่องถึงกันผ่านระบบ (ชื่อเว็บไซต์ย่อย คั่นด้วยช่องว่าง)"),
        help=_("รับและส่งเรื่องได้เมื่อทั้งสองฝ่ายระบุชื่อกันและกัน"),
    ),
    Setting(
        key="complaints.publish_when_assigned",
        type=SettingType.BOOLEAN,
        default=True,
        label=_("เผยแพร่เรื่องบนแผนที่สาธารณะเมื่อมอบหมายหน่วยงานแล้ว"),
        help=_("เผยแพร่เฉพาะประเภท สถานที่ และสถานะ ข้อความและภาพเผยแพร่เมื่อเจ้าหน้าที่เลือกเท่านั้น"),
    ),
)

describe(
    {
        "complaint.submit": _("รับเรื่องร้องเรียน"),
        "complaint.due_changed": _("ปรับกำหนดแล้วเสร็จของเรื่องร้องเรียน"),
        "complaint.part_used": _("บันทึกอะไหล่ที่ใช้"),
        "complaint.part_put_back": _("ลบรายการอะไหล่ที่ใช้"),
        "complaint.site_photo": _("บันทึกภาพหน้างาน"),
        "complaint.contact_corrected": _("แก้ไขข้อมูลติดต่อของผู้แจ้ง"),
        "complaint.informed": _("ผู้แจ้งให้ข้อมูลเพิ่ม"),
        "complaint.split": _("แยกเรื่อง"),
        "complaint.rule_switched_off": _("ปิดกฎจัดเส้นทางเรื่อง"),
        "complaint.escalated": _("แจ้งเตือนผู้บังคับบัญชา"),
        "complaint.rated": _("ผู้แจ้งให้คะแนน"),
        "complaint.published": _("เผยแพร่เรื่องร้องเรียนต่อสาธารณะ"),
        "complaint.unpublished": _("นำเรื่องร้องเรียนออกจากหน้าสาธารณะ"),
        "complaint.work_order": _("พิมพ์ใบสั่งงาน"),
        "complaint.offered": _("เสนอเรื่องให้ท้องถิ่นอื่น"),
        "complaint.offer_accepted": _("รับเรื่องจากท้องถิ่นอื่น"),
        "complaint.offer_declined": _("ไม่รับเรื่องจากท้องถิ่นอื่น"),
        "complaint.offer_answered": _("ท้องถิ่นอื่นตอบเรื่องที่เสนอ"),
        "complaint.exported": _("ส่งออกรายการเรื่องร้องเรียน"),
        "complaint.redacted": _("ปกปิดข้อมูลบางส่วนของเรื่องร้องเรียน"),
        "complaint.restored": _("เลิกปกปิดข้อมูลของเรื่องร้องเรียน"),
        "complaint.anonymised": _("ลบข้อมูลส่วนบุคคลของเรื่องร้องเรียน"),
        "complaint.sealed": _("กำหนดเป็นเรื่องลับ"),
        "complaint.unsealed": _("ยกเลิกการเป็นเรื่องลับ"),
        "complaint.barred": _("กำหนดผู้ที่ห้ามเห็นเรื่องลับ"),
        **{f"complaint.{move.name}": move.label for move in MACHINE.moves},
    }
)

_USUAL = ("number", "code", "link", "category", "unit", "place", "due")
for _event, _label, _words in (
    ("complaint.received", _("รับเรื่องแล้ว"), ()),
    ("complaint.assigned", _("มอบหมายหน่วยงานแล้ว"), ()),
    ("complaint.asked", _("ถามผู้แจ้ง"), ("question",)),
    ("complaint.handed_over", _("ส่งต่อหน่วยงานภายนอก"), ("body",)),
    ("complaint.resolved", _("ดำเนินการเสร็จแล้ว"), ("remark",)),
    ("complaint.refused", _("ปิดเรื่องโดยไม่ได้ดำเนินการ"), ("reason", "remark")),
    ("complaint.due_changed", _("ปรับกำหนดแล้วเสร็จ"), ()),
    ("complaint.cancelled", _("ผู้แจ้งถอนเรื่อง"), ()),
    ("complaint.unit_assigned", _("แจ้งหน่วยงานว่ามีเรื่องใหม่"), ()),
):
    register_notice(Notice(event=_event, label=_label, words=(*_USUAL, *_words)))
