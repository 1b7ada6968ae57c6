"""Ready words, bodies outside, and what crews use up."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kernel.configuration.catalogues import Blank, Catalogue, declare_catalogue
from kernel.configuration.shelves import Page, declare_page
from modules.complaints.states import State
from modules.complaints.web.catalogues.lines import (
    ENGLISH,
    GROUP,
    THAI,
    body_lines,
    part_lines,
    reply_lines,
)
from modules.complaints.web.question_fields import MoveField, replying_moves

declare_catalogue(
    Catalogue(
        name="replies",
        kind="complaints.reply_template",
        group=GROUP,
        position=40,
        icon="message-square",
        help=_("ข้อความที่เจ้าหน้าที่แทรกได้ด้วยการกดครั้งเดียว แล้วแก้ก่อนส่งได้"),
        add_label=_("เพิ่มข้อความ"),
        sort=(
            F("category__parent__position").asc(nulls_first=True),
            F("category__position").asc(nulls_first=True),
            "category_id",
            "position",
            "pk",
        ),
        order_field="position",
        step=1,
        under="category",
        loose=_("ทุกประเภท"),
        lines=reply_lines,
        sentences={
            "a_category_has_at_most_twenty_replies": (
                "category",
                _("ประเภทหนึ่งมีข้อความสำเร็จรูปได้ไม่เกิน 20 ข้อความ โปรดลบข้อความเดิมก่อน"),
            ),
        },
        blanks=(
            Blank(name="title_th", label=_("ชื่อเรียกภาษาไทย"), help=_("เจ้าหน้าที่เห็นในรายการให้เลือก")),
            Blank(name="title_en", label=_("ชื่อเรียกภาษาอังกฤษ"), beside=True),
            Blank(name="text_th", label=_("ข้อความภาษาไทย"), help=_("ประชาชนอ่านข้อความนี้")),
            Blank(
                name="text_en",
                label=_("ข้อความภาษาอังกฤษ"),
                help=_("ใช้เมื่อผู้แจ้งเลือกภาษาอังกฤษ"),
                beside=True,
            ),
            Blank(
                name="category",
                label=_("ใช้กับประเภท"),
                heading=_("เสนอเมื่อ"),
                help=_("เว้นว่างไว้คือทุกประเภท"),
            ),
            Blank(
                name="move",
                label=_("ใช้ในขั้นตอน"),
                beside=True,
                make=lambda: MoveField(replying_moves()),
            ),
        ),
    ),
    Catalogue(
        name="outside-bodies",
        kind="complaints.outside_body",
        group=GROUP,
        position=60,
        icon="building-2",
        help=_("หน่วยงานนอกเทศบาลที่รับเรื่องไปทำต่อ เช่น การไฟฟ้า การประปา กรมทางหลวง"),
        add_label=_("เพิ่มหน่วยงานภายนอก"),
        sort=("position", "name_th", "pk"),
        order_field="position",
        lines=body_lines,
        blanks=(
            Blank(name="name_th", label=THAI),
            Blank(name="name_en", label=ENGLISH, beside=True),
            Blank(name="phone", label=_("โทรศัพท์")),
            Blank(
                name="pauses_clock",
                label=_("หยุดนับเวลาของเทศบาลระหว่างที่หน่วยงานนี้ทำ"),
                help=_("ถ้าไม่เลือก เรื่องจะนับเวลาต่อ และขึ้นเกินกำหนดได้"),
            ),
        ),
    ),
    Catalogue(
        name="parts",
        kind="complaints.part",
        group=GROUP,
        position=70,
        icon="wrench",
        help=_("สิ่งที่ชุดปฏิบัติการภาคสนามบันทึกว่าใช้ไป"),
        add_label=_("เพิ่มอะไหล่หรือวัสดุ"),
        sort=("position", "name_th", "pk"),
        order_field="position",
        lines=part_lines,
        blanks=(
            Blank(name="name_th", label=THAI),
            Blank(name="name_en", label=ENGLISH, beside=True),
            Blank(name="unit_th", label=_("หน่วยนับภาษาไทย"), help=_("เช่น หลอด ถุง เมตร")),
            Blank(
                name="unit_en",
                label=_("หน่วยนับภาษาอังกฤษ"),
                help=_("แสดงเมื่อผู้อ่านเลือกภาษาอังกฤษ"),
                beside=True,
            ),
        ),
    ),
)
declare_page(
    Page(
        group=GROUP,
        label=_("คำเรียกสถานะเรื่องร้องเรียน"),
        help=_("คำที่ประชาชนและเจ้าหน้าที่เห็นในแต่ละขั้น"),
        url_name="complaints:state-words",
        icon="languages",
        count=lambda: len(State),
        position=50,
    )
)
