"""The periods of the dashboard: months, quarters and Thai fiscal years, which begin in October."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.day_field import DayField
from kernel.thai import BANGKOK, be_year
from modules.complaints.selectors.statistics import Period

FIRST_FISCAL_MONTH = 10
CHOICES = (
    ("month", _("เดือนนี้")),
    ("quarter", _("ไตรมาสนี้")),
    ("year", _("ปีงบประมาณนี้")),
    ("custom", _("กำหนดเอง")),
)


class PeriodForm(forms.Form):
    """A period of one's own, by its first and last day."""

    first = DayField(label=_("ตั้งแต่"))
    last = DayField(label=_("ถึง"))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        said = super().clean() or {}
        if {"first", "last"} <= said.keys() and said["last"] < said["first"]:
            self.add_error("last", _("วันสุดท้ายต้องไม่มาก่อนวันแรก"))
        return said


def fiscal_start(day: date) -> date:
    """Return 1 October on or before the day."""
    year = day.year if day.month >= FIRST_FISCAL_MONTH else day.year - 1
    return date(year, FIRST_FISCAL_MONTH, 1)


def fiscal_year(day: date) -> int:
    """Return the fiscal year in the Buddhist era: the one in which it ends."""
    return be_year(fiscal_start(day)) + 1


def days_of(name: str, form: PeriodForm, *, today: date) -> tuple[date, date]:
    """Return first and last day of the named period; this fiscal year when it is not readable."""
    if name == "custom" and form.is_valid():
        return form.cleaned_data["first"], form.cleaned_data["last"]
    first = today.replace(day=1)
    if name == "quarter":
        first = first.replace(month=first.month - (first.month - 1) % 3)
    elif name != "month":
        first = fiscal_start(today)
    return first, today


def period_of(first: date, last: date) -> Period:
    """Return the moments from the first day to the end of the last."""
    zone = BANGKOK
    start = datetime.combine(first, time(), tzinfo=zone)
    return Period(start=start, end=datetime.combine(last + timedelta(days=1), time(), tzinfo=zone))
