"""Pages that belong to no module: homes, workplace, theme and language."""

from collections.abc import Iterable
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.ports import TENANT_DIRECTORY, WORK_INBOX, WorkItem
from kernel.ui.branding import branding
from kernel.ui.context import THEME_COOKIE, THEMES
from kernel.ui.inbox import sort_out
from kernel.ui.links import citizen_links, url_or_empty
from kernel.ui.theme import stylesheet

_A_YEAR = 365 * 24 * 3600


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what a citizen can do here."""
    doors = [link for link in citizen_links(request) if link.url != request.path]
    return render(request, "ui/home.html", {"doors": doors})


@require_GET
def portal(request: HttpRequest) -> HttpResponse:
    """Show what Thongthin is, and the municipalities that are live."""
    directory = TENANT_DIRECTORY.get()
    towns = sorted(directory.active(), key=lambda town: town.name) if directory else []
    context = {
        "towns": [(town, f"{request.scheme}://{_with_port(request, town.host)}/") for town in towns],
        "ops_url": url_or_empty("ops:index"),
    }
    return render(request, "ui/portal.html", context)


@require_GET
@officer_required
def workplace(request: HttpRequest) -> HttpResponse:
    """Show the officer what waits, whichever module it comes from."""
    actor = actor_of(request)
    at = timezone.now()
    return render(request, "ui/workplace.html", {"inbox": sort_out(_work(actor), at=at)})


@require_GET
@cache_control(public=True, max_age=_A_YEAR, immutable=True)
def theme(request: HttpRequest) -> HttpResponse:
    """Print the municipality's colour tokens; the address carries their version."""
    return HttpResponse(stylesheet(branding().colour), content_type="text/css; charset=utf-8")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponseRedirect:
    """Remember light, dark, or what the device says, and go back."""
    chosen = request.POST.get("theme", "")
    answer = HttpResponseRedirect(_safe_next(request))
    if chosen in THEMES:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        answer.set_cookie(THEME_COOKIE, chosen, max_age=_A_YEAR, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back."""
    return set_language(request)


def _work(actor: Actor) -> Iterable[WorkItem]:
    return chain.from_iterable(answer(actor) for _name, answer in WORK_INBOX.items())


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else "/"


def _with_port(request: HttpRequest, host: str) -> str:
    port = request.get_port()
    return host if port in ("80", "443") else f"{host}:{port}"
