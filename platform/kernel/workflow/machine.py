"""A table of moves."""

from collections.abc import Callable, Collection, Iterable, Mapping

from kernel.actors import Actor
from kernel.errors import NotAllowed
from kernel.workflow.moves import Move
from kernel.workflow.refusals import KNOWN, IllegalMove, NeedMissing

type Subject = object
type Labels = Mapping[str, object] | Callable[[str], object]


class Machine:
    """The moves of one kind of record; nothing else decides what may happen next.

    One name may lead from a state to several others when guards tell them apart (an answer goes
    back to the unit if there is one, else to triage).

    Attributes:
        moves: every move, in the order of the table.

    Raises:
        ValueError: an arrow stands twice, or guards do not tell two of one name apart.
    """

    def __init__(self, *moves: Move) -> None:
        self.moves = moves
        self._named: dict[tuple[str, str], list[Move]] = {}
        for move in moves:
            twins = self._named.setdefault((move.source, move.name), [])
            if any(twin.target == move.target or not twin.guards for twin in twins):
                raise ValueError("two moves of one name leave the same state")
            twins.append(move)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that an arrow touches, in the order of the table."""
        ends = (state for move in self.moves for state in (move.source, move.target))
        return tuple(dict.fromkeys(ends))

    def find(self, name: str, source: str) -> Move | None:
        """Return the first move of this name out of the state, or None."""
        return next(iter(self._named.get((source, name), ())), None)

    def move(self, name: str, source: str) -> Move:
        """Return the first move of this name out of the state.

        Raises:
            IllegalMove: the table has no such arrow.
        """
        found = self.find(name, source)
        if found is None:
            raise IllegalMove
        return found

    def moves_from(
        self, state: str, actor: Actor | None = None, subject: Subject | None = None
    ) -> list[Move]:
        """List the moves out of the state: all, the actor's, or the actor's on this record."""
        moves: Iterable[Move] = (move for move in self.moves if move.source == state)
        if actor is not None:
            moves = (move for move in moves if move.is_open_to(actor))
        if actor is not None and subject is not None:
            moves = (move for move in moves if move.closed_guard(subject, actor) is None)
        return list(moves)

    def check(
        self,
        name: str,
        *,
        source: str,
        by: Actor,
        given: Collection[str] = (),
        subject: Subject | None = None,
    ) -> Move:
        """Return the move if the actor may make it now, with what was given.

        Raises:
            IllegalMove: the table has no such arrow.
            NotAllowed: the arrow is not open to the actor.
            NeedMissing: something the move asks for was not given.
            Refused: a guard says no, with its own refusal.
        """
        move = self._open(name, source, by, subject)
        for need in sorted(move.needs.difference(given)):
            raise KNOWN.get(need, NeedMissing)(need=need)
        return move

    def reachable_from(self, start: str) -> frozenset[str]:
        """Return every state that some path of moves leads to, the start included."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            state = waiting.pop()
            seen.add(state)
            waiting += [m.target for m in self.moves_from(state) if m.target not in seen]
        return frozenset(seen)

    def ends(self) -> tuple[str, ...]:
        """Return the states that no move leaves."""
        sources = {move.source for move in self.moves}
        return tuple(state for state in self.states if state not in sources)

    def as_mermaid(
        self, labels: Mapping[str, object] | Callable[[str], object] | None = None
    ) -> str:
        """Return the table as a mermaid diagram, with the labels of the states if given."""
        named = labels.get if isinstance(labels, Mapping) else labels
        lines = ["stateDiagram-v2"]
        for state in self.states:
            label = named(state) if named else None
            lines.append(f"    {state}: {label or state}")
        lines += [f"    {m.source} --> {m.target}: {m.label or m.name}" for m in self.moves]
        return "\n".join(lines) + "\n"

    def _open(self, name: str, source: str, by: Actor, subject: Subject | None) -> Move:
        self.move(name, source)
        candidates = [move for move in self._named[source, name] if move.is_open_to(by)]
        if not candidates:
            raise NotAllowed
        closed = [move.closed_guard(subject, by) for move in candidates]
        if None not in closed:
            raise next(guard.refusal for guard in closed if guard)
        return candidates[closed.index(None)]
