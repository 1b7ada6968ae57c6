"""Asking for work orders: of one complaint, or of those that were ticked in the list."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kernel.access.web import actor_of, officer_required
from kernel.errors import Missing, Refused
from kernel.handouts.services import Wish
from kernel.handouts.web.views import begun
from modules.complaints.permissions import Permission
from modules.complaints.services import work_orders
from modules.complaints.web.bulk import ChosenField


class _ChosenForm(forms.Form):
    chosen = ChosenField(required=False)


@never_cache
@require_POST
@officer_required(permission=Permission.VIEW)
def print_orders(request: HttpRequest) -> HttpResponse:
    """Begin the paper, and lead to the page that shows how far it is.

    Raises:
        Missing: one of the complaints does not exist, or not for this officer.
    """
    form = _ChosenForm(request.POST)
    form.is_valid()
    chosen = form.cleaned_data["chosen"]
    try:
        found = work_orders.check_orderable(chosen=chosen, by=actor_of(request))
        numbers = [row.number for row in found]
        return begun(request, _wish(numbers, [str(row.public_id) for row in found]))
    except Missing:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal} {refusal.remedy}".strip())
        if len(chosen) == 1:
            return redirect("complaints:desk-detail", public_id=chosen[0])
        return redirect("complaints:desk-list")


def _wish(numbers: list[str], chosen: list[str]) -> Wish:
    if len(numbers) == 1:
        title = _("ใบสั่งงาน %(number)s") % {"number": numbers[0]}
        name = f"ใบสั่งงาน {numbers[0].replace('/', '-')}.pdf"
    else:
        title = _("ใบสั่งงาน %(count)d เรื่อง") % {"count": len(numbers)}
        name = f"ใบสั่งงาน {timezone.localtime():%Y%m%d-%H%M}.pdf"
    return Wish(
        kind=work_orders.KIND,
        title=title,
        file_name=name,
        content_type="application/pdf",
        permission=Permission.VIEW,
        work={"chosen": chosen},
        total=len(numbers),
    )
