"""Start-up checks of the API base."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

KINDS = ("tenant", "caller", "anonymous")


@register()
def every_rate_is_set(**_given: Any) -> list[CheckMessage]:
    """Refuse to start without a rate for each kind of caller."""
    return [
        Error(
            f"API_RATES has no usable entry for {kind!r}.",
            hint="Give it as (requests, seconds), both at least 1, in settings/parts/api.py.",
            id="api.E001",
        )
        for kind in KINDS
        if min(settings.API_RATES.get(kind, (0, 0))) < 1
    ]
