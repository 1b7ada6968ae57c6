"""The list of villages on the settings pages."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.configuration.catalogues import Blank, Catalogue, Line, declare_catalogue
from kernel.configuration.listing import other_name_of
from kernel.geo.web.area import AreaField


def _lines() -> Callable[[Any], Line]:
    def line(row: Any) -> Line:
        area = "" if row.geom is not None else gettext("ยังไม่มีเขตบนแผนที่")
        second = tuple(part for part in (other_name_of(row), area) if part)
        return Line(title=str(row), second=second)

    return line


declare_catalogue(
    Catalogue(
        name="villages",
        kind="geo.village",
        group="map",
        position=35,
        icon="map-pinned",
        help=_("ใช้เลือกสถานที่แทนหมุด และแยกสถิติตามหมู่บ้าน"),
        add_label=_("เพิ่มหมู่บ้าน"),
        sort=("number", "pk"),
        active_field="",
        lines=_lines,
        sentences={
            "village_number_is_unique": (
                "number",
                _("มีหมู่บ้านเลขนี้แล้ว โปรดใช้เลขอื่น หรือแก้เลขของหมู่บ้านเดิมก่อน"),
            ),
        },
        blanks=(
            Blank(name="number", label=_("หมู่ที่")),
            Blank(name="name_th", label=_("ชื่อภาษาไทย"), help=_("ไม่ต้องใส่คำว่าบ้านหรือหมู่ที่")),
            Blank(
                name="name_en",
                label=_("ชื่อภาษาอังกฤษ"),
                help=_("แสดงเมื่อผู้อ่านเลือกภาษาอังกฤษ"),
                beside=True,
            ),
            Blank(
                name="geom",
                label=_("เขตหมู่บ้าน"),
                help=_("แตะบนแผนที่ทีละมุมรอบหมู่บ้าน ระบบใช้บอกว่าหมุดอยู่หมู่ใด เว้นว่างไว้ก่อนได้"),
                heading=_("เขตบนแผนที่"),
                make=AreaField,
            ),
        ),
    )
)
