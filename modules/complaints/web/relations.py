"""Parts of a complaint and the suggested unit, at the desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.errors import Refused
from modules.complaints import selectors, services
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.selectors import routing
from modules.complaints.states import TRIAGE_STATES
from modules.complaints.web.forms import RefusingForm


class SplitForm(RefusingForm):
    """What the part is about."""

    category = forms.ChoiceField(label=gettext_lazy("ประเภทของเรื่องย่อย"))
    words = forms.CharField(
        label=gettext_lazy("เรื่องย่อยนี้คืออะไร"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("เรื่องย่อยมีเลขที่ หน่วยงาน และกำหนดเวลาของตนเอง ปิดครบแล้วจึงปิดเรื่องหลักได้"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_split_%s")
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (group.group.name, [(kind.code, kind.name) for kind in group.kinds])
                for group in selectors.category_groups()
            ]


def split_form_for(actor: Actor, complaint: Complaint) -> SplitForm | None:
    """Return the form with which the officer may split this complaint, or None."""
    may_split = actor.holds(Permission.TRIAGE) and complaint.is_open
    return SplitForm() if may_split and complaint.parent_id is None else None


def suggestion_for(actor: Actor, complaint: Complaint) -> routing.Decision | None:
    """Return the unit that the rules suggest to who may assign, while none is responsible.

    Rules say nothing of a confidential complaint: people decide who learns of it.
    """
    if complaint.state not in TRIAGE_STATES or not actor.holds(Permission.ASSIGN):
        return None
    if complaint.is_confidential:
        return None
    return routing.decide(routing.asked_of(complaint), routing.rules().filter(is_active=True))


@never_cache
@require_POST
@officer_required(permission=Permission.TRIAGE)
def split(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """File a part of the complaint, and lead to it; a refusal is said above the complaint."""
    actor = actor_of(request)
    whole = services.open_for(public_id=public_id, by=actor, at=timezone.now())
    form = SplitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("โปรดเลือกประเภทและเล่าสั้น ๆ ว่าเรื่องย่อยคืออะไร"))
        return redirect("complaints:desk-detail", public_id=public_id)
    try:
        part = services.split(
            complaint_id=whole.pk, by=actor, at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("complaints:desk-detail", public_id=public_id)
    messages.success(request, _("แยกเป็นเรื่อง %(number)s แล้ว") % {"number": part.number})
    return redirect("complaints:desk-detail", public_id=part.public_id)
