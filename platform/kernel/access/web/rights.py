"""Positions against permissions, as the table of one module shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from kernel import modules
from kernel.access.models import Position
from kernel.configuration.listing import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionGroup:
    """The permissions of a module, each with its words."""

    name: str
    label: str
    permissions: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> frozenset[str]:
        """The permissions without their words."""
        return frozenset(code for code, _words in self.permissions)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRow:
    """A position and, for each permission of the group, whether it grants it."""

    position: Position
    title: str
    boxes: tuple[tuple[str, str, bool], ...]

    @property
    def held(self) -> int:
        """How many of the group's permissions the position grants."""
        return sum(held for _code, _words, held in self.boxes)


def permission_groups() -> list[PermissionGroup]:
    """Return what the modules in use offer, a group for each."""
    return [
        PermissionGroup(
            name=manifest.name,
            label=str(manifest.label),
            permissions=tuple(
                (str(code), str((manifest.permission_labels or {}).get(str(code), code)))
                for code in manifest.permissions
            ),
        )
        for manifest in sorted(modules.manifests(), key=lambda manifest: not manifest.optional)
        if manifest.permissions is not None and modules.is_on(manifest.name)
    ]


def rights_table(
    group: PermissionGroup, seats: Iterable[Position]
) -> list[tuple[str, list[RightsRow]]]:
    """Return the positions under their divisions, with a box for each permission."""
    table: dict[str, list[RightsRow]] = {}
    for seat in seats:
        boxes = tuple((code, words, code in seat.permissions) for code, words in group.permissions)
        row = RightsRow(position=seat, title=name_of(seat), boxes=boxes)
        table.setdefault(name_of(seat.division), []).append(row)
    return list(table.items())
