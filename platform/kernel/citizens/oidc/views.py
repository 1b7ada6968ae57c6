"""To the provider, and back."""

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from requests import RequestException

from kernel.citizens.oidc.adapter import CitizenProviderAdapter
from kernel.errors import Refused


class ProviderAway(Refused):
    """The identity provider does not answer; signing in by code still works."""

    code = "provider_away"
    status = 503
    message = _("ผู้ให้บริการยืนยันตัวตนไม่ตอบสนองในขณะนี้")
    remedy = _("โปรดลองใหม่ภายหลัง หรือเข้าสู่ระบบด้วยรหัสทางโทรศัพท์หรืออีเมล")


@login_not_required  # type: ignore[untyped-decorator]
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Begin: ask for consent to leave, then leave."""
    return _answer(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back with a code, or with the provider's refusal."""
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: type, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        found = view.adapter_view(CitizenProviderAdapter(request, provider_id))  # type: ignore[attr-defined]
        answer: HttpResponse = found(request)
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing
    except RequestException as error:
        raise ProviderAway from error
    return answer
