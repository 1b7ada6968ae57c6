"""The settings page as shelves: which pages stand on each, for this officer, with their counts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Value
from django.utils.functional import Promise

from kernel import modules
from kernel.actors import Actor
from kernel.configuration.catalogues import Catalogue, catalogues
from kernel.configuration.groups import group_named, is_group_on, sections
from kernel.configuration.permissions import Permission

type Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A heading of the settings page; a module that declares none gets its own label."""

    name: str
    label: Text
    position: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is neither a group of settings nor a catalogue.

    Attributes:
        count: how many things it holds; None shows no number.
        permissions: any one of them opens it.
    """

    group: str
    label: Text
    url_name: str
    permissions: tuple[str, ...] = (Permission.VIEW, Permission.MANAGE)
    icon: str = "settings"
    help: Text = ""
    count: Callable[[], int] | None = None
    position: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a shelf; `catalogue` or `group` names what the address is made of."""

    label: Text
    help: Text
    icon: str
    count: int | None
    position: int
    url_name: str
    catalogue: str = ""
    group: str = ""


_shelves: dict[str, Shelf] = {}
_pages: list[Page] = []


def declare_shelf(*shelves: Shelf) -> None:
    """Name headings of the settings page."""
    for shelf in shelves:
        _shelves[shelf.name] = shelf


def declare_page(*pages: Page) -> None:
    """Add pages to the settings page."""
    _pages.extend(pages)


def shelves_for(actor: Actor) -> list[tuple[Shelf, list[Entry]]]:
    """Return what the officer may open, by shelf; shelves with nothing on them are left out."""
    found: dict[str, list[Entry]] = {}
    for group, entry in (*_settings(actor), *_lists(actor), *_further(actor)):
        found.setdefault(_shelf_of(group), []).append(entry)
    shown = [
        (_shelf(name), sorted(entries, key=lambda entry: entry.position))
        for name, entries in found.items()
    ]
    return sorted(shown, key=lambda pair: (pair[0].position, pair[0].name))


def may_open(actor: Actor, catalogue: Catalogue) -> bool:
    """Tell whether the officer may look at the list."""
    return actor.holds(catalogue.view) or actor.holds(catalogue.manage)


def _settings(actor: Actor) -> list[tuple[str, Entry]]:
    if not (actor.holds(Permission.VIEW) or actor.holds(Permission.MANAGE)):
        return []
    door = "configuration:edit" if actor.holds(Permission.MANAGE) else "configuration:values"
    return [
        (
            found.group.name,
            Entry(
                label=found.group.settings_label or found.group.label,
                help=found.group.help,
                icon=found.group.icon,
                count=None,
                position=found.group.position,
                url_name=door,
                group=found.group.name,
            ),
        )
        for found in sections()
    ]


def _lists(actor: Actor) -> list[tuple[str, Entry]]:
    open_to = [c for c in catalogues() if is_group_on(c.group) and may_open(actor, c)]
    counts = _counts(open_to)
    return [
        (
            found.group,
            Entry(
                label=found.label,
                help=found.help,
                icon=found.icon,
                count=counts.get(found.name, 0),
                position=found.position,
                url_name="configuration:rows",
                catalogue=found.name,
            ),
        )
        for found in open_to
    ]


def _further(actor: Actor) -> list[tuple[str, Entry]]:
    return [
        (
            page.group,
            Entry(
                label=page.label,
                help=page.help,
                icon=page.icon,
                count=page.count() if page.count else None,
                position=page.position,
                url_name=page.url_name,
            ),
        )
        for page in _pages
        if is_group_on(page.group) and any(actor.holds(one) for one in page.permissions)
    ]


def _counts(found: list[Catalogue]) -> dict[str, int]:
    """Count the rows of every list with one query."""
    counted = [
        catalogue.configurable.model._default_manager.order_by()  # noqa: SLF001 -- Django's public API
        .annotate(place=Value(place, output_field=IntegerField()))
        .values("place")
        .annotate(rows=Count("pk"))
        .values_list("place", "rows")
        for place, catalogue in enumerate(found)
    ]
    if not counted:
        return {}
    first, *rest = counted
    return {found[place].name: rows for place, rows in first.union(*rest, all=True)}


def _shelf_of(group: str) -> str:
    return group_named(group).shelf or group


def _shelf(name: str) -> Shelf:
    labels = {manifest.name: manifest.label for manifest in modules.manifests()}
    return _shelves.get(name) or Shelf(name=name, label=labels.get(name, name))
