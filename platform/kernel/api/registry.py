"""Where modules announce their addresses below /api/v1/."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path

_announced: dict[str, str] = {}


def register(prefix: str, urlconf: str) -> None:
    """Mount a module's `api.urls` below the prefix; called from the app's ready().

    Raises:
        ValueError: another module has the prefix.
    """
    if _announced.get(prefix, urlconf) != urlconf:
        raise ValueError(prefix)
    _announced[prefix] = urlconf


def urlpatterns() -> Sequence[URLPattern | URLResolver]:
    """Return the addresses of all modules, by prefix."""
    return [path(prefix, include(urlconf)) for prefix, urlconf in sorted(_announced.items())]
