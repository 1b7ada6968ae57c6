"""The lists of divisions and positions on the settings pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.access.permissions import Permission
from kernel.access.services.structure import require_a_manager
from kernel.actors import Actor
from kernel.configuration.catalogues import Blank, Catalogue, Line, Link, declare_catalogue
from kernel.configuration.listing import name_of, other_name_of
from kernel.configuration.shelves import Page, declare_page


def _division_lines() -> Callable[[Any], Line]:
    def line(row: Any) -> Line:
        second = (other_name_of(row), row.get_kind_display(), row.phone)
        return Line(title=name_of(row), second=tuple(str(part) for part in second if part))

    return line


def _position_lines() -> Callable[[Any], Line]:
    def line(row: Any) -> Line:
        rights = gettext("%(n)s สิทธิ์") % {"n": len(row.permissions)}
        second = tuple(part for part in (other_name_of(row), rights) if part)
        return Line(title=name_of(row), second=second, mark=gettext("หัวหน้า") if row.is_head else "")

    return line


def _somebody_manages(_row: Any, by: Actor, at: datetime) -> None:
    require_a_manager(by=by, at=at)


declare_catalogue(
    Catalogue(
        name="divisions",
        kind="access.division",
        group="people",
        position=10,
        icon="landmark",
        help=_("ผังของเทศบาล จากสำนักและกองลงไปถึงงาน เรื่องและเจ้าหน้าที่อยู่ในหน่วยงานเหล่านี้"),
        add_label=_("เพิ่มหน่วยงาน"),
        view=Permission.PEOPLE_VIEW,
        manage=Permission.PEOPLE_MANAGE,
        sort=("rank", "code", "pk"),
        order_field="rank",
        order_whole=True,
        under="parent",
        lines=_division_lines,
        guard=_somebody_manages,
        blanks=(
            Blank(name="name_th", label=_("ชื่อภาษาไทย")),
            Blank(name="name_en", label=_("ชื่อภาษาอังกฤษ"), beside=True),
            Blank(name="kind", label=_("ระดับ")),
            Blank(name="parent", label=_("อยู่ในหน่วยงาน"), help=_("เว้นว่างไว้หากเป็นสำนักหรือกอง")),
            Blank(name="phone", label=_("โทรศัพท์"), help=_("เบอร์ที่เจ้าหน้าที่หรือประชาชนโทรถึงหน่วยงานนี้")),
        ),
    ),
    Catalogue(
        name="positions",
        kind="access.position",
        group="people",
        position=20,
        icon="badge-check",
        help=_("สิทธิ์ในระบบอยู่ที่ตำแหน่ง ไม่ได้อยู่ที่คน ใครดำรงตำแหน่งก็ได้สิทธิ์นั้น"),
        add_label=_("เพิ่มตำแหน่ง"),
        view=Permission.PEOPLE_VIEW,
        manage=Permission.PEOPLE_MANAGE,
        sort=("division__rank", "division__code", "rank", "pk"),
        order_field="rank",
        order_whole=True,
        under="division",
        lines=_position_lines,
        guard=_somebody_manages,
        sentences={
            "division_has_one_head": (
                "is_head",
                _("หน่วยงานนี้มีหัวหน้าอยู่แล้ว โปรดเอาเครื่องหมายหัวหน้าออกจากตำแหน่งเดิมก่อน"),
            ),
        },
        links=(Link(label=_("ตารางสิทธิ์"), url_name="access:rights", icon="list-checks"),),
        row_link=Link(label=_("กำหนดสิทธิ์"), url_name="access:position", icon="key-round"),
        blanks=(
            Blank(name="title_th", label=_("ชื่อตำแหน่งภาษาไทย")),
            Blank(name="title_en", label=_("ชื่อตำแหน่งภาษาอังกฤษ"), beside=True),
            Blank(name="division", label=_("หน่วยงาน")),
            Blank(
                name="is_head",
                label=_("เป็นหัวหน้าของหน่วยงาน"),
                help=_("หน่วยงานหนึ่งมีหัวหน้าได้ตำแหน่งเดียว"),
            ),
        ),
    ),
)
declare_page(
    Page(
        group="people",
        label=_("เจ้าหน้าที่"),
        help=_("รายชื่อ การดำรงตำแหน่ง รักษาราชการแทน และการมอบอำนาจ"),
        url_name="access:people",
        icon="users",
        permissions=(Permission.PEOPLE_VIEW, Permission.PEOPLE_MANAGE),
        position=30,
    ),
)
