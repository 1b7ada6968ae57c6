"""Forms about people."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kernel import modules
from kernel.access import selectors
from kernel.access.models import Division, Position
from kernel.day_field import DayField

USERNAME = RegexValidator(r"^[A-Za-z0-9._-]{3,60}\Z", _("ใช้ตัวอักษรอังกฤษ ตัวเลข จุด ขีด อย่างน้อย 3 ตัว"))


def permission_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every permission the house knows, by module, in words."""
    return [
        (str(manifest.label), [(str(p), _words(manifest, str(p))) for p in manifest.permissions])
        for manifest in modules.manifests()
        if manifest.permissions is not None
    ]


def _words(manifest: modules.Manifest, code: str) -> str:
    return str((manifest.permission_labels or {}).get(code, code))


class SearchForm(forms.Form):
    """What to look for in the list of officers."""

    q = forms.CharField(label=_("ค้นหา"), required=False, max_length=80)
    division = forms.TypedChoiceField(
        label=_("กอง/ฝ่าย/งาน"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, divisions: Iterable[Division], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("ทุกกอง"))]
        self.fields["division"].choices = every + [(d.pk, str(d)) for d in divisions]  # type: ignore[attr-defined]


class OfficerForm(forms.Form):
    """The facts about an officer."""

    prefix = forms.CharField(label=_("คำนำหน้า"), max_length=40, required=False)  # type: ignore[assignment]  # the metaclass takes it away
    first_name = forms.CharField(label=_("ชื่อ"), max_length=80)
    last_name = forms.CharField(label=_("นามสกุล"), max_length=80, required=False)
    email = forms.EmailField(label=_("อีเมล"), required=False)
    phone = forms.CharField(label=_("โทรศัพท์ที่ทำงาน"), max_length=40, required=False)


class NewOfficerForm(OfficerForm):
    """The facts, and the name to sign in with."""

    username = forms.CharField(
        label=_("ชื่อผู้ใช้"), max_length=60, validators=[USERNAME], help_text=_("ใช้สำหรับเข้าสู่ระบบ")
    )


class ReasonForm(forms.Form):
    """Why something is done to an account."""

    reason = forms.CharField(
        label=_("เหตุผล"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class AppointmentForm(forms.Form):
    """Into which position, from when until when, by which order."""

    position = forms.TypedChoiceField(label=_("ตำแหน่ง"), coerce=int)
    from_date = DayField(label=_("ตั้งแต่วันที่"))
    until_date = DayField(
        label=_("ถึงวันที่"), required=False, help_text=_("เว้นว่างไว้หากยังไม่มีกำหนดสิ้นสุด")
    )
    order_reference = forms.CharField(label=_("เลขที่คำสั่ง"), max_length=150, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = position_choices(selectors.positions())  # type: ignore[attr-defined]


class DelegationForm(AppointmentForm):
    """An appointment by written order, which may hand over only some of the powers."""

    order_reference = forms.CharField(label=_("เลขที่คำสั่ง"), max_length=150)
    limit = forms.MultipleChoiceField(
        label=_("จำกัดอำนาจเฉพาะเรื่อง"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ไม่เลือกเลย หมายถึงมอบอำนาจทั้งหมดของตำแหน่ง"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["limit"].choices = permission_choices()  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of an appointment."""

    until_date = DayField(label=_("วันสุดท้าย"))
    reason = forms.CharField(label=_("เหตุผล"), max_length=300, required=False)


class GrantForm(forms.Form):
    """What a position may do."""

    permissions = forms.MultipleChoiceField(
        label=_("สิทธิ์ของตำแหน่ง"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["permissions"].choices = permission_choices()  # type: ignore[attr-defined]


def position_choices(positions: Iterable[Position]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the positions grouped by division, as a select shows them."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for position in positions:
        groups.setdefault(str(position.division), []).append((position.pk, str(position)))
    return list(groups.items())
