"""How often a caller may ask: counted per tenant, outside of the request's transaction."""

import time
from typing import TYPE_CHECKING, override

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from kernel.api import callers
from kernel.api.counting import Limit, first_full

if TYPE_CHECKING:  # the framework's views import us while they load
    from rest_framework.views import APIView


class TenantThrottle(BaseThrottle):
    """Count requests in fixed windows, for the whole tenant and for each caller.

    The cache keys carry the tenant, and the cache has a connection of its own: a request
    that is refused and rolled back still counts. One tenant's flood slows only itself (A13).
    """

    def __init__(self) -> None:
        self.remaining_seconds: float | None = None

    @override
    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Count this request, and tell whether it still fits into its windows."""
        who = callers.counted_as(request)
        kind = "anonymous" if who.startswith("address:") else "caller"
        now = time.time()
        # The tenant's row last, by everybody: it is the one that all wait for.
        full = first_full(cache, [_limit(kind, who, now), _limit("tenant", "all", now)])
        if full is None:
            return True
        seconds = full.seconds // 2
        self.remaining_seconds = (int(now // seconds) + 1) * seconds - now
        return False

    def wait(self) -> float | None:
        """Return the seconds until the window that was full is over."""
        return self.remaining_seconds


def _limit(kind: str, who: str, now: float) -> Limit:
    """Return the counter of this window; it is kept for two, so that clocks may differ."""
    most, seconds = settings.API_RATES[kind]
    return Limit(key=f"api-rate:{kind}:{who}:{int(now // seconds)}", most=most, seconds=seconds * 2)
