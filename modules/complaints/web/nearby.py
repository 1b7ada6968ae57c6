"""Cases near by, offered before somebody types the same again; following one instead."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kernel.documents import document_url
from kernel.errors import Refused
from kernel.geo import services as geo
from kernel.thai import clean_line
from modules.complaints import selectors, services
from modules.complaints.models import Publication
from modules.complaints.selectors.nearby import Near, Place, public_near
from modules.complaints.selectors.public import chosen_photos, public_case
from modules.complaints.services import Contact
from modules.complaints.web import wording
from modules.complaints.web.tracking import asker_of
from modules.complaints.web.tracking_forms import FollowForm

EASTMOST, NORTHMOST = 180, 90


@never_cache
@require_GET
def near(request: HttpRequest) -> HttpResponse:
    """Answer with the near-by cases as a part of the report page."""
    return render(request, "complaints/_near.html", {"near": near_cases(request.GET)})


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for a contact, and tell it from now on how the case goes on."""
    row = public_case(public_id)
    form = FollowForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            contact = Contact(**form.cleaned_data, language=get_language() or "th")
            try:
                services.follow(
                    case=public_id, contact=contact, asker=asker_of(request), at=timezone.now()
                )
            except Refused as refusal:
                form.add_refusal(refusal)
                status = refusal.status
            else:
                messages.success(request, _("ติดตามเรื่องนี้แล้ว เทศบาลจะแจ้งเมื่อมีความคืบหน้า"))
                return redirect("complaints:case", public_id=public_id)
    context = {"form": form, "item": _shown([Near(row=row, metres=None)])[0]}
    return render(request, "complaints/follow.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """Stop telling whoever came by the link of a notice; the contact is erased."""
    services.follower_of(token)
    is_done = request.method == "POST"
    if is_done:
        services.unfollow(token=token)
    return render(request, "complaints/unfollow.html", {"is_done": is_done, "token": token})


def near_cases(given: QueryDict) -> list[dict[str, Any]]:
    """Return the near-by cases for what a form says so far; unreadable parts count as absent."""
    place = Place(
        category=clean_line(given.get("category", "")),
        pin=_pin(given),
        village=clean_line(given.get("village", "")),
    )
    return _shown(public_near(place, at=timezone.now()))


def _pin(given: QueryDict) -> Any:
    try:
        longitude, latitude = float(given.get("lon", "")), float(given.get("lat", ""))
    except ValueError:
        return None
    if not (abs(longitude) <= EASTMOST and abs(latitude) <= NORTHMOST):
        return None
    return geo.point(longitude=longitude, latitude=latitude)


def _shown(found: list[Near[Publication]]) -> list[dict[str, Any]]:
    labels = selectors.state_labels()
    photos = chosen_photos(item.row for item in found)
    thumbs = {key: document_url(photo, "thumb") for key, photo in photos.items()}
    return [
        {
            "row": item.row,
            "complaint": item.row.complaint,
            "metres": item.metres,
            "state_label": labels[item.row.complaint.state],
            "pill": wording.PILLS[item.row.complaint.state],
            "thumb": next((thumbs[key] for key in item.row.photos if key in thumbs), ""),
            "days": (timezone.now() - item.row.complaint.submitted_at).days,
        }
        for item in found
    ]
