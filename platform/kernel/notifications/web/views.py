"""The outbox page of the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages as toasts
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kernel.access.permissions import Permission
from kernel.access.web import actor_of, officer_required
from kernel.errors import Refused
from kernel.jobs.selectors import FailedJob, failed_jobs
from kernel.modules import manifests
from kernel.notifications import selectors, services
from kernel.notifications.channels import channel_named, channels
from kernel.notifications.models import Message, State
from kernel.notifications.notices import notice_of

_PAGE = 30
_PILLS = {
    State.QUEUED: "waiting",
    State.SENT: "done",
    State.FAILED: "warning",
    State.DEAD: "danger",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A message as the page shows it."""

    message: Message
    title: str
    channel: str
    address: str
    pill: str
    is_open: bool
    is_dead: bool


@require_safe
@officer_required(permission=Permission.OUTBOX_VIEW)
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what went out, what waits and what was given up; demo mode shows the full texts."""
    state = _one_of(State.values, request.GET.get("state", ""))
    channel = _one_of([known.name for known in channels()], request.GET.get("channel", ""))
    found = selectors.messages(state=state, channel=channel)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [_line(message) for message in page.object_list],
        "states": State.choices,
        "channels": [(known.name, known.label) for known in channels()],
        "state": state,
        "channel": channel,
        "query": f"state={state}&channel={channel}&" if state or channel else "",
        "failed_jobs": [(_room_of(job), job) for job in failed_jobs(20)],
        "is_demo": settings.DEMO,
    }
    return render(request, "outbox/list.html", context)


@require_POST
@officer_required(permission=Permission.OUTBOX_VIEW)
def send_again(request: HttpRequest, message_id: int) -> HttpResponse:
    """Queue a message that was given up."""
    message = get_object_or_404(Message, pk=message_id)
    try:
        services.send_again(message_id=message.pk, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        toasts.error(request, str(refusal))
    else:
        toasts.success(request, _("นำข้อความกลับเข้าคิวส่งแล้ว"))
    return redirect("outbox:list")


@require_POST
@officer_required(permission=Permission.OUTBOX_VIEW)
def run_again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Put a failed job of this municipality back into the queue."""
    try:
        services.run_again(job_id=job_id, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        toasts.error(request, str(refusal))
    else:
        toasts.success(request, _("นำงานกลับเข้าคิวแล้ว"))
    return redirect("outbox:list")


def _room_of(job: FailedJob) -> str:
    """Return what people call the part of the house whose job it is, else its name in code."""
    package = job.task.split(".")[1] if "." in job.task else job.task
    return next((str(found.label) for found in manifests() if found.name == package), package)


def _one_of(known: Iterable[str], asked: str) -> str:
    return asked if asked in known else ""


def _line(message: Message) -> Line:
    known = channel_named(message.channel)
    open_text = settings.DEMO and not message.is_sealed
    notice = notice_of(message.event)
    label = str(notice.label) if notice else message.event
    return Line(
        message=message,
        title=message.subject or label if open_text else label,
        channel=str(known.label) if known else message.channel,
        address=message.address if open_text else selectors.hidden(message.address),
        pill=_PILLS[State(message.state)],
        is_open=open_text,
        is_dead=message.state == State.DEAD,
    )
