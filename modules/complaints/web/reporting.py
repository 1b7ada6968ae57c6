"""Telling the municipality what is wrong, on a phone first."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access.web import actor_of
from kernel.errors import Refused
from kernel.printing.codes import qr
from modules.complaints import selectors, services
from modules.complaints.models.tracking_code import grouped
from modules.complaints.services.notices import tracking_link
from modules.complaints.web.forms import MOST_PHOTOS, ReportForm
from modules.complaints.web.nearby import near_cases
from modules.complaints.web.tracking import asker_of, opened, remember


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or file what was sent and lead to the tracking code."""
    if request.method == "POST":
        return _file(request)
    form = ReportForm(initial={"client_key": uuid.uuid4(), "category": request.GET.get("category")})
    return _show(request, form)


@never_cache
@require_GET
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """Thank the reporter and hand over the tracking code, with a QR code to photograph."""
    complaint = opened(request, code)
    code = grouped(complaint.tracking_code)
    context = {
        "complaint": complaint,
        "code": code,
        "groups_of_code": code.split("-"),
        "unit_name": selectors.unit_name(complaint.category.unit),
        "qr": qr(tracking_link(complaint)),
    }
    return render(request, "complaints/sent.html", context)


def _file(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.POST, request.FILES)
    status = 400
    if "near" in request.POST:
        # Without script: look around first, and keep what was typed.
        return _show(request, ReportForm(initial=request.POST.dict()))
    if form.is_valid():
        told = form.report(language=get_language() or "th")
        try:
            services.admit(report=told, asker=asker_of(request))
            complaint = services.submit(report=told, by=actor_of(request), at=timezone.now())
        except Refused as refusal:
            form.add_refusal(refusal)
            status = refusal.status
        else:
            remember(request, complaint)
            return redirect("complaints:sent", code=complaint.tracking_code)
    return _show(request, form, status=status)


def _show(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "groups": selectors.category_groups(),
        "chosen": form["category"].value() or "",
        "most_photos": MOST_PHOTOS,
        "near": near_cases(request.POST),
        "has_looked": "near" in request.POST,
    }
    return render(request, "complaints/report.html", context, status=status)
