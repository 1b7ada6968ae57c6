"""Following a complaint with its tracking code."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kernel.actors import Actor
from kernel.api.callers import address_of
from kernel.errors import Refused
from kernel.printing.codes import qr
from modules.complaints import policies, selectors, services
from modules.complaints.models import Complaint
from modules.complaints.models.tracking_code import grouped
from modules.complaints.selectors.referrals import taken_over
from modules.complaints.services.notices import tracking_link
from modules.complaints.states import State
from modules.complaints.web import wording
from modules.complaints.web.forms import CodeForm
from modules.complaints.web.move_forms import MoveForm
from modules.complaints.web.tracking_forms import InformationForm, SurveyForm

MOST_REMEMBERED = 20
STEPS = {
    State.NEW: 1,
    State.TRIAGE: 2,
    State.WORKING: 3,
    State.WAITING_CITIZEN: 3,
    State.WAITING_EXTERNAL: 3,
    State.DONE: 5,
}
THANKS = {
    "answer": gettext_lazy("ได้รับคำตอบแล้ว ขอบคุณที่ช่วยให้ข้อมูล"),
    "withdraw": gettext_lazy("ถอนเรื่องเรียบร้อยแล้ว"),
    "ask_reopen": gettext_lazy("ส่งคำขอแล้ว เจ้าหน้าที่จะตอบในหน้านี้"),
}


def opened(request: HttpRequest, code: str) -> Complaint:
    """Return the complaint of the code, and let this browser see its photos.

    Raises:
        CodeUnknown: the code opens nothing.
        TooManyGuesses: too many codes from here opened nothing.
    """
    complaint = services.open_by_code(code=code, asker=asker_of(request))
    remember(request, complaint)
    return complaint


def asker_of(request: HttpRequest) -> str:
    """Return from where somebody asks, as a digest that names nobody."""
    return address_of(request)  # type: ignore[arg-type]  # it reads META only


def remember(request: HttpRequest, complaint: Complaint) -> None:
    """Note in the session that this browser has shown the code."""
    codes = [
        c for c in request.session.get(policies.SHOWN_CODES, []) if c != complaint.tracking_code
    ]
    request.session[policies.SHOWN_CODES] = [*codes, complaint.tracking_code][-MOST_REMEMBERED:]


@never_cache
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for the tracking code and lead to its page."""
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            complaint = opened(request, form.cleaned_data["code"])
            return redirect("complaints:track", code=complaint.tracking_code)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            status = refusal.status
    return render(request, "complaints/ask_code.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET"])
def track(request: HttpRequest, code: str) -> HttpResponse:
    """Show where the complaint stands, for whoever has the code."""
    return _show(request, opened(request, code))


@never_cache
@require_POST
def make_move(request: HttpRequest, code: str, move: str) -> HttpResponse:
    """Make one of the reporter's own moves: answer a question, or withdraw."""
    complaint = opened(request, code)
    actor = policies.reporter_of(complaint)
    arrow = selectors.open_move(actor, complaint, move)
    form = MoveForm(arrow, request.POST, request.FILES, options={})
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
            messages.success(request, THANKS[move])
            return redirect("complaints:track", code=complaint.tracking_code)
    return _show(request, complaint, form=form, status=400)


@never_cache
@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the reporter's answer to the survey; an unhappy one leads to the request to reopen."""
    complaint = opened(request, code)
    form = SurveyForm(request.POST)
    if form.is_valid():
        try:
            given = services.rate(
                complaint_id=complaint.pk,
                by=policies.reporter_of(complaint),
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("ได้รับคะแนนแล้ว ขอบคุณที่ช่วยให้เทศบาลทำงานดีขึ้น"))
            page = reverse("complaints:track", args=[complaint.tracking_code])
            return redirect(f"{page}#reopen" if given.is_unhappy else page)
    return _show(request, complaint, survey=form, status=400)


@never_cache
@require_POST
def add_information(request: HttpRequest, code: str) -> HttpResponse:
    """Write what the reporter adds into the history of the open complaint."""
    complaint = opened(request, code)
    form = InformationForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.add_information(
                complaint_id=complaint.pk,
                by=policies.reporter_of(complaint),
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("เพิ่มข้อมูลแล้ว เจ้าหน้าที่จะเห็นในประวัติของเรื่อง"))
            return redirect("complaints:track", code=complaint.tracking_code)
    return _show(request, complaint, information=form, status=400)


def _show(  # noqa: PLR0913  # each form is a part of the page that a post may have touched
    request: HttpRequest,
    complaint: Complaint,
    *,
    form: MoveForm | None = None,
    survey: SurveyForm | None = None,
    information: InformationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = policies.reporter_of(complaint)
    root = selectors.root_of(complaint)
    seen = root or complaint
    entries = selectors.timeline(complaint)
    photos = wording.photos(entries)
    context: dict[str, Any] = {
        "complaint": complaint,
        "groups_of_code": grouped(complaint.tracking_code).split("-"),
        "root": root,
        "neighbour": taken_over(complaint) if complaint.closed_at else None,
        "root_words": selectors.closing_words(root) if root else "",
        "state_label": selectors.state_labels()[seen.state],
        "pill": wording.PILLS[seen.state],
        "due": wording.due(seen, at=timezone.now()),
        "unit_name": selectors.unit_name(seen.unit or seen.category.unit),
        "step": STEPS.get(State(seen.state)),
        "steps": [_("รับแจ้ง"), _("ตรวจสอบ"), _("ดำเนินการ"), _("เสร็จ")],
        "lines": wording.public_lines(entries),
        "question": _question(complaint, entries),
        "photos": photos,
        "is_preparing": any(photo.is_pending for photo in photos),
        "forms": _forms(actor, complaint, form),
        "closed_round": selectors.round_to_rate(complaint),
        "survey": survey or SurveyForm(),
        "information": information or InformationForm(),
        "qr": qr(tracking_link(complaint)),
        "reopen_until": policies.reopen_until(complaint),
    }
    return render(request, "complaints/track.html", context, status=status)


def _forms(actor: Actor, complaint: Complaint, sent: MoveForm | None) -> dict[str, MoveForm]:
    moves = policies.moves_open_to(actor, complaint)
    forms = {move.name: MoveForm(move, options={}) for move in moves}
    if sent is not None:
        forms[sent.move.name] = sent
    return forms


def _question(complaint: Complaint, entries: list[selectors.TimelineEntry]) -> str:
    if complaint.state != State.WAITING_CITIZEN:
        return ""
    asked = [item.entry.public_text for item in entries if item.entry.move == "ask"]
    return asked[-1] if asked else ""
