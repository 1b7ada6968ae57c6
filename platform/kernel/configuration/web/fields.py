"""One form field for each type of setting, and the same value as text."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.configuration.settings import Setting, SettingType

_FEW_CHOICES = 5


class PlaceField(forms.CharField):
    """A place written as map applications write it: latitude first; held longitude first."""

    default_error_messages = {
        "place": gettext_lazy("เขียนละติจูดและลองจิจูดคั่นด้วยจุลภาค เช่น 18.7455, 98.9485"),
    }

    def prepare_value(self, value: Any) -> Any:
        """Show the held place as text; what a person wrote stays as it is."""
        return place_text(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return [longitude, latitude]; an empty answer stays empty."""
        if value in self.empty_values or isinstance(value, list | tuple):
            return value
        try:
            latitude, longitude = (float(part) for part in str(value).split(","))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["place"]) from error
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # noqa: PLR2004 - degrees
            raise forms.ValidationError(self.error_messages["place"])
        return [longitude, latitude]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the places, not how they are written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


def field_for(item: Setting, value: Any) -> forms.Field:
    """Return the field for a setting, filled with its present value."""
    field: forms.Field = item.make() if item.make else _MAKERS[item.type](item)
    field.label, field.help_text, field.initial = str(item.label), str(item.help), value
    field.setting = item  # type: ignore[attr-defined]  # the template draws by its type
    field.show_hidden_initial = item.type is not SettingType.FILE
    return field


def value_text(item: Setting, value: Any) -> str | Promise:
    """Return a value as people read it."""
    if value is None or value == "":
        return ""
    if item.said is not None:
        return item.said(value)
    if item.type is SettingType.BOOLEAN:
        return _("ใช่") if value else _("ไม่ใช่")
    if item.type is SettingType.POINT:
        return place_text(value)
    return item.choice_labels.get(str(value), str(value)) if item.choices else str(value)


def place_text(value: Any) -> str:
    """Write a place as map applications do: latitude, longitude."""
    longitude, latitude = value
    return f"{latitude}, {longitude}"


def _text(item: Setting) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": item.lines}) if item.lines > 1 else forms.TextInput()
    return forms.CharField(max_length=2000, required=False, widget=widget)


def _integer(item: Setting) -> forms.Field:
    return forms.IntegerField(
        min_value=None if item.minimum is None else int(item.minimum),
        max_value=None if item.maximum is None else int(item.maximum),
    )


def _number(item: Setting) -> forms.Field:
    widget = forms.NumberInput(attrs={"step": "any"})
    return forms.FloatField(min_value=item.minimum, max_value=item.maximum, widget=widget)


def _colour(_item: Setting) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs={"type": "color", "data-colour": ""}))


def _choice(item: Setting) -> forms.Field:
    pairs = [(choice, item.choice_labels.get(choice, choice)) for choice in item.choices]
    few = len(pairs) <= _FEW_CHOICES
    return forms.ChoiceField(choices=pairs, widget=forms.RadioSelect if few else forms.Select)


def _file(_item: Setting) -> forms.Field:
    accept = "image/png,image/jpeg,image/webp"
    return forms.FileField(required=False, widget=forms.FileInput(attrs={"accept": accept}))


_MAKERS: dict[SettingType, Callable[[Setting], forms.Field]] = {
    SettingType.TEXT: _text,
    SettingType.INTEGER: _integer,
    SettingType.NUMBER: _number,
    SettingType.BOOLEAN: lambda _item: forms.BooleanField(required=False),
    SettingType.COLOUR: _colour,
    SettingType.CHOICE: _choice,
    SettingType.POINT: lambda _item: PlaceField(),
    SettingType.FILE: _file,
}
