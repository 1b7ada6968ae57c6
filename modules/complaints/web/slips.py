"""The slip for whoever came to the counter: number, tracking code, QR code and due date."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kernel.access.web import actor_of, officer_required
from kernel.audit import services as audit
from kernel.errors import Missing
from kernel.printing.codes import qr
from modules.complaints import selectors, services
from modules.complaints.models import Complaint
from modules.complaints.models.tracking_code import grouped
from modules.complaints.permissions import Permission
from modules.complaints.services.notices import tracking_link
from modules.complaints.services.report import SPOKEN

_JUST_FILED = "complaints_slips"
_AT_THE_COUNTER = timedelta(minutes=30)
_MOST_SLIPS = 10
PAPERS = {"a5": _("กระดาษ A5"), "80": _("กระดาษม้วน 80 มม.")}


@never_cache
@require_GET
@officer_required(permission=Permission.FILE_FOR_OTHERS)
def slip(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the slip of a case that the counter filed; the look at its code is written down.

    Raises:
        Missing: the case is not the officer's to see, or its reporter has the code already.
    """
    actor = actor_of(request)
    complaint = _just_filed(request, public_id) or services.open_for(
        public_id=public_id, by=actor, at=timezone.now()
    )
    if complaint.channel not in SPOKEN:
        raise Missing
    audit.record_look(
        actor=actor,
        subject=f"complaint:{complaint.pk}",
        fields=["tracking_code"],
        at=timezone.now(),
    )
    paper = request.GET.get("paper", "a5")
    context = {
        "complaint": complaint,
        "groups_of_code": grouped(complaint.tracking_code).split("-"),
        "unit_name": selectors.unit_name(complaint.unit or complaint.category.unit),
        "qr": qr(tracking_link(complaint)),
        "paper": paper if paper in PAPERS else "a5",
        "papers": PAPERS.items(),
        "is_new": "new" in request.GET,
    }
    return render(request, "complaints/slip.html", context)


def remember_slip(request: HttpRequest, complaint: Complaint) -> None:
    """Let who has typed a confidential report print its slip: the reporter still waits for it."""
    kept = request.session.get(_JUST_FILED, {})
    until = (timezone.now() + _AT_THE_COUNTER).timestamp()
    newest = list(kept.items())[-_MOST_SLIPS:]
    request.session[_JUST_FILED] = {
        **dict(newest),
        str(complaint.public_id): [complaint.tracking_code, until],
    }


def _just_filed(request: HttpRequest, public_id: UUID) -> Complaint | None:
    code, until = request.session.get(_JUST_FILED, {}).get(str(public_id), ("", 0))
    if until < timezone.now().timestamp():
        return None
    return selectors.complaint_by_tracking_code(code)
