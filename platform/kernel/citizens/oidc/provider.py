"""Signing in through ThaiD, LINE Login or any OpenID Connect provider of the tenant.

Each municipality names its providers in rows of its own schema (allauth's SocialApp: provider
"openid_connect", settings {"server_url": …}). OpenID Connect Core 1.0, section 3.1.
"""

import hashlib
from typing import Any

from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from kernel.citizens.oidc.adapter import CitizenProviderAdapter, nonce_of

UID_LENGTH = 191


class CitizenProvider(OpenIDConnectProvider):
    """An identity is issuer and subject; of the claims only the name is kept."""

    package = "kernel.citizens.oidc"
    oauth2_adapter_class = CitizenProviderAdapter

    def get_default_scope(self) -> list[str]:
        """Ask for no more than the name; a provider's row may ask for more."""
        return ["openid", "profile"]

    def get_pkce_params(self) -> dict[str, str]:
        """Always prove the code exchange (RFC 7636), and bind the ID token by a nonce."""
        proof: dict[str, str] = generate_code_challenge()
        return {**proof, "nonce": nonce_of(proof["code_verifier"])}

    def redirect(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Leave by a page instead of an HTTP redirect.

        Our policy says form-action 'self', and browsers apply it to redirects of a form too.
        """
        answer: HttpResponse = super().redirect(request, *args, **kwargs)
        if not isinstance(answer, HttpResponseRedirect):
            return answer
        context = {"address": answer.url, "provider": self.app.name}
        return render(request, "citizens/leaving.html", context)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return issuer and subject as one key (OpenID Connect Core 1.0, section 5.7)."""
        claims = data["id_token"]
        uid = f"{claims['iss']}|{claims['sub']}"
        return uid if len(uid) <= UID_LENGTH else hashlib.sha256(uid.encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep who said so and about whom; national ids and addresses are not kept."""
        claims = data["id_token"]
        return {"id_token": {"iss": claims["iss"], "sub": claims["sub"]}}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002
        """Link nothing by e-mail: another person may hold that address here."""
        return []


provider_classes = [CitizenProvider]
