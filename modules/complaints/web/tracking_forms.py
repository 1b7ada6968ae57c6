"""What the reporter tells on the tracking page besides the moves of the state table."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.complaints.services import informing, surveying
from modules.complaints.web.forms import PhotosField, RefusingForm

FACES = (
    (1, _("แย่มาก")),
    (2, _("ไม่พอใจ")),
    (3, _("พอใช้")),
    (4, _("พอใจ")),
    (5, _("ดีมาก")),
)


class SurveyForm(RefusingForm):
    """Five faces, and words for those who have some."""

    score = forms.TypedChoiceField(
        label=_("พอใจผลการดำเนินการเพียงใด"),
        choices=FACES,
        coerce=int,
        error_messages={
            "required": _("โปรดแตะใบหน้าหนึ่งใน 5 แบบ"),
            "invalid_choice": _("โปรดแตะใบหน้าหนึ่งใน 5 แบบ"),
        },
    )
    words = forms.CharField(
        label=_("อยากบอกอะไรเพิ่ม"),
        max_length=surveying.MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class InformationForm(RefusingForm):
    """Something to add: words, photos or both."""

    fields_of_refusals = {"file": "photos"}

    text = forms.CharField(
        label=_("ข้อมูลเพิ่มเติม"),
        max_length=informing.MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("เช่น จุดสังเกต หรืออาการที่เปลี่ยนไป กำหนดแล้วเสร็จไม่เปลี่ยน"),
    )
    photos = PhotosField(label=_("ภาพถ่าย"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_information_%s")
        super().__init__(*args, **kwargs)


class FollowForm(RefusingForm):
    """Where to write when the case goes on; one of the two is enough."""

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
        help_text=_("กรอกอย่างใดอย่างหนึ่งก็พอ"),
    )
