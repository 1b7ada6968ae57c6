"""The counter and the telephone: staff type what somebody tells them, with the keyboard alone."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.errors import Refused
from modules.complaints import selectors, services
from modules.complaints.models import Channel, Complaint
from modules.complaints.permissions import Permission
from modules.complaints.selectors.nearby import Near, Place, visible_near
from modules.complaints.services.report import SPOKEN
from modules.complaints.web import wording
from modules.complaints.web.counter_forms import CounterForm, Whereabouts
from modules.complaints.web.slips import remember_slip


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.FILE_FOR_OTHERS)
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or file what was typed and lead to the slip."""
    if request.method == "POST":
        return _file(request)
    asked = request.GET.get("channel", "")
    channel = asked if asked in SPOKEN else Channel.COUNTER
    return _show(request, CounterForm(initial={"client_key": uuid.uuid4(), "channel": channel}))


@never_cache
@require_GET
@officer_required(permission=Permission.FILE_FOR_OTHERS)
def similar(request: HttpRequest) -> HttpResponse:
    """Show what may be the same case already, while the officer still types."""
    form = Whereabouts(request.GET)
    form.is_valid()
    rows = _similar(actor_of(request), form.cleaned_data)
    return render(request, "complaints/counter_similar.html", {"similar": rows})


def _file(request: HttpRequest) -> HttpResponse:
    form = CounterForm(request.POST, request.FILES)
    status = 400
    if form.is_valid():
        try:
            complaint = services.submit(
                report=form.report(), by=actor_of(request), at=timezone.now()
            )
        except Refused as refusal:
            form.add_refusal(refusal)
            status = refusal.status
        else:
            if complaint.is_confidential:
                remember_slip(request, complaint)
            address = reverse("complaints:desk-slip", args=[complaint.public_id])
            return redirect(f"{address}?new=1")
    return _show(request, form, status=status)


def _show(request: HttpRequest, form: CounterForm, status: int = 200) -> HttpResponse:
    groups = selectors.category_groups()
    where = Whereabouts(form.data)
    where.is_valid()
    context = {
        "form": form,
        "kinds": [kind for group in groups for kind in group.kinds],
        "similar": _similar(actor_of(request), where.cleaned_data) if form.is_bound else [],
    }
    return render(request, "complaints/counter.html", context, status=status)


def _similar(actor: Actor, typed: dict[str, Any]) -> list[dict[str, Any]]:
    place = Place(
        category=typed.get("category", ""),
        pin=typed.get("pin"),
        village=typed.get("village", ""),
    )
    labels = selectors.state_labels()
    return [_hint(near, labels) for near in visible_near(place, actor=actor, at=timezone.now())]


def _hint(near: Near[Complaint], labels: dict[str, str]) -> dict[str, Any]:
    return {
        "complaint": near.row,
        "state_label": labels[near.row.state],
        "pill": wording.PILLS[near.row.state],
        "metres": near.metres,
    }
