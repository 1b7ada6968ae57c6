"""The REST doors: one shape of answers, closed by default, counted per tenant and caller."""

from config.env import read_env

_env = read_env()

REST_FRAMEWORK = {
    # Bearer first: its challenge goes with a 401.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "kernel.api.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["kernel.api.permissions.OfficerDoor"],
    "DEFAULT_THROTTLE_CLASSES": ["kernel.api.throttling.TenantThrottle"],
    "DEFAULT_PARSER_CLASSES": [
        "kernel.api.parsers.Json",
        "kernel.api.parsers.MultiPart",
        "kernel.api.parsers.Form",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "kernel.api.pagination.Pages",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "kernel.api.schema.DoorSchema",
    "EXCEPTION_HANDLER": "kernel.api.responses.problem_response",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Thongthin",
    "DESCRIPTION": "The services of one municipality. The host name decides which one.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# (requests, seconds): the whole tenant, one account, one address without an account.
API_RATES = {
    "tenant": (_env.int("API_TENANT_REQUESTS_PER_MINUTE", 30_000), 60),
    "caller": (_env.int("API_CALLER_REQUESTS_PER_MINUTE", 1_200), 60),
    "anonymous": (_env.int("API_ANONYMOUS_REQUESTS_PER_MINUTE", 600), 60),
}
