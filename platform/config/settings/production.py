"""Production: refuses to start on anything that belongs to a demonstration."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *

_KEY_LENGTH = 50

if DEMO:
    raise ImproperlyConfigured(
        "DEMO=1 opens accounts with a known password. Unset DEMO in production."
    )
if len(SECRET_KEY) < _KEY_LENGTH or "demo" in str.__str__(SECRET_KEY):
    raise ImproperlyConfigured(
        "SECRET_KEY is short or from a demonstration. Set 50 or more random characters."
    )
