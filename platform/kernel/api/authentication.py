"""Signing in to the API: a Bearer token of this municipality, or the session of its site."""

import re
from typing import Any, override

from django.utils import timezone
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

_TOKEN = re.compile(rb"[\x21-\x7e]{1,200}")


class BearerAuthentication(TokenAuthentication):
    """`Authorization: Bearer <token>`; tokens live in the tenant's schema, so no other has them."""

    def authenticate_credentials(self, token: bytes) -> object:
        """Return account and token.

        Raises:
            AuthenticationFailed: unknown, expired, or bytes that no token can have.
        """
        if not _TOKEN.fullmatch(token):
            raise AuthenticationFailed
        found: object = super().authenticate_credentials(token)  # type: ignore[no-untyped-call]
        return found

    def _cleanup_token(self, auth_token: Any) -> bool:
        """Delete this token if it has expired; the account's others go at its next sign-in."""
        if auth_token.expiry is None or auth_token.expiry >= timezone.now():
            return False
        auth_token.delete()
        return True

    @override
    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        return "Bearer"
