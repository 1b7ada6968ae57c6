"""What browsers are told: which scripts may run, what stays secret, what the page may use."""

import os

from django.utils.csp import CSP

from config.env import read_env

_env = read_env()
_IN_PRODUCTION = os.environ.get("DJANGO_ENV") == "production"
_YEAR = 365 * 24 * 3600

# Where a browser fetches signed files from, when that is not our own host. A base map's origin
# comes per page from the municipality's setting (kernel.ui.fetching).
_STORE = _env.str("S3_PUBLIC_ENDPOINT", "")
_SCHEME = "https" if _env.bool("S3_PUBLIC_SECURE", _env.bool("S3_SECURE", False)) else "http"
_FILE_ORIGINS = _env.list("CSP_FILE_ORIGINS", [f"{_SCHEME}://{_STORE}"] if _STORE else [])

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:", *_FILE_ORIGINS],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF, *_FILE_ORIGINS],
    # MapLibre makes its worker from a file of ours; older browsers wrap it in a blob.
    "worker-src": [CSP.SELF, "blob:"],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF, *_env.list("CSP_FORM_ORIGINS", [])],
    "frame-ancestors": [CSP.NONE],
    "frame-src": [CSP.NONE],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# A page needs the place (the pin) and the camera (the photo), and nothing else of the phone.
PERMISSIONS_POLICY = ", ".join(
    (
        "geolocation=(self)",
        "camera=(self)",
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
        *(f"{name}=()" for name in ("microphone", "payment", "usb", "midi", "display-capture")),
    )
)

SECURE_CONTENT_TYPE_NOSNIFF = True
# The path of a tracking page is a secret: other hosts learn our origin only.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# `__Host-` cookies cannot be set by or for another host, so never for a sister municipality.
# They need TLS, which a developer's machine has not.
if _IN_PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = _YEAR
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Networks of our own proxies (or "unix" for a socket file): they alone say who asks, and whether
# over TLS (kernel.observability.edge).
TRUSTED_PROXIES: list[str] = _env.list("TRUSTED_PROXIES", [])
# Five photos of 15 MB and their form; nothing we take is larger.
LARGEST_BODY = 80 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
