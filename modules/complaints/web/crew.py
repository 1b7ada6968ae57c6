"""The field crew's pages: my jobs, and one job with big buttons."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.errors import Refused
from modules.complaints import policies, selectors, services
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.selectors.jobs import jobs as jobs_of
from modules.complaints.selectors.jobs import parts_in_use, parts_used
from modules.complaints.services import parts
from modules.complaints.states import State
from modules.complaints.web import replies, wording
from modules.complaints.web.crew_forms import DoneForm, PartForm, TakenForm
from modules.complaints.web.forms import RefusingForm

# A screen of forty cards is small enough for one bar of signal; the count above it is whole.
MOST_SHOWN = 40


@never_cache
@require_GET
@officer_required(permission=Permission.WORK)
def jobs(request: HttpRequest) -> HttpResponse:
    """Show the jobs of the officer's units: what is due first on top, nearest by script."""
    rows, at = jobs_of(actor_of(request)), timezone.now()
    shown = [_card(row, at=at) for row in rows[:MOST_SHOWN]]
    total = len(shown) if len(shown) < MOST_SHOWN else rows.count()
    return render(request, "complaints/crew_jobs.html", {"rows": shown, "total": total})


@never_cache
@require_GET
@officer_required(permission=Permission.WORK)
def jobs_map(request: HttpRequest) -> HttpResponse:
    """Return the jobs that have a pin, as GeoJSON for the map."""
    at = timezone.now()
    rows = [row for row in jobs_of(actor_of(request))[:MOST_SHOWN] if row.pin]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.pin.x, row.pin.y]},
            "properties": {
                "title": f"{row.category.name} {row.number}",
                "url": reverse("complaints:job", args=[row.public_id]),
                "kind": "danger" if row.due_at and row.due_at < at else "",
            },
        }
        for row in rows
        if row.pin
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@never_cache
@require_GET
@officer_required(permission=Permission.WORK)
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one job."""
    return _show(request, _job(actor_of(request), public_id))


@never_cache
@require_POST
@officer_required(permission=Permission.WORK)
def before(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep a photo of how it looked before the work."""
    form = TakenForm(request.POST, request.FILES, auto_id="id_before_%s")

    def act(complaint: Complaint, actor: Actor) -> str:
        parts.photograph_site(
            complaint_id=complaint.pk,
            photos=form.cleaned_data["photos"],
            taken=form.taken(),
            by=actor,
            at=timezone.now(),
        )
        return _("บันทึกภาพก่อนทำแล้ว")

    return _attempt(request, public_id, form, act, name="before_form")


@never_cache
@require_POST
@officer_required(permission=Permission.WORK)
def use_part(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down a part that was used."""
    form = PartForm(request.POST)

    def act(complaint: Complaint, actor: Actor) -> str:
        row = parts.use_part(
            complaint_id=complaint.pk, **form.cleaned_data, by=actor, at=timezone.now()
        )
        return _("เพิ่มแล้ว: %(part)s") % {"part": row}

    return _attempt(request, public_id, form, act, name="part_form")


@never_cache
@require_POST
@officer_required(permission=Permission.WORK)
def put_back_part(request: HttpRequest, public_id: UUID, row_id: int) -> HttpResponse:
    """Strike a part that was written down by mistake."""

    def act(complaint: Complaint, actor: Actor) -> str:
        parts.put_back_part(complaint_id=complaint.pk, row_id=row_id, by=actor, at=timezone.now())
        return _("ลบรายการแล้ว")

    return _attempt(request, public_id, PartForm(), act, name="part_form")


@never_cache
@require_POST
@officer_required(permission=Permission.RESOLVE)
def done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Resolve the job and lead back to the list."""
    form = DoneForm(request.POST, request.FILES, auto_id="id_done_%s")

    def act(complaint: Complaint, actor: Actor) -> str:
        parts.finish_job(
            complaint_id=complaint.pk,
            remark=form.cleaned_data["remark"],
            photos=form.cleaned_data["photos"],
            taken=form.taken(),
            by=actor,
            at=timezone.now(),
        )
        return _("ปิดงานแล้ว: %(number)s") % {"number": complaint.number}

    return _attempt(request, public_id, form, act, name="done_form", leads_to="complaints:jobs")


def _attempt(  # noqa: PLR0913  # each is a part of one small door
    request: HttpRequest,
    public_id: UUID,
    form: RefusingForm,
    act: Callable[[Complaint, Actor], str],
    *,
    name: str,
    leads_to: str = "",
) -> HttpResponse:
    actor = actor_of(request)
    complaint = _job(actor, public_id)
    if not form.is_bound or form.is_valid():
        try:
            said = act(complaint, actor)
        except Refused as refusal:
            if not form.is_bound:
                raise
            form.add_refusal(refusal)
        else:
            messages.success(request, said)
            if leads_to:
                return redirect(leads_to)
            return redirect("complaints:job", public_id=public_id)
    return _show(request, complaint, {name: form}, status=400)


def _job(actor: Actor, public_id: UUID) -> Complaint:
    return services.open_for(public_id=public_id, by=actor, at=timezone.now())


def _show(
    request: HttpRequest,
    complaint: Complaint,
    sent: dict[str, RefusingForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    photos = wording.photos(selectors.timeline(complaint))
    names = {move.name for move in policies.moves_open_to(actor, complaint)}
    done_form = (sent or {}).get("done_form") or DoneForm(auto_id="id_done_%s")
    replies.furnish([("resolve", done_form)], complaint, request.GET)
    context = _card(complaint, at=timezone.now()) | {
        "photos": photos,
        "is_preparing": any(photo.is_pending for photo in photos),
        "is_in_work": complaint.state == State.WORKING and complaint.unit_id in actor.divisions,
        "may_resolve": "resolve" in names,
        "state_label": selectors.state_labels()[complaint.state],
        "pill": wording.PILLS[complaint.state],
        "before_form": TakenForm(auto_id="id_before_%s"),
        "part_form": PartForm(),
        "parts": parts_used(complaint),
        "has_parts": bool(parts_in_use()),
        **(sent or {}),
        "done_form": done_form,
    }
    return render(request, "complaints/crew_job.html", context, status=status)


def _card(complaint: Complaint, *, at: Any) -> dict[str, Any]:
    pin = complaint.pin
    place = f"{pin.y:.6f},{pin.x:.6f}" if pin else ""
    return {
        "complaint": complaint,
        "due": wording.due(complaint, at=at),
        "pin": place,
        "geo": f"geo:{place}?q={place}" if place else "",
        "web_map": f"https://www.google.com/maps/dir/?api=1&destination={place}" if place else "",
    }
