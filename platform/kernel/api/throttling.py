"""How often a caller may ask: counted per tenant, outside of the request's transaction."""

import time
from typing import TYPE_CHECKING, override

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from kernel.api import callers
from kernel.api.counting import count

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
        return self._fits(kind, who) and self._fits("tenant", "all")

    def wait(self) -> float | None:
        """Return the seconds until the window that was full is over."""
        return self.remaining_seconds

    def _fits(self, kind: str, who: str) -> bool:
        limit, seconds = settings.API_RATES[kind]
        now = time.time()
        window = int(now // seconds)
        used = count(cache, f"api-rate:{kind}:{who}:{window}", seconds=seconds * 2)
        if used <= limit:
            return True
        self.remaining_seconds = (window + 1) * seconds - now
        return False
