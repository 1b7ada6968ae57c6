"""What holds in every environment; each part keeps one subject."""

from config.env import ROOT, need, read_env
from config.settings.parts.api import *
from config.settings.parts.apps import *
from config.settings.parts.database import *
from config.settings.parts.identity import *
from config.settings.parts.jobs import *
from config.settings.parts.language import *
from config.settings.parts.notifications import *
from config.settings.parts.observability import *
from config.settings.parts.security import *
from config.settings.parts.serving import *
from config.settings.parts.static import *
from config.settings.parts.storage import *
from config.settings.parts.templates import *
from kernel.tenancy.secret import TenantSecret

env = read_env()

BASE_DIR = ROOT
SECRET_KEY = TenantSecret(need(env, "SECRET_KEY"))
# Earlier keys while the new one takes over: what they signed is still read, in its own town only.
_earlier_keys: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
SECRET_KEY_FALLBACKS = [TenantSecret(key) for key in _earlier_keys]
DEBUG = False
DEMO = env.bool("DEMO", False)

PUBLIC_HOST = need(env, "PUBLIC_HOST").lower()
PORT = env.int("PORT", 8000)
SITE_SCHEME = env.str("SITE_SCHEME", "http")
SITE_PORT = env.int("SITE_PORT", PORT)
# The registry of domains decides which host is served (tenants.middleware); Django's list would
# have to name 7,850 of them.
ALLOWED_HOSTS = ["*"]

ROOT_URLCONF = "config.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "config.urls_public"
TOO_LARGE_VIEW = "config.errors.too_large"
CSRF_FAILURE_VIEW = "kernel.ui.errors.csrf_failure"
WSGI_APPLICATION = "config.wsgi.application"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".local" / "static"
# The gallery of components is for development; production has no such address.
GALLERY = False
# The throw-away cluster of the tests has no durability; every other is asserted at start-up.
REQUIRE_DURABLE_DATABASE = True
