"""The forms of the complaint desk."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.access.models import Division
from kernel.day_field import DayField
from kernel.errors import Refused
from kernel.geo.services import villages
from kernel.thai import BANGKOK
from modules.complaints import selectors
from modules.complaints.models import Category, Channel
from modules.complaints.selectors.outcomes import CELL, NONE, OUTCOMES
from modules.complaints.selectors.replies import ReadyReply
from modules.complaints.services import Contact, Report
from modules.complaints.services.photos import MOST_PHOTOS
from modules.complaints.states import State

QUESTION = "question-"


class PhotosInput(forms.ClearableFileInput):
    """A file input for several photos."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos; what they are is judged by their content when they are received."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the photos, or an empty list."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(PhotosField, self).clean(file, initial) for file in files if file]


class RefusingForm(forms.Form):
    """A form that shows a service's refusal at the field it speaks of."""

    fields_of_refusals: Mapping[str, str] = {}
    replies: list[ReadyReply] = []
    is_asked_for = False

    def add_refusal(self, refusal: Refused) -> None:
        """Show the refusal at its field, or above the form."""
        name = self.fields_of_refusals.get(refusal.field, refusal.field)
        self.add_error(name if name in self.fields else None, str(refusal))


class ReportForm(RefusingForm):
    """What a citizen tells us."""

    fields_of_refusals = {"pin": "village", "file": "photos"}

    client_key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    category = forms.CharField(
        label=_("ประเภทเรื่อง"),
        max_length=40,
        error_messages={"required": _("โปรดเลือกประเภทเรื่องจากรายการ")},
    )
    photos = PhotosField(label=_("ภาพถ่าย"), required=False)
    words = forms.CharField(
        label=_("รายละเอียด"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("เล่าสั้น ๆ เช่น ไฟทางดับ 2 ดวง มา 3 คืนแล้ว"),
        error_messages={"required": _("โปรดเล่าสั้น ๆ ว่าเกิดอะไรขึ้น")},
    )
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    village = forms.ChoiceField(
        label=_("หมู่บ้าน"),
        required=False,
        help_text=_("ถ้าไม่ได้ปักหมุด โปรดเลือกหมู่บ้านที่เกิดเหตุ"),
    )
    place = forms.CharField(
        label=_("จุดสังเกต"),
        max_length=300,
        required=False,
        help_text=_("เช่น หน้าบ้านเลขที่ 99 ตรงข้ามวัด"),
    )
    name = forms.CharField(
        label=_("ชื่อ"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("โทรศัพท์มือถือ"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=_("อีเมล"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["village"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("เลือกหมู่บ้าน")), *((v.code, str(v)) for v in villages())]

    def report(self, *, language: str) -> Report:
        """Return what was sent as a report."""
        sent = self.cleaned_data
        has_pin = sent["lat"] is not None and sent["lon"] is not None
        contact = Contact(
            name=sent["name"], phone=sent["phone"], email=sent["email"], language=language
        )
        return Report(
            category=sent["category"],
            words=sent["words"],
            pin=(sent["lon"], sent["lat"]) if has_pin else None,
            village=sent["village"],
            place=sent["place"],
            answers=self._answers(sent["category"]),
            photos=sent["photos"],
            contact=contact,
            client_key=sent["client_key"],
        )

    def _answers(self, category: str) -> dict[str, str]:
        prefix = f"{QUESTION}{category}-"
        return {
            name.removeprefix(prefix): value
            for name, value in self.data.items()
            if name.startswith(prefix)
        }


class CodeForm(RefusingForm):
    """The tracking code, however it is typed."""

    code = forms.CharField(
        label=_("รหัสติดตาม"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("28 ตัวอักษร อยู่ในใบรับเรื่องหรือข้อความที่ได้รับ พิมพ์เว้นวรรคหรือไม่ก็ได้"),
        error_messages={"required": _("โปรดกรอกรหัสติดตาม")},
    )


class ContactForm(RefusingForm):
    """A corrected contact of the reporter."""

    name = forms.CharField(label=_("ชื่อ"), max_length=120, required=False)
    phone = forms.CharField(label=_("โทรศัพท์"), max_length=40, required=False)
    email = forms.CharField(label=_("อีเมล"), max_length=254, required=False)


class FilterForm(forms.Form):
    """How the desk narrows its list; anything unreadable is left out."""

    words = forms.CharField(label=_("ค้นหา"), max_length=200, required=False)
    state = forms.ChoiceField(label=_("สถานะ"), required=False)
    category = forms.ChoiceField(label=_("ประเภท"), required=False)
    unit = forms.ChoiceField(label=_("หน่วยงาน"), required=False)
    village = forms.ChoiceField(label=_("หมู่บ้าน"), required=False)
    channel = forms.ChoiceField(label=_("ช่องทาง"), required=False)
    outcome = forms.ChoiceField(label=_("ผลการดำเนินการ"), required=False)
    received_from = DayField(label=_("รับแจ้งตั้งแต่"), required=False)
    received_until = DayField(label=_("รับแจ้งถึง"), required=False)
    cell = forms.RegexField(CELL, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, labels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "state": [(state.value, labels[state.value]) for state in State],
            "category": every_category(),
            "unit": [
                *(
                    (unit.code, selectors.unit_name(unit))
                    for unit in Division.objects.order_by("rank", "code")
                ),
                (NONE, _("ไม่ระบุ")),
            ],
            "village": [*((v.code, str(v)) for v in villages()), (NONE, _("ไม่ระบุ"))],
            "channel": Channel.choices,
            "outcome": list(OUTCOMES.items()),
        }
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("ทั้งหมด")), *offered]

    def clean_received_from(self) -> datetime | None:
        """Return the first moment of the day."""
        return midnight(self.cleaned_data["received_from"])

    def clean_received_until(self) -> datetime | None:
        """Return the first moment after the day: the day itself is meant too."""
        day = self.cleaned_data["received_until"]
        return midnight(day + timedelta(days=1)) if day else None


def midnight(day: date | None) -> datetime | None:
    """Return the moment at which the day begins here."""
    return datetime.combine(day, time(), tzinfo=BANGKOK) if day else None


def category_choices() -> list[tuple[str, Any]]:
    """Return the kinds of complaint by group, as a select offers them."""
    return [
        (group.group.name, [(kind.code, kind.name) for kind in group.kinds])
        for group in selectors.category_groups()
    ]


def every_category() -> list[tuple[str, Any]]:
    """Return the kinds by group, and last those out of use, which old complaints still have."""
    offered = category_choices()
    known = {code for _group, kinds in offered for code, _name in kinds}
    rest = [row for row in Category.objects.order_by("name_th", "pk") if row.code not in known]
    return [*offered, (str(_("กลุ่มและประเภทที่เลิกใช้")), [(row.code, row.name) for row in rest])]


__all__ = [
    "MOST_PHOTOS",
    "CodeForm",
    "ContactForm",
    "FilterForm",
    "ReportForm",
]
