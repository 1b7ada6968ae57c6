"""Fields of the desk's settings that people would not write as they are kept."""

from django import forms
from django.utils.translation import gettext as _

from kernel.access.models import Division
from kernel.clocks.web.fields import WorkingTimeField, day_minutes, spoken
from kernel.configuration.listing import choices, name_of

UNIT = "access.division"
_INDENT = " — "


def required_working_time() -> WorkingTimeField:
    """Return a field for working time that cannot stay empty."""
    return WorkingTimeField(required=True)


def spoken_here(minutes: int) -> str:
    """Return working minutes in words, by this office's day."""
    return spoken(minutes, day=day_minutes())


def unit_code_field() -> forms.ChoiceField:
    """Return a choice of the units in use; kept is the unit's code."""
    offered = [
        (item.row.code, f"{_INDENT * item.depth}{item.line.title}")  # type: ignore[attr-defined]
        for item in choices(UNIT)
    ]
    return forms.ChoiceField(choices=[("", _("ไม่ระบุ")), *offered], required=False)


def unit_called(code: str) -> str:
    """Return the name of the unit with this code, or the code when there is none."""
    unit = Division.objects.filter(code=code).first()
    return name_of(unit) if unit else code
