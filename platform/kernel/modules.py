"""What a module offers, and whether this municipality has switched it on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from kernel.tenancy import current_tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """A door in a menu: citizens see area "citizen", officers with the permission see "desk"."""

    label: str | Promise
    url_name: str
    icon: str
    permission: str | None = None
    area: str = "desk"
    help: str | Promise = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a module offers to the house.

    `optional` is False for what the kernel itself offers: it cannot be switched off.
    """

    name: str
    label: str | Promise
    menu: tuple[MenuItem, ...] = ()
    permissions: type[StrEnum] | None = None
    permission_labels: dict[str, str | Promise] | None = None
    optional: bool = True


_manifests: dict[str, Manifest] = {}


def register(manifest: Manifest) -> None:
    """Add the manifest; called once from the app's ready()."""
    _manifests[manifest.name] = manifest


def manifests() -> Iterable[Manifest]:
    """Return every manifest, in the order of registration."""
    return tuple(_manifests.values())


def is_on(name: str) -> bool:
    """Tell whether the current tenant has the module switched on."""
    manifest = _manifests.get(name)
    if manifest is None:
        return False
    return not manifest.optional or name in current_tenant().modules


def of_modules_on[T](answers: Iterable[tuple[str, T]]) -> list[T]:
    """Return the answers of a list port whose module is on; a module that is off is silent."""
    return [answer for name, answer in answers if is_on(name)]


def menu(area: str) -> list[MenuItem]:
    """Return the menu items of the modules that are on: their work first, then the house's."""
    return [
        item
        for manifest in sorted(manifests(), key=lambda manifest: not manifest.optional)
        if is_on(manifest.name)
        for item in manifest.menu
        if item.area == area
    ]
