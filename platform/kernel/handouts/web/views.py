"""The pages on which an officer follows a file and fetches it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel.access.web import actor_of, officer_required
from kernel.access.web.doors import HAT
from kernel.documents import document_url
from kernel.handouts import selectors, services, tasks
from kernel.handouts.models import Handout, State

PILLS = {
    State.WAITING: "waiting",
    State.WORKING: "working",
    State.READY: "done",
    State.FAILED: "danger",
}


@never_cache
@require_safe
@officer_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the officer asked for of late."""
    rows = [_shown(handout) for handout in selectors.handouts_of(actor_of(request))]
    return render(request, "handouts/mine.html", {"rows": rows})


@never_cache
@require_safe
@officer_required
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far one file is; looks again by itself until it is there."""
    handout = selectors.handout_for(actor=actor_of(request), public_id=public_id)
    return render(request, "handouts/one.html", _shown(handout))


def begun(request: HttpRequest, wish: services.Wish) -> HttpResponse:
    """Ask for the file, leave the making to a job, and lead to the page that shows it.

    Raises:
        NotAllowed: the officer does not hold the permission.
        TooManyHandouts: five of theirs are still on their way.
    """
    handout = services.ask(
        wish=wish,
        wearing=request.session.get(HAT),
        by=actor_of(request),
        at=timezone.now(),
    )
    tasks.make.enqueue(handout_id=handout.pk, key=f"handout:{handout.pk}")
    return redirect("handouts:one", public_id=handout.public_id)


def _shown(handout: Handout) -> dict[str, Any]:
    return {
        "handout": handout,
        "pill": PILLS[State(handout.state)],
        "url": document_url(handout.document, "original") if handout.document else "",
    }
