"""Sign in by code or through a provider; and one's own matters."""

from dataclasses import dataclass
from secrets import token_urlsafe

from allauth.account.utils import perform_login
from allauth.socialaccount.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from kernel import modules, ports
from kernel.access.models import Account
from kernel.access.web import actor_of
from kernel.citizens import limits, services
from kernel.citizens.addresses import Address
from kernel.citizens.models import Channel
from kernel.citizens.web.forms import AddressForm, CodeForm
from kernel.errors import Refused

PENDING = "citizens_code"
PER_BROWSER_ADDRESS = 30
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Pending:
    """The code that this browser waits for."""

    key: str
    address: Address
    next: str


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask where to send the code, beside the providers that this municipality trusts."""
    if isinstance(request.user, Account):
        return redirect("me:home" if request.user.is_citizen else "/desk/")
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, form.cleaned_data["address"])
        except Refused as refused:
            form.add_error("address", str(refused))
        else:
            return redirect("citizens:code")
    context = {
        "form": form,
        "next": _next(request),
        "providers": get_adapter().list_providers(request),
    }
    return render(request, "citizens/sign_in.html", context)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code and let the citizen in."""
    pending = _pending(request)
    if pending is None:
        return redirect("citizens:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = services.redeem(
                address=pending.address,
                request_key=pending.key,
                code=form.cleaned_data["code"],
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            del request.session[PENDING]
            return _let_in(request, account, pending.next)
    context = {"form": form, "hint": pending.address.hint, "next": pending.next}
    return render(request, "citizens/code.html", context)


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """List what the citizen has asked of the town hall, from every module."""
    if not isinstance(request.user, Account):
        return redirect("citizens:sign_in")
    actor = actor_of(request)
    answerers = modules.of_modules_on(ports.MY_MATTERS.items())
    found = [item for answer in answerers for item in answer(actor)]
    return render(request, "citizens/matters.html", {"matters": found})


def _send(request: HttpRequest, address: Address) -> None:
    _require_patience(request)
    key = token_urlsafe(32)
    services.send_code(
        address=address,
        request_key=key,
        language=translation.get_language() or "th",
        at=timezone.now(),
    )
    request.session[PENDING] = {
        "key": key,
        "channel": str(address.channel),
        "value": address.value,
        "next": _next(request),
    }


def _require_patience(request: HttpRequest) -> None:
    counter = f"citizens.codes:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(counter, 0, HOUR)
    if cache.incr(counter) > PER_BROWSER_ADDRESS:
        raise limits.TooManyCodes


def _pending(request: HttpRequest) -> Pending | None:
    kept = request.session.get(PENDING)
    if kept is None:
        return None
    return Pending(kept["key"], Address(Channel(kept["channel"]), kept["value"]), kept["next"])


def _let_in(request: HttpRequest, account: Account, target: str) -> HttpResponse:
    answer: HttpResponse = perform_login(
        request, account, email_verification="none", redirect_url=target or None
    )
    return answer


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else ""
