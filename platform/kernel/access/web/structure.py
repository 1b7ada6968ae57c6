"""Pages about the organisation chart and what its positions may do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kernel.access import selectors, services
from kernel.access.permissions import Permission
from kernel.access.web.doors import actor_of, officer_required
from kernel.access.web.forms import GrantForm


@require_safe
@officer_required(permission=Permission.PEOPLE_VIEW)
def chart(request: HttpRequest) -> HttpResponse:
    """Show divisions, their positions, and who sits there today."""
    context = {
        "divisions": selectors.chart(at=timezone.now()),
        "may_manage": actor_of(request).holds(Permission.PEOPLE_MANAGE),
    }
    return render(request, "access/structure.html", context)


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.PEOPLE_MANAGE)
def position(request: HttpRequest, position_id: int) -> HttpResponse:
    """Choose what a position may do."""
    seat = selectors.position(position_id)
    form = GrantForm(request.POST or None, initial={"permissions": seat.permissions})
    if request.method == "POST" and form.is_valid():
        services.grant(
            position_id=position_id,
            permissions=form.cleaned_data["permissions"],
            by=actor_of(request),
            at=timezone.now(),
        )
        messages.success(request, _("บันทึกแล้ว มีผลทันที"))
        return redirect("access:structure")
    return render(request, "access/position.html", {"form": form, "position": seat})
