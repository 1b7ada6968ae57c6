"""Which apps live in the public schema, and which in every municipality's."""

SHARED_APPS = [
    "django_tenants",
    "tenants",
    "kernel.tenancy",
    # Their tables are not multiplied by the number of tenants: permissions belong to positions.
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "procrastinate.contrib.django",
    "kernel.jobs",
    "axes",
    # The ops team signs in on the public site.
    "kernel.audit",
    "kernel.access",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "knox",
]

TENANT_APPS = [
    "kernel.audit",
    "kernel.configuration",
    "kernel.numbering",
    "kernel.clocks",
    "kernel.documents",
    "kernel.geo",
    "kernel.access",
    "kernel.citizens",
    "kernel.handouts",
    "kernel.exchange",
    "kernel.notifications",
    "kernel.api",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "knox",
    "modules.complaints",
]

# No tables of their own.
PLAIN_APPS = [
    # First, so that its Thai for Django's own sentences wins over that of other libraries.
    "kernel.ui",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "kernel.events",
    "kernel.search",
    "kernel.printing",
    "kernel.observability",
    "onboarding",
]

INSTALLED_APPS = list(dict.fromkeys([*SHARED_APPS, *TENANT_APPS, *PLAIN_APPS]))

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"

MIDDLEWARE = [
    # First: what everybody behind it counts and logs by is settled here.
    "kernel.observability.edge.Edge",
    "kernel.observability.middleware.RequestLog",
    # Before the redirect to TLS: a load balancer asks in plain HTTP.
    "kernel.observability.middleware.HealthDoors",
    "kernel.observability.headers.BrowserPermissions",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Behind WhiteNoise and the health doors, which answer however full the house is.
    "tenants.admission.Admission",
    # Behind WhiteNoise, whose files are compressed once and for all.
    "kernel.ui.compression.CompressedWords",
    "tenants.middleware.TenantDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    # Inside the policy middleware, so that a page with a map may name the origin of its base map.
    "kernel.ui.fetching.MapOrigins",
    "kernel.ui.refusals.RefusalPages",
    # Last, so first to see a refusal: a sign-in or a second factor may be all that is missing.
    "kernel.access.web.middleware.DoorMiddleware",
]
