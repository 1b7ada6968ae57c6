"""Secrets at rest: sealed with a key that exists in one municipality only.

A copy of the tables without the installation's secret key shows nothing, and what was sealed in
one municipality opens in no other (NIST SP 800-57: a key for one purpose).
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def seal(text: str, *, purpose: str) -> str:
    """Return the text as nobody can read it."""
    return _seals(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Return what was sealed here for this purpose; anything else opens to nothing."""
    try:
        return _seals(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def _seals(purpose: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret, purpose)) for secret in secrets])


def _key(secret: str | bytes, purpose: str) -> bytes:
    digest = salted_hmac(purpose, "seal", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
