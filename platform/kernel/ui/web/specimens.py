"""What the gallery shows: long Thai names, every state, numbers of every size."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from kernel.day_field import DayField
from kernel.ports import WorkItem

LONG = "ถนนลูกรังหน้าศูนย์พัฒนาเด็กเล็กบ้านไร่สามัคคีชำรุดเป็นหลุมลึก น้ำขังหลังฝนตกหนัก รถจักรยานยนต์ล้มบ่อย"


class SpecimenForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label=_("หัวเรื่อง"), help_text=_("สั้น ๆ ให้รู้ว่าเกิดอะไรขึ้น"))
    unit = forms.ChoiceField(
        label=_("หน่วยงาน"), choices=[("1", "กองช่าง"), ("2", "กองสาธารณสุขและสิ่งแวดล้อม")]
    )
    channel = forms.ChoiceField(
        label=_("ช่องทาง"),
        choices=[("web", "เว็บไซต์"), ("line", "ไลน์"), ("phone", "โทรศัพท์")],
        widget=forms.RadioSelect,
    )
    tags = forms.MultipleChoiceField(
        label=_("ป้ายกำกับ"),
        choices=[("urgent", "เร่งด่วน"), ("night", "กลางคืน")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=_("รายละเอียด"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    day = DayField(label=_("วันที่"), required=False)
    phone = forms.RegexField(
        r"^0\d{8,9}$",
        label=_("เบอร์โทรศัพท์"),
        error_messages={"invalid": _("เบอร์โทรศัพท์ต้องมี 9 หรือ 10 หลัก ขึ้นต้นด้วย 0")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    agree = forms.BooleanField(label=_("ยินยอมให้เจ้าหน้าที่ติดต่อกลับ"), required=False)
    photos = forms.FileField(label=_("รูปถ่าย"), required=False)


def specimens(*, at: datetime) -> dict[str, Any]:
    """Return the contents of the gallery."""
    return {
        "long": LONG,
        "pills": [
            (_("รับเรื่องแล้ว"), "new"),
            (_("รอตรวจสอบ"), "waiting"),
            (_("กำลังดำเนินการ"), "working"),
            (_("เสร็จแล้ว"), "done"),
            (_("ไม่รับดำเนินการ"), "refused"),
            (_("เกินกำหนด"), "danger"),
            (_("กองช่าง"), "brand"),
        ],
        "timeline": _timeline(at),
        "steps": [_("รับเรื่อง"), _("มอบหมาย"), _("ดำเนินการ"), _("เสร็จ")],
        "tabs": [
            {"label": _("ทั้งหมด"), "url": "#tabs", "is_current": True, "count": 128},
            {"label": _("รอตรวจสอบ"), "url": "#tabs", "count": 7},
            {"label": _("เกินกำหนด"), "url": "#tabs", "count": 0},
        ],
        "facts": [
            (_("เลขเรื่อง"), "ร-69-00042"),
            (_("หมวด"), "ไฟฟ้าสาธารณะ › ไฟถนนดับ"),
            (_("สถานที่"), LONG),
            (_("ผู้แจ้ง"), ""),
        ],
        "page": Paginator(range(95), 20).page(2),
        "rows": _rows(at),
        "options": [("1", "หมู่ 1 บ้านใหม่สามัคคี"), ("2", "หมู่ 2 บ้านไร่")],
    }


def specimen_points() -> dict[str, Any]:
    """Return three reports on a map, as GeoJSON (RFC 7946)."""
    places = (("new", 98.936, 18.741), ("working", 98.943, 18.746), ("done", 98.951, 18.738))
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": {"title": f"{LONG} ({kind})", "url": "#map", "kind": kind},
            }
            for kind, longitude, latitude in places
        ],
    }


def _timeline(at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": _("กำลังดำเนินการ"),
            "text": "ทีมช่างไฟออกตรวจแล้ว รออะไหล่",
            "at": at,
            "by": "กองช่าง",
            "is_now": True,
        },
        {"title": _("มอบหมายให้กองช่าง"), "at": at - timedelta(hours=3), "by": "สมศรี ใจดี"},
        {"title": _("รับเรื่องแล้ว"), "text": LONG, "at": at - timedelta(days=1)},
    ]


def _rows(at: datetime) -> list[WorkItem]:
    return [
        WorkItem(
            module="complaints",
            title="ไฟถนนดับหน้าวัดต้นเกว๋น 3 ดวง",
            subtitle="ร-69-00042 · ไฟฟ้าสาธารณะ",
            url="#table",
            state_label="มอบหมายแล้ว",
            due_at=at - timedelta(hours=5),
            overdue=True,
        ),
        WorkItem(
            module="complaints",
            title=LONG,
            subtitle="ร-69-00043 · ถนนและทางเท้า",
            url="#table",
            state_label="กำลังดำเนินการ",
            due_at=at + timedelta(days=2),
        ),
    ]
