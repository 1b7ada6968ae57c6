"""The officers' side: the trays, one complaint, and the moves that are open."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.errors import Refused
from modules.complaints import policies, selectors, services
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.selectors import Filters, ShownContact, referrals
from modules.complaints.services import Contact
from modules.complaints.services.report import SPOKEN
from modules.complaints.states import TRIAGE_STATES
from modules.complaints.web import replies, wording
from modules.complaints.web.bulk import BulkForm, moves_for
from modules.complaints.web.forms import ContactForm, FilterForm
from modules.complaints.web.move_forms import MoveForm, move_options
from modules.complaints.web.referrals import offer_form_for
from modules.complaints.web.relations import split_form_for, suggestion_for
from modules.complaints.web.trays import neighbour_tray, tray_of, trays

PAGE_SIZE = 25


@never_cache
@require_GET
@officer_required(permission=Permission.VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """Show one tray of complaints, narrowed as asked."""
    actor, at = actor_of(request), timezone.now()
    labels = selectors.state_labels()
    form = FilterForm(request.GET, labels=labels)
    form.is_valid()
    counts = selectors.counts(actor=actor, at=at)
    tray = tray_of(request.GET.get("tray", ""), actor=actor)
    is_confidential = tray == "confidential"
    ordered = selectors.newest if tray in {"all", "confidential"} else selectors.worklist
    rows = ordered(actor=actor, filters=filters_of(form, tray), at=at)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "tabs": [*trays(actor, counts, now=tray), *neighbour_tray(actor)],
        "tray": tray,
        "page": page,
        "rows": [_row(complaint, labels, at=at) for complaint in page],
        "query": f"{query.urlencode()}&" if query else "",
        "is_narrowed": any(form.cleaned_data.values()),
        "is_confidential": is_confidential,
        "bulk_form": BulkForm(actor=actor) if moves_for(actor) and not is_confidential else None,
        "may_export": actor.holds(Permission.STATISTICS) and not is_confidential,
        "may_export_contact": actor.holds(Permission.SEE_CONTACT),
    }
    return render(request, "complaints/desk_list.html", context)


@never_cache
@require_GET
@officer_required(permission=Permission.VIEW)
def detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one complaint, with the moves open to the officer."""
    actor = actor_of(request)
    return _show(request, actor, _opened(actor, public_id))


