"""Who may come in: accounts, passwords, second factors, lock-out, sessions and API tokens."""

from datetime import timedelta

from config.env import read_env

_env = read_env()

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": f"{_VALIDATION}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Sessions are rows in the tenant's schema: a cookie of one municipality means nothing in another.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would lose the session on the way back from ThaiD.

ACCOUNT_ADAPTER = "kernel.access.web.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    # Five wrong passwords for one name from one address are axes' business (a page, 429);
    # these two stop one address that tries many names, and many addresses that try one name.
    "login_failed": "30/m/ip,60/3600s/key",
    "reset_password": "20/m/ip,3/m/key",
}

MFA_ADAPTER = "kernel.access.web.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "kernel.access.web.passkeys.AddPasskeyForm",
    "edit_webauthn": "kernel.access.web.passkeys.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_TRUST_ENABLED = False
# Browsers allow passkeys on *.localhost without TLS; so do we, there only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _env.str("SITE_SCHEME", "http") != "https"

SOCIALACCOUNT_ADAPTER = "kernel.citizens.web.adapters.CitizenAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "provider_class": "kernel.citizens.oidc.provider.CitizenProvider",
    },
}

# Identity providers that may stand inside our own network, by host name; all others must be public.
OIDC_PRIVATE_HOSTS: frozenset[str] = frozenset(_env.list("OIDC_PRIVATE_HOSTS", []))

AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CACHE = "default"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "kernel.access.web.lockout.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

REST_KNOX = {
    "TOKEN_TTL": timedelta(hours=12),
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_LIMIT_PER_USER": 20,
    "AUTO_REFRESH": False,
}
