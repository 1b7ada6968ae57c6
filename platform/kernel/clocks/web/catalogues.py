"""Working hours on the settings pages; the days off have a page of their own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.clocks.events import CalendarChanged
from kernel.clocks.hours import WEEKDAYS, HoursUnreadable, read_hours
from kernel.clocks.permissions import Permission
from kernel.configuration.catalogues import Blank, Catalogue, Line, Link, declare_catalogue
from kernel.configuration.errors import NotAccepted
from kernel.configuration.shelves import Page, declare_page
from kernel.events import publish

_DAYS = (
    _("จันทร์"),
    _("อังคาร"),
    _("พุธ"),
    _("พฤหัสบดี"),
    _("ศุกร์"),
    _("เสาร์"),
    _("อาทิตย์"),
)


class WeekInput(forms.Widget):
    """A line for each weekday."""

    template_name = "clocks/week.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return the days with their hours as text."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        week = value or {}
        context["widget"]["days"] = [
            (code, label, ", ".join(week.get(code, [])))
            for code, label in zip(WEEKDAYS, _DAYS, strict=True)
        ]
        return context

    def format_value(self, value: Any) -> Any:
        """Leave the week a week."""
        return value

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Any:
        """Read the days; a day without hours is off."""
        texts = {code: data.get(f"{name}-{code}", "") for code in WEEKDAYS}
        spans = {
            code: [span.strip() for span in text.split(",") if span.strip()]
            for code, text in texts.items()
        }
        return {code: found for code, found in spans.items() if found}

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Tell whether the form did not have the days at all."""
        return f"{name}-{WEEKDAYS[0]}" not in data

    def id_for_label(self, id_: str, _index: Any = None) -> str:
        """Return the first line, to which the list of faults leads."""
        return f"{id_}-{WEEKDAYS[0]}"


class WeekField(forms.Field):
    """The working hours of a week."""

    widget = WeekInput

    def validate(self, value: Any) -> None:
        """Refuse hours that cannot be read, and a week without any.

        Raises:
            ValidationError: with what to do about it.
        """
        super().validate(value)
        for spans in value.values():
            try:
                read_hours(spans)
            except HoursUnreadable as refused:
                raise forms.ValidationError(str(refused)) from refused


def _lines() -> Callable[[Any], Line]:
    def line(row: Any) -> Line:
        named = zip(WEEKDAYS, _DAYS, strict=True)
        worked = [f"{day} {', '.join(row.week[code])}" for code, day in named if row.week.get(code)]
        return Line(title=row.name, second=tuple(worked))

    return line


def _tell(row: Any, _by: Actor, _at: datetime) -> None:
    """Refuse a week in which nobody works; else due dates follow the new hours."""
    if not any(row.week.values()):
        raise NotAccepted([("week", _("ต้องมีเวลาทำการอย่างน้อยหนึ่งวัน"))])
    publish(CalendarChanged(calendar_id=row.pk))


declare_catalogue(
    Catalogue(
        name="working-hours",
        kind="clocks.calendar",
        group="office",
        position=32,
        called=_("เวลาทำการ"),
        icon="clock",
        help=_("กำหนดแล้วเสร็จนับเฉพาะเวลานี้ เรื่องที่ยังไม่ปิดคำนวณกำหนดใหม่เมื่อเปลี่ยน"),
        is_fixed=True,
        active_field="",
        sort=("code",),
        lines=_lines,
        guard=_tell,
        view=Permission.MANAGE,
        manage=Permission.MANAGE,
        links=(Link(label=_("วันหยุดและวันเปิดพิเศษ"), url_name="calendar:days", icon="calendar"),),
        blanks=(
            Blank(name="name", label=_("ชื่อปฏิทิน")),
            Blank(
                name="week",
                label=_("เวลาทำการ"),
                help=_("เขียนแบบ 08:30-12:00, 13:00-16:30 เว้นว่างคือวันนั้นไม่ทำการ"),
                make=WeekField,
            ),
        ),
    )
)
declare_page(
    Page(
        group="office",
        label=_("วันหยุดและวันเปิดพิเศษ"),
        help=_("วันหยุดราชการ วันหยุดของเทศบาล และวันที่เปิดเป็นกรณีพิเศษ"),
        url_name="calendar:days",
        icon="calendar",
        permissions=(Permission.MANAGE,),
        position=33,
    )
)
