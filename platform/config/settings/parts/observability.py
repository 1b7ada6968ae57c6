"""Logs as JSON lines, error reports without persons, and the name of this release."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.env import read_env
from kernel.observability.logs import logging_settings

_env = read_env()
_LEAST_DAYS = 90

ENVIRONMENT = os.environ.get("DJANGO_ENV", "local")
RELEASE = _env.str("RELEASE", "unreleased")
SENTRY_DSN = _env.str("SENTRY_DSN", "")
LOGGING = logging_settings(_env.str("LOG_LEVEL", "INFO"))

# Who reached the house when (Computer Crime Act, section 26): a folder of daily files, or "".
ACCESS_LOG_DIR = _env.str("ACCESS_LOG_DIR", "")
ACCESS_LOG_DAYS = _env.int("ACCESS_LOG_DAYS", _LEAST_DAYS)
if ACCESS_LOG_DAYS < _LEAST_DAYS:
    raise ImproperlyConfigured("ACCESS_LOG_DAYS is less than the law asks. Set it to 90 or more.")
