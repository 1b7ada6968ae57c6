"""Links of the menus: only what exists, is switched on and is allowed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel import modules
from kernel.actors import Actor
from kernel.tenancy import tenant_or_none


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A door with its name and icon; `is_current` when the reader stands behind it."""

    label: str | Promise
    url: str
    icon: str
    help: str | Promise = ""
    is_current: bool = False


def url_or_empty(name: str, *args: object) -> str:
    """Return the address of the view, or "" when this site does not have it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def citizen_links(request: HttpRequest) -> list[Link]:
    """Return what a citizen can do here, the home first."""
    home = modules.MenuItem(label=_("หน้าแรก"), url_name="ui:home", icon="house", area="citizen")
    offered = modules.menu("citizen") if tenant_or_none() else []
    return _links([home, *offered], request)


def desk_links(request: HttpRequest, actor: Actor | None) -> list[Link]:
    """Return the doors of the workplace that the actor's permissions open."""
    if actor is None or tenant_or_none() is None:
        return []
    inbox = modules.MenuItem(label=_("งานของฉัน"), url_name="ui:workplace", icon="inbox")
    offered = [
        item
        for item in modules.menu("desk")
        if item.permission is None or actor.holds(item.permission)
    ]
    return _links([inbox, *offered], request)


def _links(items: Iterable[modules.MenuItem], request: HttpRequest) -> list[Link]:
    found = [(item, url_or_empty(item.url_name)) for item in items]
    here = _nearest((url for _item, url in found if url), request.path)
    return [
        Link(label=item.label, url=url, icon=item.icon, help=item.help, is_current=url == here)
        for item, url in found
        if url
    ]


def _nearest(urls: Iterable[str], path: str) -> str:
    """Return the longest address that leads to the path; the home leads only to itself."""
    leading = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(leading, key=len, default="")
