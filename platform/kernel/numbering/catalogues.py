"""The list of books on the settings pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.configuration.catalogues import Blank, Catalogue, Line, declare_catalogue
from kernel.configuration.errors import NotAccepted
from kernel.numbering.models import Numerals
from kernel.numbering.patterns import write
from kernel.thai import ERA

# Tables keep a written number in forty letters; ten are left for a very busy year.
_LONGEST = 30


def _lines() -> Callable[[Any], Line]:
    def line(row: Any) -> Line:
        sample = gettext("เช่น %(number)s") % {"number": _sample(row, 2026 + ERA)}
        return Line(title=row.name, second=(sample, row.get_numerals_display()))

    return line


def _sample(row: Any, year: int) -> str:
    return write(row.pattern, value=12, year=year, thai=row.numerals == Numerals.THAI)


def _unmistakable(row: Any, _by: Actor, at: datetime) -> None:
    """Refuse a pattern that would write two numbers alike, or too long."""
    year = at.year + ERA
    if _sample(row, year) == _sample(row, year + 1):
        fault = _("รูปแบบต้องมี {year} หรือ {year2} เพราะเลขเริ่มจาก 1 ใหม่ทุกปี")
        raise NotAccepted([("pattern", fault)])
    if len(_sample(row, year)) > _LONGEST:
        raise NotAccepted([("pattern", _("เลขที่ที่ได้ยาวเกินไป โปรดใช้คำนำหน้าที่สั้นลง"))])


declare_catalogue(
    Catalogue(
        name="books",
        kind="numbering.book",
        group="office",
        position=37,
        icon="stamp",
        help=_("เลขที่เรื่องเขียนอย่างไร เริ่มจาก 1 ใหม่ทุกปี พ.ศ. ไม่ข้ามและไม่ซ้ำ"),
        is_fixed=True,
        active_field="",
        sort=("code",),
        lines=_lines,
        guard=_unmistakable,
        blanks=(
            Blank(name="name", label=_("ชื่อสมุด")),
            Blank(
                name="pattern",
                label=_("รูปแบบเลขที่"),
                help=_(
                    "{n} คือลำดับ {n:05d} เติมศูนย์ให้ครบ 5 หลัก {year} คือ 2569 {year2} คือ 69 "
                    "เช่น ร-{year2}-{n:05d} เลขที่ออกไปแล้วไม่เปลี่ยน"
                ),
            ),
            Blank(name="numerals", label=_("ตัวเลข")),
        ),
    )
)
