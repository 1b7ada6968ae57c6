"""Tell what applying a bundle would change, without changing anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kernel.configuration.bundle import Bundle, Object, key_text
from kernel.configuration.checking import checked
from kernel.configuration.exporting import export
from kernel.configuration.objects import object_key
from kernel.configuration.registry import Configurable, get, in_order


class Action(StrEnum):
    """What happens to one object."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One object, before and after; `after` is None when it goes."""

    kind: str
    key: str
    action: Action
    before: Object | None
    after: Object | None

    @property
    def fields(self) -> list[str]:
        """The names of the fields that differ."""
        if self.before is None or self.after is None:
            return []
        return [name for name in self.after if self.after[name] != self.before.get(name)]


def plan(bundle: Bundle, *, delete_missing: bool = False) -> list[Change]:
    """List what would happen to each object, in the order of writing.

    Objects of the tenant that the bundle does not name stay, unless `delete_missing`;
    then those of the bundle's kinds go, and they are listed last.

    Raises:
        BundleInvalid: the bundle cannot be applied anywhere.
        ReferenceCycle: the kinds wait for each other.
    """
    wanted = checked(bundle)
    kinds = in_order(get(kind) for kind in wanted)
    present = export(kinds=kinds).objects
    changes = [
        change
        for configurable in kinds
        for change in _writes(configurable, wanted[configurable.kind], present[configurable.kind])
    ]
    if delete_missing:
        for configurable in reversed(kinds):
            changes += _deletes(configurable, wanted[configurable.kind], present[configurable.kind])
    return changes


def by_key(configurable: Configurable, objects: list[Object]) -> dict[str, Object]:
    """Return the objects of a kind by the text of their natural key."""
    return {key_text(object_key(configurable, obj)): obj for obj in objects}


def _writes(
    configurable: Configurable, wanted: list[Object], present: list[Object]
) -> Iterator[Change]:
    before = by_key(configurable, present)
    for key, after in by_key(configurable, wanted).items():
        old = before.get(key)
        if old is None:
            action = Action.CREATE
        else:
            action = Action.UNCHANGED if old == after else Action.UPDATE
        yield Change(kind=configurable.kind, key=key, action=action, before=old, after=after)


def _deletes(
    configurable: Configurable, wanted: list[Object], present: list[Object]
) -> Iterator[Change]:
    kept = by_key(configurable, wanted)
    for key, old in by_key(configurable, present).items():
        if key not in kept:
            yield Change(
                kind=configurable.kind, key=key, action=Action.DELETE, before=old, after=None
            )
