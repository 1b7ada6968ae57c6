"""The small form behind each button of the state table."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.access.models import Division
from kernel.access.selectors import divisions
from kernel.day_field import DayField
from kernel.workflow import Move
from modules.complaints import selectors
from modules.complaints.models import Category, OutsideBody
from modules.complaints.services.performing import VERBS
from modules.complaints.states import RefusalReason
from modules.complaints.web.forms import PhotosField, RefusingForm


class MoveForm(RefusingForm):
    """What a move of the state table asks for."""

    fields_of_refusals = {"photo": "photos", "file": "photos"}

    root = forms.CharField(
        label=_("เลขที่เรื่องเดิม"),
        max_length=40,
        help_text=_("เรื่องนี้จะแสดงสถานะตามเรื่องเดิม ยกเลิกภายหลังได้"),
    )
    unit = forms.ChoiceField(label=_("หน่วยงานรับผิดชอบ"))
    body = forms.ChoiceField(label=_("หน่วยงานภายนอก"))
    reference = forms.CharField(label=_("เลขอ้างอิงของหน่วยงานนั้น"), max_length=80, required=False)
    expected_date = DayField(label=_("วันที่คาดว่าจะแล้วเสร็จ"), required=False)
    reason = forms.ChoiceField(label=_("เหตุผล"), choices=RefusalReason.choices)
    remark = forms.CharField(
        label=_("ข้อความถึงผู้แจ้ง"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = forms.CharField(
        label=_("บันทึกภายใน"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("ผู้แจ้งไม่เห็นข้อความนี้"),
    )
    photos = PhotosField(label=_("ภาพถ่าย"), required=False)

    def __init__(
        self, move: Move, *args: Any, options: Mapping[str, Iterable[Any]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", f"id_{move.name}_%s")
        super().__init__(*args, **kwargs)
        self.move = move
        wanted = VERBS[move.name][1]
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        for name in wanted:
            field = self.fields[name]
            if name in options and isinstance(field, forms.ChoiceField):
                field.choices = list(options[name])
        self._word(move)

    @property
    def icon(self) -> str:
        """The picture on the move's button."""
        return ICONS[self.move.name]

    @property
    def is_main(self) -> bool:
        """Whether this is what usually comes next."""
        return self.move.name in MAIN

    def _word(self, move: Move) -> None:
        if "remark" not in self.fields:
            return
        label, help_text = REMARKS.get(move.name, (None, None))
        self.fields["remark"].required = "remark" in move.needs
        self.fields["remark"].label = label or self.fields["remark"].label
        self.fields["remark"].help_text = help_text or _("ผู้แจ้งจะเห็นข้อความนี้")


MAIN = frozenset({"assign", "resolve", "take_back", "reopen"})
ICONS = {
    "take": "eye",
    "assign": "user-cog",
    "reassign": "route",
    "ask": "message-circle",
    "answer": "message-square",
    "resume": "arrow-right",
    "hand_over": "building-2",
    "take_back": "history",
    "resolve": "circle-check",
    "refuse": "circle-x",
    "withdraw": "trash-2",
    "merge": "layers",
    "unmerge": "history",
    "ask_reopen": "refresh-cw",
    "reopen": "refresh-cw",
    "keep_closed": "circle-x",
}
REMARKS: dict[str, tuple[Any, Any]] = {
    "reassign": (_("เหตุผลที่เปลี่ยนหน่วยงาน"), _("หน่วยงานเดิมและหน่วยงานใหม่เห็นข้อความนี้")),
    "ask": (_("คำถามถึงผู้แจ้ง"), _("ผู้แจ้งจะได้รับข้อความ และระบบหยุดนับเวลาจนกว่าจะตอบ")),
    "answer": (_("คำตอบ"), _("เจ้าหน้าที่ผู้รับผิดชอบจะเห็นข้อความนี้")),
    "resolve": (_("ผลการดำเนินการ"), _("ผู้แจ้งจะเห็นข้อความและภาพนี้")),
    "refuse": (_("คำอธิบายถึงผู้แจ้ง"), _("บอกให้ชัดว่าเพราะอะไร และควรติดต่อที่ใด")),
    "withdraw": (_("เหตุผลที่ถอนเรื่อง"), _("เจ้าหน้าที่จะอ่านเหตุผลนี้")),
    "unmerge": (_("เหตุผลที่ยกเลิกการรวม"), _("ผู้แจ้งไม่เห็นข้อความนี้")),
    "ask_reopen": (_("ยังไม่เรียบร้อยอย่างไร"), _("เจ้าหน้าที่จะอ่านและตอบคำขอนี้")),
}


def move_options(category: Category) -> dict[str, list[tuple[str, Any]]]:
    """Return the choices that the forms of moves offer; the category's own unit comes first."""
    own = category.unit_id
    units = sorted(divisions(), key=lambda unit: unit.pk != own)
    bodies = OutsideBody.objects.filter(is_active=True).order_by("position", "name_th", "pk")
    return {
        "unit": [(unit.code, _unit_label(unit)) for unit in units],
        "body": [(body.code, body.name) for body in bodies],
    }


def _unit_label(unit: Division) -> str:
    name = selectors.unit_name(unit)
    return f"{name} ({selectors.unit_name(unit.parent)})" if unit.parent else name
