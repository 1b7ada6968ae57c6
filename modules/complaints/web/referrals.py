"""The desk's side of the border: offer a case to a neighbour, and answer the neighbours' offers."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.errors import Missing, Refused
from kernel.geo import services as geo
from modules.complaints import selectors
from modules.complaints.models import Complaint, Referral
from modules.complaints.permissions import Permission
from modules.complaints.selectors import referrals
from modules.complaints.services import answering, referring
from modules.complaints.web.forms import RefusingForm, category_choices


class OfferForm(RefusingForm):
    """To whom, with which words, and whether the contact goes along."""

    neighbour = forms.ChoiceField(label=gettext_lazy("ท้องถิ่นที่รับผิดชอบพื้นที่"))
    remark = forms.CharField(
        label=gettext_lazy("ข้อความถึงท้องถิ่นนั้น"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    with_contact = forms.BooleanField(
        label=gettext_lazy("ผู้แจ้งยินยอมให้ส่งชื่อและช่องทางติดต่อ"), required=False
    )
    consent = forms.CharField(
        label=gettext_lazy("ยินยอมเมื่อใด อย่างไร"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("เช่น ทางโทรศัพท์ 22 พ.ย. ไม่มีความยินยอม ระบบไม่ส่งข้อมูลติดต่อ"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_offer_%s")
        super().__init__(*args, **kwargs)
        field = self.fields["neighbour"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(ref.slug, ref.name) for ref in referrals.neighbours()]


class AcceptForm(RefusingForm):
    """What kind it is here, and where when the pin that came with it cannot be used."""

    fields_of_refusals = {"pin": "village"}

    category = forms.ChoiceField(label=gettext_lazy("ประเภทเรื่อง"))
    village = forms.ChoiceField(
        label=gettext_lazy("หมู่บ้าน"),
        required=False,
        help_text=gettext_lazy("เว้นว่างไว้เพื่อใช้หมุดที่ส่งมา"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = [(one.code, str(one)) for one in geo.villages()]
        offered = {
            "category": [("", _("เลือก")), *category_choices()],
            "village": [("", "–"), *villages],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class DeclineForm(RefusingForm):
    """Why it is declined."""

    answer = forms.CharField(
        label=gettext_lazy("เหตุผลที่ไม่รับ"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def offer_form_for(actor: Actor, complaint: Complaint) -> OfferForm | None:
    """Return the form with which the officer may offer the case to a neighbour, or None."""
    if not actor.holds(Permission.TRIAGE) or complaint.state not in referring.OFFERABLE:
        return None
    return OfferForm() if referrals.neighbours() else None


@never_cache
@require_POST
@officer_required(permission=Permission.TRIAGE)
def refer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Offer the case to the neighbour; a refusal is said above the case."""
    actor = actor_of(request)
    complaint = selectors.complaint_for(actor=actor, public_id=public_id)
    form = OfferForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("โปรดเลือกท้องถิ่นที่จะเสนอเรื่องให้"))
        return redirect("complaints:desk-detail", public_id=public_id)
    try:
        made = referring.offer(
            complaint_id=complaint.pk, by=actor, at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        messages.error(request, f"{refusal} {refusal.remedy}".strip())
    else:
        messages.success(request, _("เสนอเรื่องให้ %(name)s แล้ว") % {"name": made.partner_name})
    return redirect("complaints:desk-detail", public_id=public_id)


@never_cache
@require_GET
@officer_required(permission=Permission.TRIAGE)
def offered(request: HttpRequest) -> HttpResponse:
    """Show the neighbours' offers that wait for an answer."""
    return _show(request, {})


@never_cache
@require_POST
@officer_required(permission=Permission.TRIAGE)
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make the neighbour's offer a case of our own, and lead to it.

    Raises:
        Missing: no such offer waits.
    """
    form = AcceptForm(request.POST, auto_id=f"id_accept_{public_id.hex}_%s")
    if form.is_valid():
        by, at = actor_of(request), timezone.now()
        try:
            made = answering.accept(referral_id=public_id, **form.cleaned_data, by=by, at=at)
        except Missing:
            raise
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("รับเป็นเรื่อง %(number)s แล้ว") % {"number": made.number})
            return redirect("complaints:desk-detail", public_id=made.public_id)
    return _show(request, {public_id: form}, status=400)


@never_cache
@require_POST
@officer_required(permission=Permission.TRIAGE)
def decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say no to the neighbour's offer, with the reason.

    Raises:
        Missing: no such offer waits.
    """
    form = DeclineForm(request.POST, auto_id=f"id_decline_{public_id.hex}_%s")
    if form.is_valid():
        by, at = actor_of(request), timezone.now()
        answering.decline(referral_id=public_id, **form.cleaned_data, by=by, at=at)
        messages.success(request, _("ตอบไม่รับเรื่องแล้ว"))
        return redirect("complaints:offered")
    return _show(request, {public_id: form}, status=400)


def _show(request: HttpRequest, sent: dict[UUID, RefusingForm], status: int = 200) -> HttpResponse:
    rows = [_row(referral, sent) for referral in referrals.offered_to_us(actor_of(request))]
    return render(request, "complaints/offered.html", {"rows": rows}, status=status)


def _row(referral: Referral, sent: dict[UUID, RefusingForm]) -> dict[str, Any]:
    content, key = referral.content, referral.public_id.hex
    has_pin = content.get("latitude") is not None
    form = sent.get(referral.public_id)
    is_declining = isinstance(form, DeclineForm)
    return {
        "referral": referral,
        "content": content,
        "pin": f"{content['latitude']:.6f}, {content['longitude']:.6f}" if has_pin else "",
        "accept_form": form
        if isinstance(form, AcceptForm)
        else AcceptForm(auto_id=f"id_accept_{key}_%s"),
        "decline_form": form if is_declining else DeclineForm(auto_id=f"id_decline_{key}_%s"),
        "is_declining": is_declining,
    }
