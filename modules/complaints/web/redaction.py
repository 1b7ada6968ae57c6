"""Covering parts of photos and words, looking behind the cover, and taking it away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.access.web import actor_of, officer_required
from kernel.documents import document_url
from kernel.errors import Missing, NotAllowed, Refused
from modules.complaints import policies, selectors, services
from modules.complaints.models import Attachment, Complaint
from modules.complaints.permissions import Permission
from modules.complaints.web import wording
from modules.complaints.web.redaction_forms import BoxesForm, PassagesForm, WhyForm


@never_cache
@require_GET
@officer_required(permission=Permission.VIEW)
def redaction(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what can be covered and what is."""
    return _show(request, _opened(request, public_id))


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.REDACT)
def photo(request: HttpRequest, public_id: UUID, photo_id: UUID) -> HttpResponse:
    """Draw boxes on one photo, and burn them in."""
    complaint = _opened(request, public_id)
    item = _attachments(complaint).filter(document__public_id=photo_id).first()
    if item is None:
        raise Missing
    form = BoxesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.redact_photo(
                complaint_id=complaint.pk,
                photo=photo_id,
                boxes=form.boxes(),
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("ปกปิดภาพแล้ว ทุกหน้าแสดงภาพที่ปกปิด"))
            return redirect("complaints:desk-redaction", public_id=public_id)
    context = {"complaint": complaint, "form": form, "photo": _photo(item)}
    status = 400 if request.method == "POST" else 200
    return render(request, "complaints/redact_photo.html", context, status=status)


@never_cache
@require_POST
@officer_required(permission=Permission.REDACT)
def words(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cover passages of the words."""
    complaint = _opened(request, public_id)
    form = PassagesForm(request.POST)
    if form.is_valid():
        try:
            services.redact_words(
                complaint_id=complaint.pk,
                passages=form.cleaned_data["passages"].splitlines(),
                with_contacts=form.cleaned_data["with_contacts"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("ปกปิดข้อความแล้ว"))
            return redirect("complaints:desk-redaction", public_id=public_id)
    return _show(request, complaint, passages=form, status=400)


@never_cache
@require_POST
@officer_required(permission=Permission.SEE_ORIGINAL)
def originals(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what is covered to whoever says why, for a few minutes; the look is written down."""
    complaint = _opened(request, public_id)
    form, at = WhyForm(request.POST), timezone.now()
    if form.is_valid():
        try:
            services.open_originals(
                complaint_id=complaint.pk, by=actor_of(request), at=at, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            opened = request.session.get(policies.OPENED_ORIGINALS, {})
            until = (at + policies.ORIGINALS_STAY_OPEN).timestamp()
            request.session[policies.OPENED_ORIGINALS] = {**opened, str(public_id): until}
            return _show(request, complaint, is_open=True)
    return _show(request, complaint, why=form, status=400)


@never_cache
@require_POST
@officer_required(permission=Permission.SEE_ORIGINAL)
def restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the cover off one photo, or off all words."""
    complaint = _opened(request, public_id)
    form = WhyForm(request.POST)
    if form.is_valid():
        given: dict[str, Any] = {
            "complaint_id": complaint.pk,
            "by": actor_of(request),
            "at": timezone.now(),
            **form.cleaned_data,
        }
        try:
            chosen = request.POST.get("photo", "")
            if chosen:
                services.restore_photo(photo=_uuid(chosen), **given)
            else:
                services.restore_words(**given)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("เลิกปกปิดแล้ว"))
            return redirect("complaints:desk-redaction", public_id=public_id)
    return _show(request, complaint, why=form, status=400)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing from None


def _opened(request: HttpRequest, public_id: UUID) -> Complaint:
    """Return the complaint to whoever may cover it or look behind the cover.

    Raises:
        NotAllowed: the officer may do neither.
    """
    actor = actor_of(request)
    complaint = services.open_for(public_id=public_id, by=actor, at=timezone.now())
    if not (policies.may_redact(actor, complaint) or policies.may_see_originals(actor, complaint)):
        raise NotAllowed
    return complaint


def _attachments(complaint: Complaint) -> Any:
    rows = Attachment.objects.filter(complaint=complaint)
    return rows.select_related("document", "original").order_by("pk")


def _photo(item: Attachment) -> dict[str, Any]:
    return {
        "key": item.document.public_id,
        "role": item.get_role_display(),
        "thumb": document_url(item.document, "thumb"),
        "large": document_url(item.document, "large"),
        "original": document_url(item.original, "large") if item.original else "",
        "is_ready": item.document.is_ready,
        "is_pending": item.document.state == "pending",
    }


def _show(  # noqa: PLR0913  # each form is a part of the page that a post may have touched
    request: HttpRequest,
    complaint: Complaint,
    *,
    passages: PassagesForm | None = None,
    why: WhyForm | None = None,
    is_open: bool = False,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    entries = selectors.timeline(complaint)
    photos = [_photo(item) for item in _attachments(complaint)]
    may_see = policies.may_see_originals(actor, complaint)
    covered_lines = [item.entry for item in entries if item.entry.unredacted]
    context = {
        "complaint": complaint,
        "answers": list(complaint.answers.values()),
        "lines": [line for line in wording.desk_lines(entries) if line.text or line.note],
        "photos": photos,
        "is_preparing": any(photo["is_pending"] for photo in photos),
        "passages": passages or PassagesForm(),
        "why": why or WhyForm(),
        "may_redact": policies.may_redact(actor, complaint),
        "may_restore": may_see and policies.may_redact(actor, complaint),
        "may_see": may_see,
        "has_covered_words": complaint.unredacted is not None or bool(covered_lines),
        "has_originals": selectors.has_originals(complaint),
        "is_open": is_open,
        "covered_lines": covered_lines if is_open else [],
        "original_words": _texts(complaint) if is_open else [],
    }
    return render(request, "complaints/redaction.html", context, status=status)


def _texts(complaint: Complaint) -> list[str]:
    """Return the texts as they were before they were covered."""
    kept = complaint.unredacted or {}
    told = [kept.get(name, "") for name in ("words", "place")]
    told += [*kept.get("answers", {}).values(), *kept.get("rounds", {}).values()]
    return [text for text in told if text]
