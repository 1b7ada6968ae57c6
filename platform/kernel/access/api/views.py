"""Sign in and out for programs: a token in exchange for the same proofs that a browser gives."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from kernel.access.api.serializers import SignInIn, TokenOut
from kernel.access.errors import SecondFactorMissing
from kernel.access.models import Account
from kernel.access.web.lockout import COOL_OFF_SECONDS
from kernel.actors import Actor, ActorKind
from kernel.audit import services as audit
from kernel.errors import NotAllowed, Refused


class SignInFailed(NotAllowed):
    """User name, password or code do not fit; it is not said which."""

    code = "sign_in_failed"
    status = 401
    message = _("ชื่อผู้ใช้ รหัสผ่าน หรือรหัสยืนยันไม่ถูกต้อง")
    remedy = _("โปรดตรวจสอบแล้วลองใหม่")


class SecondFactorAsked(NotAllowed):
    """The password is right; the account also asks for a code."""

    code = "second_factor_asked"
    status = 401
    message = _("บัญชีนี้ต้องใช้รหัสยืนยันขั้นที่สอง")
    remedy = _("โปรดส่งค่า code มาพร้อมชื่อผู้ใช้และรหัสผ่าน")


class LockedOut(Refused):
    """Too many wrong passwords for this name from this address; the same for unknown names."""

    code = "locked_out"
    status = 429
    message = _("เข้าสู่ระบบผิดหลายครั้งเกินไป โปรดรอ %(minutes)d นาทีแล้วลองใหม่")
    retry_after = COOL_OFF_SECONDS


class NameUnderAttack(LockedOut):
    """Too many wrong passwords for this name from any addresses, here and on the page together."""

    retry_after = 3600


class SignInThrottle(AnonRateThrottle):
    """Thirty sign-ins a minute from one address."""

    scope = "sign_in"
    rate = "30/min"


class SignInView(APIView):
    """Exchange a password, and a second factor where there is one, for a token."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (SignInThrottle,)

    @extend_schema(request=SignInIn, responses={200: TokenOut}, auth=[])
    def post(self, request: Request) -> Any:
        """Return a token, shown once."""
        asked = SignInIn(data=request.data)
        asked.is_valid(raise_exception=True)
        browser: HttpRequest = request._request  # noqa: SLF001 - axes and allauth want Django's own
        account = _authenticated(browser, **asked.validated_data)
        browser.user = account  # for the access log: this request is theirs
        _note_arrival(account, at=timezone.now())
        AuthToken.objects.filter(user=account, expiry__lt=timezone.now()).delete()
        kept, token = AuthToken.objects.create(user=account)  # type: ignore[no-untyped-call]
        return Response(TokenOut({"token": token, "expires_at": kept.expiry}).data)


class SignOutView(APIView):
    """Forget the token with which the request came."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Make the token worthless at once."""
        if not isinstance(request.auth, AuthToken):
            raise NotAuthenticated
        AuthToken.objects.filter(pk=request.auth.pk).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


def _authenticated(
    request: HttpRequest, *, username: str, password: str, code: str = ""
) -> Account:
    account = _proven(request, username=username.strip().lower(), password=password)
    if getattr(request, "axes_locked_out", False):
        raise LockedOut(minutes=COOL_OFF_SECONDS // 60)
    # The page's way of asking also brings a closed account whose password was right.
    if not isinstance(account, Account) or account.is_citizen or not account.is_active:
        raise SignInFailed
    _require_second_factor(account, code)
    return account


def _note_arrival(account: Account, *, at: datetime) -> None:
    who = Actor(kind=ActorKind.OFFICER, label=str(account), account_id=account.pk)
    subject, after = f"account:{account.pk}", {"door": "api"}
    audit.record(actor=who, action="account.signed_in", subject=subject, at=at, after=after)


def _proven(request: HttpRequest, *, username: str, password: str) -> object:
    """Ask as the sign-in page asks, so that both doors count one and the same failures."""
    try:
        return get_adapter(request).authenticate(request, username=username, password=password)
    except ValidationError as refusal:
        raise NameUnderAttack(minutes=NameUnderAttack.retry_after // 60) from refusal


def _require_second_factor(account: Account, code: str) -> None:
    kinds = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    if kinds & {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
        if not code:
            raise SecondFactorAsked
        if not AuthenticateForm(user=account, data={"code": code}).is_valid():
            raise SignInFailed
    elif not (settings.DEMO and account.is_demo):
        raise SecondFactorMissing
