"""States and moves as tables."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.actors import SYSTEM, Actor, ActorKind, citizen
from kernel.errors import NotAllowed, Refused
from kernel.workflow import (
    Guard,
    IllegalMove,
    Machine,
    Move,
    NeedMissing,
    PhotoMissing,
    RemarkMissing,
)


class HasOpenChildren(Refused):
    """A lamp with open children cannot be closed."""

    code = "has_open_children"


@dataclass
class Lamp:
    open_children: int = 0


NO_CHILDREN = Guard("no open children", lambda lamp, _: lamp.open_children == 0, HasOpenChildren)
CITIZENS = frozenset({ActorKind.CITIZEN})
LAMPS = Machine(
    Move("filed", "assigned", "lamp.assign", "assign", "มอบหมาย"),
    Move("assigned", "assigned", "lamp.assign", "reassign", "มอบหมายใหม่"),
    Move(
        "assigned",
        "done",
        "lamp.resolve",
        "resolve",
        "แก้ไขเสร็จ",
        needs=frozenset({"remark", "photo"}),
        guards=(NO_CHILDREN,),
    ),
    Move(
        "filed",
        "cancelled",
        name="withdraw",
        label="ถอนเรื่อง",
        open_to=frozenset({ActorKind.CITIZEN}),
    ),
)


def officer(*permissions: str) -> Actor:
    return Actor(kind=ActorKind.OFFICER, label="สมชาย ใจดี", permissions=frozenset(permissions))


def test_moves_from_gives_the_buttons_of_the_actor() -> None:
    assert [m.name for m in LAMPS.moves_from("filed")] == ["assign", "withdraw"]
    assert [m.name for m in LAMPS.moves_from("filed", officer("lamp.assign"))] == ["assign"]
    assert LAMPS.moves_from("filed", officer("lamp.resolve")) == []
    assert [m.name for m in LAMPS.moves_from("filed", citizen())] == ["withdraw"]
    assert LAMPS.moves_from("filed", SYSTEM) == []


def test_moves_from_leaves_out_what_a_guard_closes() -> None:
    resolver = officer("lamp.resolve")

    assert [m.name for m in LAMPS.moves_from("assigned", resolver, Lamp())] == ["resolve"]
    assert LAMPS.moves_from("assigned", resolver, Lamp(open_children=1)) == []


def test_check_returns_the_move() -> None:
    move = LAMPS.check(
        "resolve",
        source="assigned",
        by=officer("lamp.resolve"),
        given={"remark", "photo"},
        subject=Lamp(),
    )

    assert move.target == "done"


def test_check_refuses_an_arrow_that_is_not_in_the_table() -> None:
    with pytest.raises(IllegalMove):
        LAMPS.check("resolve", source="filed", by=officer("lamp.resolve"))


def test_check_refuses_without_the_permission() -> None:
    with pytest.raises(NotAllowed):
        LAMPS.check("assign", source="filed", by=officer("lamp.resolve"))


def test_check_refuses_a_citizen_an_officers_move_even_with_the_permission() -> None:
    sly = Actor(kind=ActorKind.CITIZEN, label="x", permissions=frozenset({"lamp.assign"}))

    with pytest.raises(NotAllowed):
        LAMPS.check("assign", source="filed", by=sly)


@pytest.mark.parametrize(
    ("given_too", "refusal"), [({"photo"}, RemarkMissing), ({"remark"}, PhotoMissing)]
)
def test_check_names_what_is_missing(given_too: set[str], refusal: type[NeedMissing]) -> None:
    with pytest.raises(refusal) as caught:
        LAMPS.check(
            "resolve",
            source="assigned",
            by=officer("lamp.resolve"),
            given=given_too,
            subject=Lamp(),
        )

    assert caught.value.field in {"remark", "photo"}
    assert str(caught.value)


def test_check_says_the_guards_own_no() -> None:
    with pytest.raises(HasOpenChildren):
        LAMPS.check(
            "resolve",
            source="assigned",
            by=officer("lamp.resolve"),
            given={"remark", "photo"},
            subject=Lamp(open_children=2),
        )


def test_an_unknown_need_is_named_in_the_refusal() -> None:
    machine = Machine(Move("a", "b", "p", needs=frozenset({"receipt"})))

    with pytest.raises(NeedMissing) as caught:
        machine.check("b", source="a", by=officer("p"))

    assert caught.value.field == "receipt"
    assert "receipt" in str(caught.value)


def test_a_table_refuses_two_moves_of_one_name_from_one_state() -> None:
    with pytest.raises(ValueError, match="two moves"):
        Machine(Move("a", "b", "p", "go"), Move("a", "c", "p", "go"))


def test_where_one_name_has_two_targets_the_guards_decide() -> None:
    has_children = Guard("has children", lambda lamp, _: lamp.open_children > 0)
    machine = Machine(
        Move("asked", "assigned", "p", "answer", guards=(has_children,)),
        Move("asked", "filed", "p", "answer", guards=(NO_CHILDREN,)),
    )

    def target(lamp: Lamp) -> str:
        return machine.check("answer", source="asked", by=officer("p"), subject=lamp).target

    assert target(Lamp(open_children=1)) == "assigned"
    assert target(Lamp()) == "filed"
    assert [m.target for m in machine.moves_from("asked")] == ["assigned", "filed"]
    assert [m.target for m in machine.moves_from("asked", officer("p"), Lamp())] == ["filed"]


def test_a_move_for_officers_needs_a_permission() -> None:
    with pytest.raises(ValueError, match="need a permission"):
        Move("a", "b")
    with pytest.raises(ValueError, match="nobody"):
        Move("a", "b", open_to=frozenset())


def test_the_diagram_shows_every_arrow_with_the_tenants_labels() -> None:
    diagram = LAMPS.as_mermaid({"filed": "รับเรื่อง"})

    assert diagram.startswith("stateDiagram-v2\n")
    assert "    filed: รับเรื่อง\n" in diagram
    assert "    assigned --> done: แก้ไขเสร็จ\n" in diagram
    assert LAMPS.ends() == ("done", "cancelled")


STATES = st.sampled_from("abcdef")
NAMES = st.sampled_from(["go", "stop", "turn"])
MOVES = st.lists(
    st.builds(
        Move,
        source=STATES,
        target=STATES,
        permission=st.sampled_from(["p1", "p2"]),
        name=NAMES,
        needs=st.frozensets(st.sampled_from(["remark", "photo", "receipt"])),
    ),
    unique_by=lambda move: (move.source, move.name),
    min_size=1,
)


@given(
    MOVES, STATES, st.sampled_from(["go", "stop", "turn"]), st.sets(st.sampled_from(["p1", "p2"]))
)
def test_check_and_buttons_never_disagree(
    moves: list[Move], state: str, name: str, permissions: set[str]
) -> None:
    machine = Machine(*moves)
    actor = officer(*permissions)
    button = next((m for m in machine.moves_from(state, actor) if m.name == name), None)

    try:
        allowed = machine.check(name, source=state, by=actor, given={"remark", "photo", "receipt"})
    except (IllegalMove, NotAllowed):
        allowed = None

    assert allowed == button
    assert allowed is None or allowed.permission in permissions


@given(MOVES, st.data())
def test_no_walk_leaves_the_table(moves: list[Move], data: st.DataObject) -> None:
    machine = Machine(*moves)
    state = start = data.draw(st.sampled_from(machine.states))

    for _ in range(10):
        open_moves = machine.moves_from(state)
        if not open_moves:
            break
        state = data.draw(st.sampled_from(open_moves)).target

    assert state in machine.reachable_from(start)
    assert machine.as_mermaid().count(" --> ") == len(moves)
