"""Saying something about a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.clocks.models import HolidayKind
from kernel.day_field import DayField

SAID_BY_HAND = [(kind.value, kind.label) for kind in (HolidayKind.LOCAL, HolidayKind.OPEN)]


class HolidayForm(forms.Form):
    """A local day off, or a day that is worked although it would be off."""

    day = DayField(label=_("วันที่"))
    name = forms.CharField(label=_("ชื่อ"), max_length=300)
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("ประเภท"), choices=SAID_BY_HAND, widget=forms.RadioSelect)
    hours = forms.CharField(
        label=_("เวลาทำการ"),
        help_text=_("เฉพาะวันเปิดทำการเป็นกรณีพิเศษ เช่น 09:00-12:00, 13:00-15:00"),
        max_length=120,
        required=False,
    )

    def clean_hours(self) -> list[str]:
        """Return the spans one by one."""
        return [span.strip() for span in self.cleaned_data["hours"].split(",") if span.strip()]

    def said(self) -> dict[str, Any]:
        """Return what the service wants to know."""
        return {**self.cleaned_data, "kind": HolidayKind(self.cleaned_data["kind"])}
