"""Pages about the organisation chart and what its positions may do."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kernel.access import selectors, services
from kernel.access.models import Position
from kernel.access.permissions import Permission
from kernel.access.web.doors import actor_of, officer_required
from kernel.access.web.forms import GrantForm
from kernel.access.web.rights import PermissionGroup, permission_groups, rights_table
from kernel.errors import Refused


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
        try:
            services.grant(
                position_id=position_id,
                permissions=form.cleaned_data["permissions"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกแล้ว มีผลทันที"))
            return redirect("access:structure")
    return render(request, "access/position.html", {"form": form, "position": seat})


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.PEOPLE_MANAGE)
def rights(request: HttpRequest) -> HttpResponse:
    """Choose what every position may do, one module at a time."""
    groups = permission_groups()
    group = next((one for one in groups if one.name == request.GET.get("module")), groups[0])
    seats = list(selectors.positions())
    if request.method == "POST":
        _grant(request, group, seats)
        return redirect(f"{reverse('access:rights')}?module={group.name}")
    context = {"groups": groups, "group": group, "table": rights_table(group, seats)}
    return render(request, "access/rights.html", context)


def _grant(request: HttpRequest, group: PermissionGroup, seats: Iterable[Position]) -> None:
    """Save the boxes of the positions that the page showed."""
    shown = set(request.POST.getlist("shown"))
    wanted = {
        seat.pk: request.POST.getlist(f"position-{seat.pk}")
        for seat in seats
        if str(seat.pk) in shown
    }
    try:
        count = services.grant_many(
            granted=wanted, within=group.codes, by=actor_of(request), at=timezone.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return
    messages.success(request, _("บันทึกแล้ว มีผลทันที") if count else _("ไม่มีสิ่งใดเปลี่ยน"))
