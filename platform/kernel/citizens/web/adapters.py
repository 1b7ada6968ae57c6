"""How a citizen who comes from an identity provider gets an account here."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.http import HttpRequest
from django.utils import timezone
from requests import Session

from kernel.access.models import Account, AccountKind
from kernel.citizens.accounts import fresh_username
from kernel.citizens.oidc.outbound import guarded_session
from kernel.citizens.providers import is_on, opened

NAME_LENGTH = 150


class CitizenAdapter(DefaultSocialAccountAdapter):
    """Everybody whom the tenant's provider vouches for is welcome, as a citizen."""

    def is_open_for_signup(self, *_asked: Any) -> bool:
        """Let a person in at the first visit."""
        return True

    def get_requests_session(self) -> Session:
        """Ask providers over connections that cannot lead into our own network."""
        return guarded_session()

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the providers in use, their secrets opened for this one request."""
        found: list[SocialApp] = super().list_apps(request, provider, client_id)
        return [opened(app) for app in found if is_on(app)]

    def new_user(self, *_asked: Any) -> Account:
        """Begin a citizen's account."""
        return Account(
            kind=AccountKind.CITIZEN, username=fresh_username(), joined_at=timezone.now()
        )

    def populate_user(
        self, _request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Account:
        """Take the name, and nothing else, from the provider."""
        account = sociallogin.user
        if not isinstance(account, Account):
            raise TypeError(type(account))
        parts = [data.get("first_name"), data.get("last_name")]
        name = data.get("name") or " ".join(part for part in parts if part)
        account.name = str(name)[:NAME_LENGTH]
        return account
