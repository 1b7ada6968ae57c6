"""How a reader narrows the public cases."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kernel.geo.services import villages
from kernel.thai import BANGKOK, MONTHS, be_year
from modules.complaints.selectors.boxes import BoxUnreadable, read_box
from modules.complaints.selectors.public import Box, PublicFilters
from modules.complaints.web.forms import every_category

MOST_MONTHS = 24


class CasesForm(forms.Form):
    """How a reader narrows the cases; anything unreadable is left out."""

    category = forms.ChoiceField(label=gettext_lazy("ประเภท"), required=False)
    village = forms.ChoiceField(label=gettext_lazy("หมู่บ้าน"), required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("สถานะ"),
        required=False,
        choices=[
            ("", gettext_lazy("ทั้งหมด")),
            ("open", gettext_lazy("กำลังดำเนินการ")),
            ("closed", gettext_lazy("ปิดเรื่องแล้ว")),
        ],
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("ช่วงเวลา"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("ทั้งหมด")),
            ("30", gettext_lazy("30 วันล่าสุด")),
            ("90", gettext_lazy("90 วันล่าสุด")),
            ("365", gettext_lazy("1 ปีล่าสุด")),
        ],
    )
    month = forms.ChoiceField(label=gettext_lazy("เดือนที่รับแจ้ง"), required=False)
    box = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "category": every_category(),
            "village": [(village.code, str(village)) for village in villages()],
            "month": _months(),
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("ทั้งหมด")), *choices]

    def clean_box(self) -> Box | None:
        """Return the box that was chosen on the map."""
        text = self.cleaned_data["box"]
        try:
            return read_box(text) if text else None
        except BoxUnreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def filters(self) -> PublicFilters:
        """Return what was asked; days count from midnight, so that pages can be kept."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        days, month = asked.pop("days", None), asked.pop("month", "")
        since = _midnight(timezone.localdate() - timedelta(days=days)) if days else None
        if not month:
            return PublicFilters(**asked, received_from=since)
        first = _midnight(date.fromisoformat(f"{month}-01"))
        return PublicFilters(
            **asked,
            received_from=max(since, first) if since else first,
            received_until=_midnight(_next_month(first)),
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BANGKOK)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months() -> list[tuple[str, str]]:
    """Return this month and those before it, the newest first."""
    day = timezone.localdate().replace(day=1)
    months = []
    for _number in range(MOST_MONTHS):
        months.append((f"{day:%Y-%m}", _month_name(day)))
        day = (day - timedelta(days=1)).replace(day=1)
    return months


def _month_name(day: date) -> str:
    if get_language() == "en":
        return date_format(day, "F Y")
    return f"{MONTHS[day.month - 1]} {be_year(day)}"
