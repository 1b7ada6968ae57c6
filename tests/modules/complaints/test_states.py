import pathlib

from django.conf import settings
from django.utils import translation

from modules.complaints.permissions import REPORTER, Permission
from modules.complaints.services.performing import VERBS
from modules.complaints.states import ASKED_TO_REOPEN, MACHINE, OPEN_STATES, State

DIAGRAM = pathlib.Path(settings.BASE_DIR) / "docs/reference/complaint-states.md"


def test_every_open_state_can_be_reached_and_left() -> None:
    reached = MACHINE.reachable_from(State.NEW)

    assert set(OPEN_STATES) <= reached
    assert not set(MACHINE.ends()) & set(OPEN_STATES)


def test_only_a_withdrawn_complaint_has_no_way_on() -> None:
    assert set(MACHINE.ends()) == {State.CANCELLED}


def test_closed_is_left_only_after_the_reporter_has_asked() -> None:
    for closed in (State.DONE, State.CLOSED_OTHER):
        ways_on = {move.name: move for move in MACHINE.moves_from(closed)}
        assert set(ways_on) == {"ask_reopen", "reopen", "keep_closed"}
        assert ASKED_TO_REOPEN in ways_on["reopen"].guards
        assert ASKED_TO_REOPEN in ways_on["keep_closed"].guards


def test_every_name_of_the_table_has_a_verb_and_no_verb_is_without_an_arrow() -> None:
    assert {move.name for move in MACHINE.moves} == set(VERBS)


def test_every_need_of_a_move_is_something_its_verb_takes() -> None:
    called = {"photo": "photos"}
    for move in MACHINE.moves:
        taken = VERBS[move.name][1]
        assert {called.get(need, need) for need in move.needs} <= set(taken), move


def test_no_position_can_carry_the_reporters_right() -> None:
    assert REPORTER not in set(Permission)


def test_the_documented_diagram_is_the_table() -> None:
    with translation.override("th"):
        labels = {state.value: state.label for state in State}
        drawn = MACHINE.as_mermaid(labels)

    assert f"```mermaid\n{drawn}```" in DIAGRAM.read_text()
