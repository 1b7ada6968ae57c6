"""What the counter types, in the order in which people tell it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kernel.geo import services as geo
from kernel.geo.models import BaseFeature, Layer
from modules.complaints import selectors
from modules.complaints.models import Category, Channel
from modules.complaints.services import Contact, Report
from modules.complaints.web.forms import QUESTION, PhotosField, RefusingForm

VILLAGE, LANDMARK = "village", "landmark"


def landmarks() -> Iterable[BaseFeature]:
    """Return the named places of the municipality's map."""
    places = BaseFeature.objects.filter(layer=Layer.PLACE).exclude(name_th="")
    return places.order_by("name_th", "pk")


class Whereabouts(forms.Form):
    """The kind and the place as far as they are typed; anything unreadable is left out."""

    category = forms.CharField(required=False, max_length=40)
    where = forms.CharField(required=False, max_length=80)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)

    def clean(self) -> dict[str, Any]:
        """Add the village's code and the pin that the typed place stands for."""
        given = dict(self.cleaned_data)
        lat, lon = given.get("lat"), given.get("lon")
        kind, _colon, code = (given.get("where") or "").partition(":")
        given["village"] = code if kind == VILLAGE else ""
        given["landmark"] = landmark_of(code) if kind == LANDMARK else None
        if lat is not None and lon is not None:
            given["pin"] = geo.point(longitude=lon, latitude=lat)
        elif given["landmark"] is not None:
            given["pin"] = given["landmark"].geom.point_on_surface
        else:
            given["pin"] = None
        return given


def landmark_of(code: str) -> BaseFeature | None:
    """Return the named place of this code, or None."""
    return BaseFeature.objects.filter(layer=Layer.PLACE, code=code).first()


class CounterForm(RefusingForm):
    """A report as the counter types it: the kind and the place are found by typing."""

    fields_of_refusals = {"pin": "where", "village": "where", "file": "photos"}

    client_key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("รับแจ้งทาง"),
        choices=[(c.value, c.label) for c in (Channel.COUNTER, Channel.PHONE)],
        widget=forms.RadioSelect,
    )
    category = forms.ChoiceField(
        label=_("ประเภทเรื่อง"),
        widget=forms.Select(attrs={"autofocus": True, "data-combobox": ""}),
        error_messages={"required": _("โปรดเลือกประเภทเรื่องจากรายการ")},
    )
    where = forms.ChoiceField(
        label=_("หมู่บ้านหรือสถานที่"),
        widget=forms.Select(attrs={"data-combobox": ""}),
        error_messages={"required": _("โปรดปักหมุดบนแผนที่ หรือเลือกหมู่บ้านที่เกิดเหตุ")},
    )
    place = forms.CharField(
        label=_("จุดสังเกต"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        label=_("เกิดอะไรขึ้น"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("โปรดเล่าสั้น ๆ ว่าเกิดอะไรขึ้น")},
    )
    name = forms.CharField(
        label=_("ชื่อผู้แจ้ง"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("โทรศัพท์มือถือ"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    photos = PhotosField(label=_("ภาพถ่าย"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"category": kind_choices(), "where": where_choices()}
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("พิมพ์เพื่อค้นหา")), *offered]
        # A pin says where it is; without one the place must be chosen.
        self.fields["where"].required = not (self.data.get("lat") and self.data.get("lon"))

    def report(self) -> Report:
        """Return what was typed as a report; a landmark stands for its own pin."""
        sent = self.cleaned_data
        where = Whereabouts(sent)
        where.is_valid()
        pin, landmark = where.cleaned_data["pin"], where.cleaned_data["landmark"]
        place = " · ".join(filter(None, (landmark.name_th if landmark else "", sent["place"])))
        return Report(
            category=sent["category"],
            words=sent["words"],
            pin=(pin.x, pin.y) if pin else None,
            village=where.cleaned_data["village"],
            place=place,
            answers=self._answers(sent["category"]),
            photos=sent["photos"],
            contact=Contact(name=sent["name"], phone=sent["phone"]),
            channel=Channel(sent["channel"]),
            client_key=sent["client_key"],
        )

    def _answers(self, category: str) -> dict[str, str]:
        prefix = f"{QUESTION}{category}-"
        return {
            name.removeprefix(prefix): value
            for name, value in self.data.items()
            if name.startswith(prefix)
        }


def kind_choices() -> list[tuple[str, Any]]:
    """Return the kinds by group; the words by which people call them stand behind the name."""
    return [
        (group.group.name, [(kind.code, _kind_label(kind)) for kind in group.kinds])
        for group in selectors.category_groups()
    ]


def where_choices() -> list[tuple[Any, Any]]:
    """Return the villages, then the landmarks."""
    known = [(f"{VILLAGE}:{village.code}", str(village)) for village in geo.villages()]
    places = [(f"{LANDMARK}:{place.code}", _place_name(place)) for place in landmarks()]
    return [(_("หมู่บ้าน"), known), (_("สถานที่"), places)]


def _kind_label(kind: Category) -> str:
    words = " ".join(kind.keywords.replace(",", " ").split())
    return f"{kind.name} ({words})" if words else kind.name


def _place_name(place: BaseFeature) -> str:
    return place.name_en if get_language() == "en" and place.name_en else place.name_th
