"""One arrow of a state table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from kernel.actors import Actor, ActorKind
from kernel.errors import Refused
from kernel.workflow.refusals import GuardClosed

OFFICERS = frozenset({ActorKind.OFFICER})


@dataclass(frozen=True, slots=True)
class Guard:
    """A named condition on the record; `allows` gets the record and the actor."""

    name: str
    allows: Callable[[Any, Actor], bool]
    refusal: type[Refused] = GuardClosed


@dataclass(frozen=True, slots=True)
class Move:
    """An arrow from a state to a state, with what opens it.

    Attributes:
        permission: what an officer must hold; "" only where no officer may act.
        needs: what must come with the move, such as "remark" or "photo".
        guards: conditions on the record, asked in order.
        open_to: the kinds of actors for whom this arrow exists.
    """

    source: str
    target: str
    permission: str = ""
    name: str = ""
    label: str | Promise = ""
    needs: frozenset[str] = frozenset()
    guards: tuple[Guard, ...] = ()
    open_to: frozenset[ActorKind] = OFFICERS

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.target)
        if ActorKind.OFFICER in self.open_to and not self.permission:
            raise ValueError(f"{self.source} -> {self.target}: officers need a permission")
        if not self.open_to:
            raise ValueError(f"{self.source} -> {self.target}: nobody could ever make this move")

    def is_open_to(self, actor: Actor) -> bool:
        """Tell whether the actor may make this move, the record's own conditions aside."""
        if actor.kind not in self.open_to:
            return False
        return actor.kind is not ActorKind.OFFICER or actor.holds(self.permission)

    def closed_guard(self, subject: object, actor: Actor) -> Guard | None:
        """Return the first guard that says no for this record, or None."""
        return next((guard for guard in self.guards if not guard.allows(subject, actor)), None)
