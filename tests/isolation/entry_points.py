"""Find every address of a municipality by itself, so that a new one cannot be forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

URLCONF = "config.urls_tenant"
_PARAMETER = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>[^>]+)>")


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """An address with named gaps, e.g. `desk/complaints/<int:complaint_id>/`."""

    route: str
    view: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the gaps, in order."""
        return tuple(match["name"] for match in _PARAMETER.finditer(self.route))

    def path(self, values: dict[str, object]) -> str:
        """Return the address with the gaps filled.

        Raises:
            KeyError: nobody told what the gap stands for.
        """
        return "/" + _PARAMETER.sub(lambda match: str(values[match["name"]]), self.route)


def entry_points(urlconf: str = URLCONF) -> list[EntryPoint]:
    """Return every address of the tenant's site."""
    return sorted(set(_walk(get_resolver(urlconf), "")), key=lambda found: found.route)


def _walk(resolver: URLResolver, prefix: str) -> Iterator[EntryPoint]:
    for pattern in resolver.url_patterns:
        route = prefix + _text(pattern)
        if isinstance(pattern, URLPattern):
            view = pattern.callback
            yield EntryPoint(route=route, view=f"{view.__module__}.{view.__qualname__}")
        else:
            yield from _walk(pattern, route)


def _text(pattern: URLPattern | URLResolver) -> str:
    """Return the route; a regular expression's groups become gaps."""
    text = str(pattern.pattern)
    text = re.sub(r"\(\?P<([^>]+)>[^)]*\)", r"<\1>", text)
    return text.lstrip("^").rstrip("$").replace("\\Z", "").replace("\\.", ".").replace("/?", "/")
