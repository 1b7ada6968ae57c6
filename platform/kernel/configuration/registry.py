"""What a municipality can set: each app declares its own kinds, once, at start-up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from kernel.configuration.errors import ReferenceCycle, UnknownKind

type Check = Callable[[Mapping[str, Any]], Iterable[tuple[str, str | Promise]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configurable:
    """A kind of object that travels in a configuration bundle, known by a natural key.

    Attributes:
        kind: the name in bundles, "app.noun".
        key: names of the fields that say which object it is, in every municipality.
        fields: names of the other fields that travel; nothing else does.
        references: field name to the kind it points at, for every relation that travels.
        files: names of the fields that hold a reference to a stored file.
        check: tells the faults of an object beyond its types, as (field, message) pairs; it is
            given every field, in canonical form.
        label: what people call the kind.
    """

    kind: str
    model: type[Model]
    key: tuple[str, ...]
    fields: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    check: Check | None = None
    label: str | Promise = ""

    @property
    def all_fields(self) -> tuple[str, ...]:
        """The names of everything that travels, the key first."""
        return (*self.key, *self.fields)


_declared: dict[str, Configurable] = {}


def declare(configurable: Configurable) -> None:
    """Add a kind; called from an app's `configurables.py`."""
    _declared[configurable.kind] = configurable


def configurables() -> tuple[Configurable, ...]:
    """Return every declared kind, by name."""
    return tuple(_declared[kind] for kind in sorted(_declared))


def get(kind: str) -> Configurable:
    """Return the kind of this name.

    Raises:
        UnknownKind: nobody declared it.
    """
    try:
        return _declared[kind]
    except KeyError:
        raise UnknownKind(kind=kind) from None


def in_order(kinds: Iterable[Configurable]) -> list[Configurable]:
    """Return the kinds so that what is pointed at comes first; pointing at oneself is fine.

    Raises:
        ReferenceCycle: two kinds wait for each other.
        UnknownKind: a reference leads to a kind that nobody declared.
    """
    wanted = {item.kind: item for item in kinds}
    graph = {kind: sorted(_targets(item)) for kind, item in sorted(wanted.items())}
    try:
        names = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ReferenceCycle(kinds=" → ".join(error.args[1])) from error
    return [wanted[name] for name in names if name in wanted]


def _targets(configurable: Configurable) -> set[str]:
    return {get(kind).kind for kind in configurable.references.values()} - {configurable.kind}
