"""E-mail and SMS; what is not configured is off, or only recorded in demo mode."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.env import read_env


def _mailer(url: str) -> dict[str, object]:
    """Read smtp://, smtp+tls:// or smtp+ssl://user:password@host:port."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+tls", "smtp+ssl"} or not parts.hostname:
        msg = "EMAIL_URL is not readable. Set it to: smtp+tls://user:password@host:587."
        raise ImproperlyConfigured(msg)
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or 25,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtp+ssl",
            "timeout": 10,
        },
    }


_env = read_env()
_email_url = _env.str("EMAIL_URL", "")

EMAIL_CONFIGURED = bool(_email_url)
MAILERS = {
    "default": _mailer(_email_url)
    if _email_url
    else {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
}
DEFAULT_FROM_EMAIL = _env.str("EMAIL_FROM", "no-reply@localhost")

# A generic HTTP gateway: POST to the address, JSON body with {phone}, {text} and {id} filled in.
SMS_GATEWAY_URL = _env.str("SMS_GATEWAY_URL", "")
SMS_GATEWAY_BODY = _env.json("SMS_GATEWAY_BODY", {"to": "{phone}", "text": "{text}"})
SMS_GATEWAY_HEADERS: dict[str, str] = dict(_env.json("SMS_GATEWAY_HEADERS", {}))
