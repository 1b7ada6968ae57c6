"""The pages on which a municipality names the identity providers that it trusts."""

from allauth.socialaccount.models import SocialApp
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.access.web import actor_of, officer_required
from kernel.citizens import providers as services
from kernel.citizens.oidc.trying import try_provider
from kernel.citizens.web.provider_forms import ProviderForm
from kernel.configuration.permissions import Permission
from kernel.errors import Refused


@require_GET
@officer_required(permission=Permission.MANAGE)
def providers(request: HttpRequest) -> HttpResponse:
    """List the providers."""
    lines = [(app, services.is_on(app)) for app in services.providers()]
    return render(request, "citizens/providers.html", {"lines": lines})


@never_cache
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Add a provider."""
    form = ProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            app = services.add_provider(
                written=form.written(), by=actor_of(request), at=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            toasts.success(request, _("บันทึกแล้ว กดทดสอบเพื่อดูว่าติดต่อผู้ให้บริการได้"))
            return redirect("providers:provider", app.pk)
    return _page(request, form, None)


@never_cache
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.MANAGE)
def provider(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a provider."""
    app = services.provider(pk)
    form = ProviderForm(request.POST or None, app=app)
    if request.method == "POST" and form.is_valid():
        try:
            services.amend_provider(
                pk=pk, written=form.written(), by=actor_of(request), at=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            toasts.success(request, _("บันทึก “%(name)s” แล้ว") % {"name": form.cleaned_data["name"]})
            return redirect("providers:list")
    return _page(request, form, app)


@require_POST
@officer_required(permission=Permission.MANAGE)
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the provider for its description, and say what came of it."""
    app = services.provider(pk)
    trial = try_provider(app.settings.get("server_url", ""))
    if trial.is_fine:
        toasts.success(request, _("ติดต่อผู้ให้บริการได้ และคำตอบใช้ได้ครบ"))
    for fault in trial.faults:
        toasts.error(request, str(fault))
    return redirect("providers:provider", pk)


@require_http_methods(["GET", "POST"])
@officer_required(permission=Permission.MANAGE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then forget a provider."""
    app = services.provider(pk)
    if request.method == "POST":
        services.remove_provider(pk=pk, by=actor_of(request), at=timezone.now())
        toasts.success(request, _("ลบแล้ว"))
        return redirect("providers:list")
    return render(request, "citizens/provider_remove.html", {"app": app})


def _page(request: HttpRequest, form: ProviderForm, app: SocialApp | None) -> HttpResponse:
    callback = ""
    if app is not None:
        path = reverse("openid_connect_callback", kwargs={"provider_id": app.provider_id})
        callback = request.build_absolute_uri(path)
    context = {"form": form, "app": app, "callback": callback}
    status = 400 if form.is_bound else 200
    return render(request, "citizens/provider.html", context, status=status)
