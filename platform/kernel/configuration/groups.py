"""Settings that belong together on a page: the first part of their keys, with a name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from kernel import modules
from kernel.configuration.settings import Setting, declared_settings

type GroupCheck = Callable[[Mapping[str, Any]], Iterable[tuple[str, str | Promise]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading of the settings page.

    Attributes:
        name: the part of the keys before the first dot.
        position: where it stands; modules that declare nothing come last.
        icon: a symbol of the sprite.
        shelf: the heading it stands under; its own name without.
        settings_label: what its values are called on a shelf that has lists too.
        check: tells faults between values, as (key, message) pairs.
    """

    name: str
    label: str | Promise
    help: str | Promise = ""
    position: int = 100
    icon: str = "settings"
    shelf: str = ""
    settings_label: str | Promise = ""
    check: GroupCheck | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A group with its settings, in the order of their declaration."""

    group: Group
    settings: tuple[Setting, ...]

    def faults(self, values: Mapping[str, Any]) -> Iterable[tuple[str, str | Promise]]:
        """Tell what is wrong between the values."""
        return self.group.check(values) if self.group.check else ()


_declared: dict[str, Group] = {}


def declare_group(group: Group) -> None:
    """Name a group; called from an app's `configurables.py`. A module's label serves without."""
    _declared[group.name] = group


def sections() -> list[Section]:
    """Return the settings of this municipality by group, without modules that are off."""
    found: dict[str, list[Setting]] = {}
    for item in declared_settings():
        found.setdefault(item.group, []).append(item)
    shown = [
        Section(group_named(name), tuple(items))
        for name, items in found.items()
        if is_group_on(name)
    ]
    return sorted(shown, key=lambda section: (section.group.position, section.group.name))


def section(name: str) -> Section | None:
    """Return the section of this name, or None."""
    return next((found for found in sections() if found.group.name == name), None)


def group_named(name: str) -> Group:
    """Return the group of this name; one that nobody declared wears its module's label."""
    labels = {manifest.name: manifest.label for manifest in modules.manifests()}
    return _declared.get(name) or Group(name=name, label=labels.get(name, name))


def is_group_on(name: str) -> bool:
    """Tell whether the group belongs to the house, or to a module that is on."""
    known = {manifest.name for manifest in modules.manifests()}
    return name not in known or modules.is_on(name)
