"""A day in a form: the browser's own picker, and beside it the day as Thai readers write it.

Pickers show the common era, or the month first, as the phone is set; the words beside them leave
no doubt about the year.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language

from kernel.thai import thai_date


class DayInput(forms.DateInput):
    """An `<input type="date">` that says its day in the Buddhist era to readers of Thai."""

    input_type = "date"
    template_name = "ui/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template draws, with the words that the server knows already."""
        context = super().get_context(name, value, attrs)
        context["widget"]["said"] = _said(context["widget"]["value"])
        context["widget"]["is_thai"] = get_language() == "th"
        return context


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = DayInput


def _said(iso: str | None) -> str:
    try:
        return thai_date(date.fromisoformat(iso or ""))
    except ValueError:
        return ""
