"""The page on which a municipality words the phases."""

from typing import Any

from django import forms
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kernel.access.web import actor_of, officer_required
from kernel.configuration.permissions import Permission
from modules.complaints.models import StateLabel
from modules.complaints.services.state_words import word_states
from modules.complaints.states import State

_LONGEST = 60


class StateWordsForm(forms.Form):
    """For each phase a Thai and an English word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {row.state: row for row in StateLabel.objects.all()}
        for state in State:
            row = own.get(state.value)
            for code, label, start in (
                ("th", _("ภาษาไทย"), row.label_th if row else ""),
                ("en", _("ภาษาอังกฤษ"), row.label_en if row else ""),
            ):
                field = forms.CharField(
                    label=label, initial=start, max_length=_LONGEST, required=False
                )
                self.fields[f"{state.value}-{code}"] = field

    def clean(self) -> dict[str, Any]:
        """Refuse English words without Thai ones: nobody would see them."""
        found: dict[str, Any] = self.cleaned_data
        for state in State:
            if found.get(f"{state.value}-en") and not found.get(f"{state.value}-th"):
                self.add_error(f"{state.value}-th", _("โปรดใส่คำภาษาไทยด้วย"))
        return found

    def words(self) -> dict[str, tuple[str, str]]:
        """Return the words by phase."""
        found = self.cleaned_data
        return {s.value: (found[f"{s.value}-th"], found[f"{s.value}-en"]) for s in State}

    def lines(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the product's word of each phase with the two fields."""
        return [(str(s.label), [self[f"{s.value}-th"], self[f"{s.value}-en"]]) for s in State]


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.MANAGE)
def state_words(request: HttpRequest) -> HttpResponse:
    """Word the phases."""
    form = StateWordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = word_states(words=form.words(), by=actor_of(request), at=timezone.now())
        toasts.success(request, gettext("บันทึกการตั้งค่าแล้ว") if changed else gettext("ไม่มีสิ่งใดเปลี่ยน"))
        return redirect("configuration:settings")
    status = 400 if form.is_bound else 200
    return render(request, "complaints/state_words.html", {"form": form}, status=status)
