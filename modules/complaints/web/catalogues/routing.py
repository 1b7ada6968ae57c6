"""Who gets a complaint, and who is told when it is late."""

from datetime import datetime
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.clocks.web.fields import WorkingTimeField
from kernel.configuration.catalogues import Blank, Catalogue, Link, declare_catalogue
from kernel.configuration.errors import NotAccepted
from kernel.geo.web.area import AreaField
from modules.complaints.models import EscalationLevel
from modules.complaints.permissions import LABELS, Permission
from modules.complaints.web.catalogues.lines import GROUP, level_lines, rule_lines


def _clear_fault(rule: Any) -> None:
    """Forget why the product switched the rule off, once a person switches it on."""
    if rule.is_active:
        rule.fault = ""


def _climbing(_level: Any, _by: Actor, _at: datetime) -> None:
    """Refuse a ladder on which a higher step comes no later."""
    steps = EscalationLevel.objects.filter(is_active=True).order_by("number")
    minutes = list(steps.values_list("after_minutes", flat=True))
    if any(later <= sooner for sooner, later in pairwise(minutes)):
        fault = _("ขั้นที่สูงกว่าต้องแจ้งช้ากว่าขั้นก่อนหน้า โปรดแก้เวลาหรือหมายเลขขั้น")
        raise NotAccepted([("after_minutes", fault)])


declare_catalogue(
    Catalogue(
        name="routing-rules",
        kind="complaints.routing_rule",
        group=GROUP,
        position=20,
        icon="route",
        help=_("ระบบถามกฎจากบนลงล่าง กฎแรกที่ตรงทุกเงื่อนไขเป็นผู้ตัดสินว่าเรื่องไปหน่วยงานใด"),
        add_label=_("เพิ่มกฎ"),
        sort=("position", "code"),
        order_field="position",
        lines=rule_lines,
        prepare=_clear_fault,
        links=(
            Link(
                label=_("ลองกฎ"),
                url_name="complaints:routing",
                icon="list-checks",
                permission=Permission.ASSIGN,
            ),
        ),
        blanks=(
            Blank(name="name", label=_("ชื่อกฎ"), help=_("ให้คนอื่นอ่านแล้วรู้ว่ากฎนี้มีไว้ทำไม")),
            Blank(name="unit", label=_("ส่งให้หน่วยงาน")),
            Blank(
                name="category",
                label=_("ประเภทเรื่อง"),
                heading=_("ใช้เมื่อ"),
                help=_("เลือกกลุ่มหมายถึงทุกประเภทในกลุ่ม เว้นว่างไว้คือทุกประเภท"),
            ),
            Blank(name="village", label=_("หมู่บ้าน"), help=_("เว้นว่างไว้คือทุกหมู่บ้าน"), beside=True),
            Blank(name="channel", label=_("ช่องทาง"), help=_("เว้นว่างไว้คือทุกช่องทาง")),
            Blank(name="hours", label=_("เวลาที่แจ้ง")),
            Blank(
                name="area",
                label=_("พื้นที่"),
                help=_("วาดเมื่อพื้นที่ไม่ตรงกับเขตหมู่บ้าน เช่น รอบตลาด เว้นว่างไว้คือทุกพื้นที่"),
                make=AreaField,
            ),
        ),
    ),
    Catalogue(
        name="escalation",
        kind="complaints.escalation_level",
        group=GROUP,
        position=30,
        icon="clock-alert",
        help=_("เมื่อเรื่องเกินกำหนด ระบบแจ้งผู้บังคับบัญชาทีละขั้น ขั้นละครั้งเดียวต่อเรื่อง"),
        add_label=_("เพิ่มขั้น"),
        sort=("number",),
        lines=level_lines,
        guard=_climbing,
        sentences={
            "an_escalation_level_has_its_number": (
                "number",
                _("มีขั้นหมายเลขนี้แล้ว โปรดใช้หมายเลขอื่น"),
            ),
            "escalation_levels_count_from_one": ("number", _("หมายเลขขั้นเริ่มจาก 1")),
        },
        blanks=(
            Blank(name="number", label=_("ขั้นที่"), help=_("1 คือขั้นแรก")),
            Blank(name="name", label=_("เรียกว่า"), help=_("เช่น ผู้อำนวยการกอง"), beside=True),
            Blank(
                name="after_minutes",
                label=_("แจ้งเมื่อเกินกำหนดแล้ว"),
                help=_("0 คือแจ้งทันทีที่ครบกำหนด"),
                make=lambda: WorkingTimeField(required=True),
            ),
            Blank(
                name="permission",
                label=_("แจ้งผู้ที่มีสิทธิ์"),
                make=lambda: forms.ChoiceField(
                    choices=[(str(code), words) for code, words in LABELS.items()]
                ),
            ),
            Blank(
                name="unit",
                label=_("ในหน่วยงาน"),
                help=_("เว้นว่างไว้คือหน่วยงานที่รับผิดชอบเรื่อง หรือหน่วยงานที่เหนือขึ้นไปซึ่งมีผู้ถือสิทธิ์"),
                beside=True,
            ),
        ),
    ),
)
