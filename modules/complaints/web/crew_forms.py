"""The few fields that a thumb fills in on the street."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.complaints.selectors.jobs import parts_in_use
from modules.complaints.services.parts import Taken
from modules.complaints.web.forms import PhotosField, RefusingForm


class TakenForm(RefusingForm):
    """A photo with the phone's hint of place and time; a hint that cannot be read is left out."""

    fields_of_refusals = {"photo": "photos", "file": "photos"}

    photos = PhotosField(label=_("ภาพถ่าย"), required=False)

    def taken(self) -> Taken:
        """Return what the phone said about its photo."""
        hint = HintForm(self.data)
        hint.is_valid()
        said = hint.cleaned_data
        has_place = said.get("taken_lat") is not None and said.get("taken_lon") is not None
        return Taken(
            lat=said["taken_lat"] if has_place else None,
            lon=said["taken_lon"] if has_place else None,
            accuracy=said.get("taken_accuracy") if has_place else None,
            at=said.get("taken_at"),
        )


class HintForm(forms.Form):
    """Place and time of a photo as the phone tells them."""

    taken_lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    taken_lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    taken_accuracy = forms.FloatField(required=False, min_value=0, max_value=100_000)
    taken_at = forms.DateTimeField(required=False)


class DoneForm(TakenForm):
    """What was done, with the photo afterwards."""

    remark = forms.CharField(
        label=_("ผลการดำเนินการ"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("ผู้แจ้งจะเห็นข้อความและภาพนี้"),
    )


class PartForm(RefusingForm):
    """How much of what was used."""

    part = forms.ChoiceField(label=_("อะไหล่หรือวัสดุ"))
    quantity = forms.DecimalField(
        label=_("จำนวน"),
        initial=Decimal(1),
        decimal_places=2,
        max_digits=9,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "min": "0", "step": "any"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["part"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(part.code, str(part)) for part in parts_in_use()]
