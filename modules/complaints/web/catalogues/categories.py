"""The list of what can be reported."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kernel.clocks.web.fields import WorkingTimeField
from kernel.configuration.catalogues import Blank, Catalogue, declare_catalogue
from kernel.ui.templatetags.ui import icon
from modules.complaints.web.catalogues.lines import ENGLISH, GROUP, THAI, category_lines
from modules.complaints.web.question_fields import QuestionsField

_ICONS = (
    ("lightbulb", _("ไฟ")),
    ("construction", _("ถนน")),
    ("droplets", _("น้ำ")),
    ("trash-2", _("ขยะ")),
    ("trees", _("ต้นไม้")),
    ("heart", _("สุขภาพ")),
    ("building-2", _("อาคาร")),
    ("users", _("ผู้คน")),
    ("megaphone", _("เสียงดัง")),
    ("wrench", _("ซ่อมแซม")),
    ("shield-check", _("ความปลอดภัย")),
    ("triangle-alert", _("อันตราย")),
    ("file-text", _("เอกสาร")),
    ("scroll-text", _("ระเบียบ")),
    ("route", _("เส้นทาง")),
    ("landmark", _("สำนักงาน")),
    ("hard-hat", _("งานก่อสร้าง")),
    ("sun", _("กลางวัน")),
    ("wifi-off", _("สัญญาณ")),
    ("plus", _("ขอเพิ่ม")),
    ("message-square", _("ข้อเสนอแนะ")),
)


def _icon_field() -> forms.ChoiceField:
    drawn = [(name, format_html("{} {}", icon(name), label)) for name, label in _ICONS]
    return forms.ChoiceField(
        choices=[("", _("ไม่มี")), *drawn], required=False, widget=forms.RadioSelect
    )


declare_catalogue(
    Catalogue(
        name="categories",
        kind="complaints.category",
        group=GROUP,
        position=10,
        icon="tags",
        help=_("สิ่งที่ประชาชนเลือกแจ้งได้ หน่วยงานที่รับผิดชอบ กำหนดเวลา และคำถาม"),
        add_label=_("เพิ่มประเภท"),
        sort=("position", "name_th", "pk"),
        order_field="position",
        under="parent",
        lines=category_lines,
        blanks=(
            Blank(name="name_th", label=THAI),
            Blank(name="name_en", label=ENGLISH, beside=True),
            Blank(name="parent", label=_("อยู่ในกลุ่ม"), help=_("เว้นว่างไว้หากรายการนี้เป็นกลุ่ม")),
            Blank(
                name="unit",
                label=_("หน่วยงานที่รับผิดชอบ"),
                help=_("ใช้เมื่อไม่มีกฎจัดเส้นทางใดตรง เว้นว่างไว้ให้ใช้ของกลุ่ม"),
                beside=True,
            ),
            Blank(
                name="national_type",
                label=_("นับเป็นประเภทกลาง"),
                help=_("ใช้เทียบตัวเลขกับเทศบาลอื่น เว้นว่างไว้ให้ใช้ของกลุ่ม"),
            ),
            Blank(
                name="keywords",
                label=_("คำค้น"),
                help=_("คำที่ประชาชนอาจพิมพ์หา คั่นด้วยจุลภาค เช่น ไฟดับ,เสาไฟ"),
            ),
            Blank(
                name="response_minutes",
                label=_("ตอบรับเรื่องภายใน"),
                heading=_("กำหนดเวลา"),
                help=_("เว้นว่างไว้ให้ใช้ของกลุ่ม แล้วจึงค่าของเทศบาล เรื่องที่รับไว้แล้วใช้กำหนดเดิม"),
                make=WorkingTimeField,
            ),
            Blank(name="resolution_minutes", label=_("แล้วเสร็จภายใน"), make=WorkingTimeField),
            Blank(name="answer_minutes", label=_("รอคำตอบจากผู้แจ้งไม่เกิน"), make=WorkingTimeField),
            Blank(
                name="is_confidential",
                label=_("เป็นเรื่องลับ"),
                heading=_("ความลับและข้อมูลส่วนบุคคล"),
                help=_("เช่น เรื่องเกี่ยวกับเจ้าหน้าที่หรือการทุจริต เรื่องใหม่เห็นได้เฉพาะผู้มีสิทธิ์ดูเรื่องลับ"),
            ),
            Blank(
                name="retention_days",
                label=_("เก็บข้อมูลส่วนบุคคลหลังปิดเรื่อง (วัน)"),
                help=_("เว้นว่างไว้ให้ใช้ของกลุ่ม แล้วจึงค่าของเทศบาล 0 คือไม่ลบ"),
            ),
            Blank(name="photo_rule", label=_("ภาพถ่าย"), heading=_("ภาพถ่ายและการเผยแพร่")),
            Blank(
                name="is_public",
                label=_("แสดงบนแผนที่สาธารณะเมื่อมอบหมายหน่วยงานแล้ว"),
                help=_("เฉพาะประเภท สถานที่ และสถานะ ไม่มีข้อมูลส่วนบุคคล"),
            ),
            Blank(
                name="emergency_th",
                label=_("คำเตือนเหตุฉุกเฉินภาษาไทย"),
                heading=_("เหตุฉุกเฉินที่ไม่ควรรอ"),
                help=_("ขึ้นเตือนก่อนกรอกเรื่อง เช่น มีผู้บาดเจ็บ โทร 1669 ทันที"),
            ),
            Blank(
                name="emergency_en",
                label=_("คำเตือนเหตุฉุกเฉินภาษาอังกฤษ"),
                help=_("แสดงเมื่อผู้อ่านเลือกภาษาอังกฤษ"),
                beside=True,
            ),
            Blank(
                name="questions",
                label=_("คำถามที่ถามผู้แจ้ง"),
                heading=_("คำถามเพิ่มเติม"),
                help=_("ถามเท่าที่ช่วยให้ทำงานได้เร็วขึ้น ไม่เกิน 8 ข้อ"),
                make=QuestionsField,
            ),
            Blank(name="icon", label=_("สัญลักษณ์"), heading=_("สัญลักษณ์"), make=_icon_field),
        ),
    ),
)
