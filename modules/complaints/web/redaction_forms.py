"""What covers a photo and what covers words; both can be filled in without script."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.documents.redacting import Box
from modules.complaints.web.forms import RefusingForm

ROWS = 8
SIDES = (
    ("left", _("จากซ้าย %")),
    ("top", _("จากบน %")),
    ("width", _("กว้าง %")),
    ("height", _("สูง %")),
)


class BoxesForm(RefusingForm):
    """Boxes in hundredths of the picture: drawn by script into these fields, or typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(ROWS):
            for side, label in SIDES:
                field = forms.FloatField(label=label, required=False, min_value=0, max_value=100)
                field.widget.attrs |= {"step": "0.1", "inputmode": "decimal"}
                self.fields[f"{side}-{row}"] = field

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the fields row by row."""
        return [[self[f"{side}-{row}"] for side, _label in SIDES] for row in range(ROWS)]

    def boxes(self) -> list[Box]:
        """Return the rows that were filled in; a row with a gap lies nowhere and is refused."""
        given = self.cleaned_data
        rows = [{side: given[f"{side}-{row}"] for side, _label in SIDES} for row in range(ROWS)]
        filled = [row for row in rows if any(value is not None for value in row.values())]
        return [Box(**{side: -1 if v is None else v for side, v in row.items()}) for row in filled]


class PassagesForm(RefusingForm):
    """The passages to cover, one a line."""

    fields_of_refusals = {"reason": "passages"}

    passages = forms.CharField(
        label=_("ข้อความที่จะปกปิด (บรรทัดละ 1 ข้อความ)"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("คัดลอกให้ตรงทุกตัวอักษร ระบบปกปิดทุกแห่งในเรื่องนี้ รวมประวัติและหน้าสาธารณะ"),
    )
    with_contacts = forms.BooleanField(label=_("ปกปิดเบอร์โทรและอีเมลทั้งหมดด้วย"), required=False)


class WhyForm(RefusingForm):
    """Why somebody looks behind a cover, or takes it away."""

    reason = forms.CharField(label=_("เหตุผล"), max_length=1000)
