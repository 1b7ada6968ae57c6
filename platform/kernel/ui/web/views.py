"""Pages that belong to no module: homes, workplace, theme and language."""

from collections.abc import Iterable
from itertools import chain

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe
from django.views.i18n import set_language

from kernel import modules
from kernel.access import services as access
from kernel.access.web import actor_of, officer_required
from kernel.actors import Actor
from kernel.configuration.files import keeper
from kernel.configuration.settings import setting
from kernel.ports import TENANT_DIRECTORY, WORK_INBOX, TenantRef, WorkItem
from kernel.ui.branding import branding, emblem_version
from kernel.ui.context import THEME_COOKIE, THEMES
from kernel.ui.inbox import sort_out
from kernel.ui.links import citizen_links, url_or_empty
from kernel.ui.theme import stylesheet, stylesheet_version

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
    doors = [(town, _address(request, town)) for town in towns]
    return render(request, "ui/portal.html", {"towns": doors, "ops_url": url_or_empty("ops:index")})


@require_GET
@officer_required
def workplace(request: HttpRequest) -> HttpResponse:
    """Show the officer what waits, whichever module it comes from."""
    actor = actor_of(request)
    at = timezone.now()
    return render(request, "ui/workplace.html", {"inbox": sort_out(_work(actor), at=at)})


@require_GET
def theme(request: HttpRequest) -> HttpResponse:
    """Print the municipality's colour tokens; under their own version they may be kept for ever."""
    colour = branding().colour
    answer = HttpResponse(stylesheet(colour), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == stylesheet_version(colour):
        answer["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    else:
        answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def emblem(request: HttpRequest) -> HttpResponse:
    """Show the municipality's emblem; under its own version it may be kept for ever.

    Raises:
        Http404: there is none, or not in this size.
    """
    reference = str(setting("look.emblem") or "")
    picture = keeper().shown(reference, request.GET.get("size", "large")) if reference else None
    if picture is None:
        raise Http404
    answer = HttpResponse(picture.content, content_type=picture.content_type)
    is_current = request.GET.get("v") == emblem_version()
    answer["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable" if is_current else "no-cache"
    return answer


@require_GET
def colour_note(request: HttpRequest) -> HttpResponse:
    """Show how a colour would read as text and on buttons, while somebody is choosing it."""
    return render(request, "ui/components/colour_note.html", {"colour": request.GET.get("colour")})


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
    """Remember the language in a cookie, and with the account of whoever is signed in; go back."""
    account = request.user
    if account.is_authenticated and account.pk:
        access.choose_language(account_id=account.pk, language=request.POST.get("language", ""))
    return set_language(request)


def _work(actor: Actor) -> Iterable[WorkItem]:
    answerers = modules.of_modules_on(WORK_INBOX.items())
    return chain.from_iterable(answer(actor) for answer in answerers)


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else "/"


def _address(request: HttpRequest, town: TenantRef) -> str:
    _ours, colon, port = request.get_host().partition(":")
    return f"{request.scheme}://{town.host}{colon}{port}/"