@never_cache
@require_POST
@officer_required(permission=Permission.VIEW)
def make_move(request: HttpRequest, public_id: UUID, move: str) -> HttpResponse:
    """Make a move with what the form says, or show what is wrong with it."""
    actor = actor_of(request)
    complaint = _opened(actor, public_id)
    arrow = selectors.open_move(actor, complaint, move)
    options = move_options(complaint.category)
    form = MoveForm(arrow, request.POST, request.FILES, options=options)
    if form.is_valid():
        try:
            services.perform(
                move=move,
                complaint_id=complaint.pk,
                given=form.cleaned_data,
                by=actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            done = _("บันทึกแล้ว: %(move)s") % {"move": arrow.label}
            messages.success(request, done)
            return after(actor, public_id)
    return _show(request, actor, complaint, sent=form, status=400)


@never_cache
@require_http_methods(["POST"])
@officer_required(permission=Permission.SEE_CONTACT)
def contact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Uncover the reporter's contact, or correct it; both are written down."""
    actor = actor_of(request)
    complaint = _opened(actor, public_id)
    form = ContactForm(request.POST) if "correct" in request.POST else None
    if form is not None and form.is_valid():
        try:
            services.correct_contact(
                complaint_id=complaint.pk,
                contact=Contact(**form.cleaned_data),
                by=actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("แก้ไขข้อมูลติดต่อแล้ว"))
            return after(actor, public_id)
    known = services.reveal_contact(complaint_id=complaint.pk, by=actor, at=timezone.now())
    return _show(request, actor, complaint, uncovered=known, contact_form=form)


def _opened(actor: Actor, public_id: UUID) -> Complaint:
    return services.open_for(public_id=public_id, by=actor, at=timezone.now())


def after(actor: Actor, public_id: UUID) -> HttpResponse:
    """Lead back to the complaint; to the list when it has left the officer's sight."""
    rows = Complaint.objects.filter(policies.visible_to(actor), public_id=public_id)
    if rows.exists():
        return redirect("complaints:desk-detail", public_id=public_id)
    return redirect("complaints:desk-list")


def filters_of(form: FilterForm, tray: str) -> Filters:
    """Return what the form and the tray narrow the list to."""
    given = {name: value for name, value in form.cleaned_data.items() if value}
    state = given.pop("state", "")
    return Filters(
        states=(state,) if state else TRIAGE_STATES if tray == "triage" else (),
        is_open=tray in {"open", "mine"} and not state,
        is_mine=tray == "mine",
        is_overdue=tray == "overdue",
        is_asked_to_reopen=tray == "reopen",
        is_confidential=tray == "confidential",
        **given,
    )


def _row(complaint: Complaint, labels: dict[str, str], *, at: Any) -> dict[str, Any]:
    return {
        "complaint": complaint,
        "state_label": labels[complaint.state],
        "unit_name": selectors.unit_name(complaint.unit),
        "pill": wording.PILLS[complaint.state],
        "due": wording.desk_due(complaint, at=at),
    }


def _show(  # noqa: PLR0913  # each is a part of the page that a post may have touched
    request: HttpRequest,
    actor: Actor,
    complaint: Complaint,
    *,
    sent: MoveForm | None = None,
    uncovered: ShownContact | None = None,
    contact_form: ContactForm | None = None,
    status: int = 200,
) -> HttpResponse:
    entries = selectors.timeline(complaint)
    photos = wording.photos(entries)
    at = timezone.now()
    suggestion = suggestion_for(actor, complaint)
    context = _row(complaint, selectors.state_labels(), at=at) | {
        "lines": wording.desk_lines(entries),
        "photos": photos,
        "is_preparing": any(photo.is_pending for photo in photos),
        "forms": _forms(actor, complaint, sent, asked=request.GET),
        "may_print_slip": complaint.channel in SPOKEN and actor.holds(Permission.FILE_FOR_OTHERS),
        "contact": uncovered or selectors.masked_contact(complaint),
        "may_publish": actor.holds(Permission.TRIAGE) and not complaint.is_confidential,
        "may_redact": policies.may_redact(actor, complaint)
        or policies.may_see_originals(actor, complaint),
        "may_confide": policies.may_confide(actor, complaint),
        "may_see_contact": policies.may_see_contact(actor, complaint),
        "contact_form": contact_form or _contact_form(uncovered),
        "answers": selectors.answers_in_words(complaint),
        "rounds": selectors.rounds(complaint),
        "related": selectors.related(complaint, actor=actor, at=at),
        "may_merge": any(move.name == "merge" for move in policies.moves_open_to(actor, complaint)),
        "suggestion": suggestion,
        "suggested_name": selectors.unit_name(suggestion.unit) if suggestion else "",
        "split_form": split_form_for(actor, complaint),
        "offer_form": offer_form_for(actor, complaint),
        "offered": referrals.last_offer(complaint),
        "came_from": referrals.came_from(complaint),
        "is_response_late": complaint.responded_at is None
        and complaint.is_open
        and complaint.response_due_at < at,
    }
    return render(request, "complaints/desk_detail.html", context, status=status)


def _contact_form(uncovered: ShownContact | None) -> ContactForm | None:
    if uncovered is None:
        return None
    shown = {"name": uncovered.name, "phone": uncovered.phone, "email": uncovered.email}
    return ContactForm(initial=shown)


def _forms(
    actor: Actor, complaint: Complaint, sent: MoveForm | None, *, asked: Mapping[str, str]
) -> list[MoveForm]:
    moves = policies.moves_open_to(actor, complaint)
    options = move_options(complaint.category) if moves else {}
    forms = [
        sent
        if sent is not None and sent.move.name == move.name
        else MoveForm(move, options=options)
        for move in moves
    ]
    replies.furnish([(form.move.name, form) for form in forms], complaint, asked)
    return forms
