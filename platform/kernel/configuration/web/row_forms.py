"""The form of one row of a catalogue, made from its blanks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db.models import Model
from django.utils.translation import gettext as _

from kernel.configuration.catalogues import Blank, Catalogue
from kernel.configuration.errors import NotAccepted
from kernel.configuration.listing import choices, seen
from kernel.configuration.schema import field_of

_FEW_CHOICES = 4
_LINES = 4
_INDENT = " — "


@dataclass(frozen=True, slots=True)
class FormPart:
    """Fields under a heading; each line holds fields that stand beside one another."""

    heading: str
    lines: list[list[forms.BoundField]]


class ReferenceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row of another list, chosen by its name; children stand indented under their parents."""

    def __init__(
        self, kind: str, *, keep: Model | None, without: Model | None, **kwargs: Any
    ) -> None:
        offered = choices(kind, keep=keep, without=without)
        model = kwargs.pop("model")
        super().__init__(queryset=model._default_manager.all(), **kwargs)  # noqa: SLF001 -- Django's public API
        empty = [("", _("ไม่ระบุ") if not self.required else "—")]
        self.choices = empty + [
            (item.row.pk, f"{_INDENT * item.depth}{item.line.title}") for item in offered
        ]


class RowForm(forms.Form):
    """A field for each blank of the list, and what tells a stale page."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, catalogue: Catalogue, data: Any = None, *, row: Model | None = None, **start: Any
    ) -> None:
        first = {} if row is None else {"seen": seen(catalogue, row)}
        super().__init__(data, initial={**first, **start})
        self.catalogue = catalogue
        for blank in catalogue.blanks:
            self.fields[blank.name] = _field(catalogue, blank, row)

    def values(self) -> dict[str, Any]:
        """Return what the person wrote, by field of the model."""
        return {blank.name: self.cleaned_data[blank.name] for blank in self.catalogue.blanks}

    def show(self, refused: NotAccepted) -> None:
        """Put each fault beside its field."""
        for name, words in refused.faults:
            self.add_error(name if name in self.fields else None, str(words))

    def parts(self) -> list[FormPart]:
        """Return the fields as the page draws them."""
        found: list[FormPart] = []
        for blank in self.catalogue.blanks:
            if blank.heading or not found:
                found.append(FormPart(str(blank.heading), []))
            lines = found[-1].lines
            if blank.beside and lines:
                lines[-1].append(self[blank.name])
            else:
                lines.append([self[blank.name]])
        return found


def start_of(catalogue: Catalogue, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what a new row begins with: below what it was asked for, in use."""
    under = asked.get("under", "")
    return {catalogue.under: under} if catalogue.under and under.isdecimal() else {}


def _field(catalogue: Catalogue, blank: Blank, row: Model | None) -> forms.Field:
    configurable = catalogue.configurable
    column = field_of(configurable, blank.name)
    kind = configurable.references.get(blank.name)
    if blank.make is not None:
        field: forms.Field = blank.make()
    elif kind is not None:
        field = ReferenceField(
            kind,
            keep=None if row is None else getattr(row, blank.name),
            without=row if kind == configurable.kind else None,
            required=not column.blank,
            model=column.related_model,
        )
    else:
        field = _plain(column)
    field.label, field.help_text = str(blank.label), str(blank.help)
    if row is not None:
        value = getattr(row, blank.name)
        field.initial = getattr(value, "pk", value)
        _keep_offered(field, value)
    elif field.initial is None and column.has_default():
        field.initial = column.get_default()
    return field


def _keep_offered(field: forms.Field, value: Any) -> None:
    """Offer what stands there already, though a bundle brought it and nobody else would."""
    is_list = isinstance(field, forms.ChoiceField) and not isinstance(field, ReferenceField)
    if is_list and value and not field.valid_value(value):  # type: ignore[attr-defined]
        field.choices = [*field.choices, (value, value)]  # type: ignore[attr-defined]


def _plain(column: Any) -> forms.Field:
    """Return the model's own field, drawn as our forms are."""
    field: forms.Field = column.formfield()
    offered = list(getattr(field, "choices", ()))
    if offered and column.blank:
        offered = [("", _("ไม่ระบุ")), *(pair for pair in offered if pair[0])]
        field.choices = offered  # type: ignore[attr-defined]
    if 0 < len(offered) <= _FEW_CHOICES:
        field.widget = forms.RadioSelect(choices=offered)
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = _LINES
    if isinstance(column, ArrayField):
        msg = f"{column} needs a field of its own"
        raise TypeError(msg)
    return field
