"""The page that makes a complaint confidential, says who may never see it, and undoes both."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kernel.access.selectors import officers_holding
from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.errors import NotAllowed, Refused
from modules.complaints import policies, services
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.web.desk import after
from modules.complaints.web.forms import RefusingForm

SEAL, BAR, UNSEAL = "seal", "bar", "unseal"
DONE = {
    SEAL: gettext_lazy("เรื่องนี้เป็นเรื่องลับแล้ว"),
    BAR: gettext_lazy("บันทึกผู้ที่ห้ามเห็นแล้ว"),
    UNSEAL: gettext_lazy("เรื่องนี้กลับเป็นเรื่องปกติแล้ว"),
}


class ReasonForm(RefusingForm):
    """Why; who reads the book of deeds sees it."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("เก็บไว้ในประวัติและบันทึกการใช้งาน"),
    )


class BarredForm(ReasonForm):
    """Why, and those it is about among the officers who could see it."""

    barred = forms.TypedMultipleChoiceField(
        label=gettext_lazy("ผู้ที่ห้ามเห็นเรื่องนี้"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("เลือกผู้ถูกร้องเรียน ถ้าเป็นผู้มีสิทธิ์ดูเรื่องลับ คนอื่นไม่เห็นอยู่แล้ว"),
    )
    field_order = ("barred", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["barred"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            holders = officers_holding(Permission.CONFIDENTIAL, at=timezone.now())
            field.choices = [(officer.pk, str(officer)) for officer in holders]


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.VIEW)
def confidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show and change whether the complaint is confidential and who may never see it."""
    actor = actor_of(request)
    complaint = services.open_for(public_id=public_id, by=actor, at=timezone.now())
    if not policies.may_confide(actor, complaint):
        raise NotAllowed
    shown = _forms(complaint)
    if request.method == "POST":
        wanted = UNSEAL if UNSEAL in request.POST and UNSEAL in shown else next(iter(shown))
        form = type(shown[wanted])(request.POST, auto_id=f"id_{wanted}_%s")
        if form.is_valid():
            try:
                _do(wanted, complaint, form.cleaned_data, by=actor)
            except Refused as refusal:
                form.add_refusal(refusal)
            else:
                messages.success(request, DONE[wanted])
                return after(actor, public_id)
        shown[wanted] = form
    context = {"complaint": complaint, "forms": shown}
    status = 400 if request.method == "POST" else 200
    return render(request, "complaints/confidence.html", context, status=status)


def _forms(complaint: Complaint) -> dict[str, ReasonForm]:
    if not complaint.is_confidential:
        return {SEAL: BarredForm(auto_id=f"id_{SEAL}_%s")}
    known = {"barred": complaint.barred}
    return {
        BAR: BarredForm(initial=known, auto_id=f"id_{BAR}_%s"),
        UNSEAL: ReasonForm(auto_id=f"id_{UNSEAL}_%s"),
    }


def _do(wanted: str, complaint: Complaint, given: dict[str, Any], *, by: Actor) -> None:
    common: dict[str, Any] = {
        "complaint_id": complaint.pk,
        "reason": given["reason"],
        "by": by,
        "at": timezone.now(),
    }
    if wanted == SEAL:
        services.keep_confidential(barred=given["barred"], **common)
    elif wanted == BAR:
        services.bar(officers=given["barred"], **common)
    else:
        services.make_ordinary(**common)
