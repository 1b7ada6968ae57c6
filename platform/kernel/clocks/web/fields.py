"""Working time as people say it: three working days, four hours; kept in minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kernel.clocks.hours import read_week
from kernel.clocks.selectors import NoCalendar, office_calendar

HOUR = 60
MINUTES, HOURS, DAYS = "minutes", "hours", "days"
_UNITS = ((DAYS, _("วันทำการ")), (HOURS, _("ชั่วโมงทำการ")), (MINUTES, _("นาทีทำการ")))
# A municipality without a calendar yet: the eight hours of a usual office day.
_USUAL_DAY = 8 * HOUR
# Ten years; the clocks look no further.
_MOST_MINUTES = 3_660 * 24 * HOUR


def day_minutes() -> int:
    """Return how many minutes a working day of this office has: its longest weekday's."""
    try:
        week = read_week(office_calendar().week)
    except NoCalendar:
        return _USUAL_DAY
    lengths = (sum(span.closes - span.opens for span in spans) for spans in week.values())
    return max(lengths, default=0) or _USUAL_DAY


def spoken(minutes: int | None, *, day: int) -> str:
    """Return working minutes in words, in the largest unit that fits without a rest."""
    if minutes is None:
        return ""
    amount, unit = _taken_apart(minutes, day)
    words = {
        DAYS: ngettext("%(n)s วันทำการ", "%(n)s วันทำการ", amount),
        HOURS: ngettext("%(n)s ชั่วโมงทำการ", "%(n)s ชั่วโมงทำการ", amount),
        MINUTES: ngettext("%(n)s นาทีทำการ", "%(n)s นาทีทำการ", amount),
    }
    return words[unit] % {"n": amount}


class WorkingTimeInput(forms.MultiWidget):
    """A number and its unit, side by side."""

    template_name = "clocks/working_time.html"
    use_fieldset = True

    def __init__(self, attrs: Any = None) -> None:
        number = forms.NumberInput(attrs={"min": "0", "inputmode": "numeric"})
        super().__init__([number, forms.Select(choices=_UNITS)], attrs)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Name both inputs for whoever cannot see them."""
        context = super().get_context(name, value, attrs)
        number, unit = context["widget"]["subwidgets"]
        number["attrs"]["aria-label"] = str(_("จำนวน"))
        unit["attrs"]["aria-label"] = str(_("หน่วยเวลา"))
        return context

    def id_for_label(self, id_: str, _index: Any = None) -> str:
        """Return the number, to which the list of faults leads."""
        return f"{id_}_0"

    def decompress(self, value: Any) -> list[Any]:
        """Take minutes apart."""
        if value in (None, ""):
            return ["", DAYS]
        return list(_taken_apart(int(value), day_minutes()))


class WorkingTimeField(forms.MultiValueField):
    """Working time, as minutes; empty when it may be."""

    widget = WorkingTimeInput

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        number = forms.IntegerField(min_value=0, max_value=_MOST_MINUTES, required=False)
        parts = (number, forms.ChoiceField(choices=_UNITS, required=False))
        super().__init__(parts, required=required, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> int | None:
        """Return minutes.

        Raises:
            ValidationError: it is longer than ten years.
        """
        if not data_list or data_list[0] in (None, ""):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        number, unit = data_list
        minutes = int(number) * {DAYS: day_minutes(), HOURS: HOUR}.get(unit, 1)
        if minutes > _MOST_MINUTES:
            raise forms.ValidationError(_("นานเกิน 10 ปี โปรดใส่เวลาที่สั้นลง"))
        return minutes


def _taken_apart(minutes: int, day: int) -> tuple[int, str]:
    if minutes and minutes % day == 0:
        return minutes // day, DAYS
    if minutes % HOUR == 0:
        return minutes // HOUR, HOURS
    return minutes, MINUTES
