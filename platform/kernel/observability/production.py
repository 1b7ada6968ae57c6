"""What production refuses to start with; each refusal says what to do instead."""

from collections.abc import Callable, Sequence
from typing import Any

_SHORTEST_KEY = 50
_FEWEST_LETTERS = 16
_DEMO_WORDS = ("demo", "test", "local", "change", "secret-key", "thongthin")


def refusals(settings: Any) -> list[str]:
    """Return why these settings may not serve citizens; empty when they may."""
    return [text for asks, text in _RULES if asks(settings)]


def _weak_key(settings: Any) -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(_guessable(str.__str__(key)) for key in keys)


def _guessable(key: str) -> bool:
    return len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_LETTERS or _demo(key)


def _demo(text: str) -> bool:
    return any(word in text.lower() for word in _DEMO_WORDS)


def _demo_store(settings: Any) -> bool:
    return _demo(settings.S3_ACCESS_KEY) or _demo(settings.S3_SECRET_KEY)


def _as_owner(settings: Any) -> bool:
    return bool(settings.DATABASES["default"]["USER"] == settings.DATABASE_OWNER_LOGIN)


def _weak_database_password(settings: Any) -> bool:
    password = settings.DATABASES["default"]["PASSWORD"]
    return bool(password) and (len(password) < _FEWEST_LETTERS or _demo(password))


def _unguarded(settings: Any) -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"] != "kernel.tenancy.backend")


_RULES: Sequence[tuple[Callable[[Any], bool], str]] = (
    (lambda s: s.DEBUG, "DEBUG shows code and settings to strangers. Unset DEBUG."),
    (lambda s: s.DEMO, "DEMO=1 opens accounts with a known password. Unset DEMO."),
    (
        _weak_key,
        "SECRET_KEY or SECRET_KEY_FALLBACKS is short, simple or known. Set 50 random characters.",
    ),
    (_demo_store, "The S3 keys are those of a demonstration. Make new ones in the object store."),
    (_weak_database_password, "The database password is short or known. Set 16 or more letters."),
    (_as_owner, "DATABASE_URL logs in as the owner of the tables. Use the login thongthin_app."),
    (_unguarded, "DATABASES does not use kernel.tenancy.backend, the guard between tenants."),
    (
        lambda s: not s.REQUIRE_DURABLE_DATABASE,
        "REQUIRE_DURABLE_DATABASE is off: only the tests may lose data. Remove the override.",
    ),
    (
        lambda s: not (s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE),
        "Cookies are sent without TLS. Keep settings/parts/security.py as it is.",
    ),
    (
        lambda s: "MD5" in s.PASSWORD_HASHERS[0],
        "PASSWORD_HASHERS begins with a hasher for tests. Use Argon2.",
    ),
    (lambda s: not s.EMAIL_CONFIGURED, "Mail is thrown away. Set EMAIL_URL to your mail server."),
    (
        lambda s: not s.TRUSTED_PROXIES,
        (
            "TRUSTED_PROXIES is empty: everybody would count as one address, and TLS would not be "
            "seen. Set it to the network of your reverse proxy, or to unix for a socket file."
        ),
    ),
    (
        lambda s: not s.ACCESS_LOG_DIR,
        "ACCESS_LOG_DIR is empty: the law asks to keep who came when. Set it to a folder.",
    ),
    (lambda s: s.GALLERY, "GALLERY is for development. Remove the override."),
)
