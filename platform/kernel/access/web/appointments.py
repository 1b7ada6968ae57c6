"""Put hats on and take them off."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kernel.access import selectors, services
from kernel.access.days import day_of
from kernel.access.models import Appointment, AppointmentKind
from kernel.access.permissions import Permission
from kernel.access.web.doors import actor_of, officer_required
from kernel.access.web.forms import AppointmentForm, DelegationForm, EndForm
from kernel.access.web.refusals import show_refusal
from kernel.actors import Actor
from kernel.errors import Refused

VERBS: dict[str, Callable[..., Appointment]] = {
    AppointmentKind.SUBSTANTIVE: services.appoint,
    AppointmentKind.ACTING: services.record_acting,
    AppointmentKind.DELEGATED: services.record_delegation,
}


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.PEOPLE_MANAGE)
def new(request: HttpRequest, officer_id: int, kind: str) -> HttpResponse:
    """Appoint the officer, or record acting or delegation."""
    if kind not in VERBS:
        raise Http404
    person = selectors.officer(officer_id)
    delegated = kind == AppointmentKind.DELEGATED
    form_class = DelegationForm if delegated else AppointmentForm
    form = form_class(request.POST or None, initial={"from_date": day_of(timezone.now())})
    if request.method == "POST" and form.is_valid() and _saved(form, officer_id, kind, request):
        messages.success(request, _("บันทึกแล้ว มีผลทันที"))
        return redirect("access:officer", officer_id)
    context = {"form": form, "officer": person, "kind": AppointmentKind(kind)}
    return render(request, "access/appointment_form.html", context)


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.PEOPLE_MANAGE)
def end(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Set the last day of an appointment."""
    hat = selectors.appointment(appointment_id)
    form = EndForm(request.POST or None, initial={"until_date": day_of(timezone.now())})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_appointment(
                appointment_id=appointment_id,
                **form.cleaned_data,
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("บันทึกวันสิ้นสุดแล้ว"))
            return redirect("access:officer", hat.officer_id)
    return render(request, "access/appointment_end.html", {"form": form, "hat": hat})


def _saved(form: AppointmentForm, officer_id: int, kind: str, request: HttpRequest) -> bool:
    try:
        VERBS[kind](officer_id=officer_id, **_given(form), **_by(actor_of(request)))
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True


def _given(form: AppointmentForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    given["position_id"] = given.pop("position")
    if "limit" in given:
        given["permissions"] = given.pop("limit") or None
    return given


def _by(actor: Actor) -> dict[str, Any]:
    return {"by": actor, "at": timezone.now()}
