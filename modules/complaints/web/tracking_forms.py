"""What the reporter tells on the tracking page besides the moves of the state table."""

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.complaints.services.surveying import MOST_WORDS
from modules.complaints.web.forms import RefusingForm

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
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
