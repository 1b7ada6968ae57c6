"""What every template may ask of the shell around it; nothing is computed before it is asked."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from kernel.access.errors import SecondFactorMissing
from kernel.access.web import actor_of
from kernel.actors import Actor
from kernel.tenancy import tenant_or_none
from kernel.ui.branding import Branding, branding, language_name
from kernel.ui.links import Link, citizen_links, desk_links, url_or_empty
from kernel.ui.theme import stylesheet_version

THEME_COOKIE = "thongthin_theme"
THEMES = ("light", "dark")


class Shell:
    """The frame of a page: whose house, which theme, which doors."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def brand(self) -> Branding:
        """The municipality's name, colour, emblem and contact lines."""
        return branding()

    @property
    def theme(self) -> str:
        """The theme chosen by hand, or "" to follow the device."""
        chosen = self._request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else ""

    @property
    def theme_version(self) -> str:
        """What changes when the municipality's colour changes."""
        return stylesheet_version(self.brand.colour)

    @property
    def is_tenant(self) -> bool:
        """Tell whether this is a municipality's site, not the public portal."""
        return tenant_or_none() is not None

    @property
    def languages(self) -> list[tuple[str, str, bool]]:
        """The languages: code, own name, and whether it is the one now shown."""
        now = translation.get_language() or settings.LANGUAGE_CODE
        return [(code, language_name(code), code == now) for code, _label in settings.LANGUAGES]

    @cached_property
    def citizen_menu(self) -> list[Link]:
        """What a citizen can do here."""
        return citizen_links(self._request)

    @cached_property
    def actor(self) -> Actor | None:
        """The officer who is signed in, with the hats worn, or None."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        try:
            actor = actor_of(self._request)
        except SecondFactorMissing:
            return None
        return actor if actor.officer_id is not None else None

    @cached_property
    def desk_menu(self) -> list[Link]:
        """The doors of the workplace that the officer's permissions open."""
        return desk_links(self._request, self.actor)

    @property
    def sign_in_url(self) -> str:
        """Where officers sign in, or "" where nobody can."""
        return url_or_empty("account_login")

    @property
    def sign_out_url(self) -> str:
        """Where a signed-in person leaves."""
        return url_or_empty("account_logout")

    @property
    def account_url(self) -> str:
        """Where a signed-in person looks after password, second factor and sessions."""
        return url_or_empty("account_home")


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give templates `shell`."""
    return {"shell": Shell(request)}
