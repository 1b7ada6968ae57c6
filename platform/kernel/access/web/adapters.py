"""How allauth behaves in this house."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from kernel import ports
from kernel.access.models import Account
from kernel.access.web.doors import HAT
from kernel.actors import Actor, ActorKind
from kernel.audit import services as audit
from kernel.tenancy import tenant_or_none
from kernel.tenancy.seals import seal, unseal

_SEAL = "kernel.access.second_factor"
DESK, MINE, OPS = "/desk/", "/me/", "/ops/"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the house, letters go through the outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse to let strangers make accounts with a password."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Send each kind of person to their own first page."""
        account = request.user
        if not isinstance(account, Account):
            return "/"
        return MINE if account.is_citizen else OPS if account.is_ops else DESK

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Send a newcomer where everybody of their kind goes."""
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return to the page about the account's safety."""
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, except of whoever just came to add a first factor."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not _is_newcomer(self.request)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """Note the arrival of an officer; everyone begins without a hat chosen."""
        request.session.pop(HAT, None)
        if isinstance(user, Account) and user.is_officer:
            who = Actor(kind=ActorKind.OFFICER, label=str(user), account_id=user.pk)
            subject = f"account:{user.pk}"
            audit.record(actor=who, action="account.signed_in", subject=subject, at=timezone.now())
        return super().post_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand the letter to the outbox; without one, to the mail server."""
        notifier = ports.NOTIFIER.get()
        letter = self.render_mail(template_prefix, email, {"email": email, **context})
        if notifier is None or tenant_or_none() is None:
            letter.send()
            return
        user = context.get("user")
        notifier(
            event="access.letter",
            name=str(user or ""),
            email=email,
            phone="",
            language=getattr(user, "language", "th"),
            context={"subject": str(letter.subject), "body": str(letter.body)},
            key=f"access.letter:{email}:{timezone.now().isoformat()}",
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names the municipality in authenticator apps, and keeps their secrets sealed."""

    def _get_site_name(self) -> str:
        tenant = tenant_or_none()
        return tenant.name if tenant else "ท้องถิ่น"

    def encrypt(self, text: str) -> str:
        """Seal a secret with a key that exists in this municipality only."""
        return seal(text, purpose=_SEAL)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret; one from elsewhere opens to nothing, which no code fits."""
        return unseal(encrypted_text, purpose=_SEAL)


def _is_newcomer(request: HttpRequest) -> bool:
    if not isinstance(request.user, Account):
        return False
    records = get_authentication_records(request, request.user)
    window = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    fresh = timezone.now() - window
    came_just_now = bool(records) and records[-1]["at"] > fresh.timestamp()
    factors = Authenticator.objects.filter(user_id=request.user.pk, created_at__lt=fresh)
    return came_just_now and not factors.exists()
