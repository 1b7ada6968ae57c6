"""Pages that may fetch from one more place: the base map that a municipality chose.

Only a page that shows a map widens the Content-Security-Policy, and only by that one origin.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_ORIGINS = "_map_origins"
# MapLibre fetches pictures by script, and shows some of them as images.
_DIRECTIVES = ("connect-src", "img-src")


def allow_origin(request: HttpRequest, origin: str) -> None:
    """Let the page that answers this request fetch from the origin."""
    setattr(request, _ORIGINS, getattr(request, _ORIGINS, frozenset()) | {origin})


class MapOrigins:
    """Tell Django's policy middleware, which stands further out, what a page asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Widen the policy of the answer by the origins that its template named."""
        response = self.get_response(request)
        origins = getattr(request, _ORIGINS, None)
        if origins:
            policy = getattr(response, "_csp_config", settings.SECURE_CSP)
            response._csp_config = widened(policy, origins)  # type: ignore[attr-defined]  # noqa: SLF001 - how django.views.decorators.csp says it
        return response


def widened(policy: Mapping[str, Any], origins: frozenset[str]) -> dict[str, Any]:
    """Return the policy with the origins added where maps are fetched."""
    more = sorted(origins)
    return {
        name: [*sources, *more] if name in _DIRECTIVES else sources
        for name, sources in policy.items()
    }
