"""The conversation with the provider, checked at every step."""

import hashlib
from secrets import compare_digest
from typing import Any

from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest


def nonce_of(code_verifier: str) -> str:
    """Return the nonce that belongs to a code verifier, which never leaves our session."""
    return hashlib.sha256(f"nonce:{code_verifier}".encode()).hexdigest()


class CitizenProviderAdapter(OpenIDConnectOAuth2Adapter):
    """Fetches the tokens and refuses what does not fit together."""

    _nonce = ""

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Exchange the code, and remember which nonce the answer must carry."""
        if not pkce_code_verifier:
            raise OAuth2Error("the request for this code is not known")
        self._nonce = nonce_of(pkce_code_verifier)
        found: dict[str, Any] = super().get_access_token_data(
            request, app, client, pkce_code_verifier=pkce_code_verifier
        )
        return found

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Return the login of the person whom the ID token names.

        Raises:
            OAuth2Error: no ID token, a foreign nonce, or user info about somebody else.
        """
        claims = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        if not compare_digest(str(claims.get("nonce", "")), self._nonce):
            raise OAuth2Error("the nonce is not ours")
        told = {"id_token": claims}
        if app.settings.get("fetch_userinfo", True):
            told["userinfo"] = self._fetch_user_info(token.token)
            if told["userinfo"].get("sub") != claims["sub"]:
                raise OAuth2Error("the user info is about somebody else")
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, told)  # type: ignore[no-untyped-call]
        return login
