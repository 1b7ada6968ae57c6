"""Logs as JSON lines, error reports without persons, and the name of this release."""

import os

from config.env import read_env
from kernel.observability.logs import logging_settings

_env = read_env()

ENVIRONMENT = os.environ.get("DJANGO_ENV", "local")
RELEASE = _env.str("RELEASE", "unreleased")
SENTRY_DSN = _env.str("SENTRY_DSN", "")
LOGGING = logging_settings(_env.str("LOG_LEVEL", "INFO"))
