"""What the reader of the book may narrow it by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.audit.selectors import Filters
from kernel.audit.words import actions
from kernel.day_field import DayField


class FiltersForm(forms.Form):
    """Person, action, subject and days; every field may stay empty."""

    actor = forms.CharField(label=_("ผู้ทำรายการ"), max_length=200, required=False)
    action = forms.ChoiceField(label=_("การกระทำ"), required=False)
    subject = forms.CharField(
        label=_("เรื่อง"), max_length=120, required=False, help_text=_("เลขที่เรื่อง หรือชื่อผู้ใช้")
    )
    from_date = DayField(label=_("ตั้งแต่วันที่"), required=False)
    until_date = DayField(label=_("ถึงวันที่"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action = self.fields["action"]
        if isinstance(action, forms.ChoiceField):
            action.choices = [("", _("ทุกการกระทำ")), *actions()]

    def filters(self, before_id: int | None) -> Filters:
        """Return what is to be found; a faulty form finds what its good fields say."""
        return Filters(before_id=before_id, **self.cleaned_data) if self.is_valid() else Filters()
