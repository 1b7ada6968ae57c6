"""What a full process does: it serves so many, lets so many wait, and sends the others away."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from kernel.observability.crowding import Room
from tenants.admission import Admission


def room(*, at_once: int = 2, waiting: int = 4, patience: float = 5.0) -> Room:
    return Room(at_once=at_once, waiting=waiting, patience_seconds=patience)


class Crowd:
    """People who come to a room at once and stay until they are told to go."""

    def __init__(self, place: Room) -> None:
        self.place = place
        self.answers: list[bool] = []
        self.go = threading.Event()
        self.threads: list[threading.Thread] = []

    def come(self, count: int, whose: str = "banmai", *, is_urgent: bool = True) -> None:
        def visit() -> None:
            with self.place.place(whose, is_urgent=is_urgent) as is_let_in:
                self.answers.append(is_let_in)
                if is_let_in:
                    self.go.wait(10)

        for _ in range(count):
            thread = threading.Thread(target=visit)
            thread.start()
            self.threads.append(thread)
            time.sleep(0.01)

    def leave(self) -> list[bool]:
        self.go.set()
        for thread in self.threads:
            thread.join()
        return self.answers


def until(said: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not said():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_who_does_not_fit_is_told_at_once_and_who_waited_is_served() -> None:
    crowd = Crowd(room(waiting=8))
    crowd.come(2, "banmai")
    crowd.come(5, "banmai")
    crowd.come(3, "nadee")

    crowd.come(4, "nadee")

    until(lambda: crowd.answers.count(False) == 4)
    assert sorted(crowd.leave()) == [False] * 4 + [True] * 10


def test_a_list_waits_only_while_half_of_the_places_are_free() -> None:
    crowd = Crowd(room())
    crowd.come(2)
    crowd.come(2, is_urgent=False)

    crowd.come(1, is_urgent=False)
    until(lambda: crowd.answers == [True, True, False])
    crowd.come(1, "nadee")

    assert sorted(crowd.leave()) == [False] + [True] * 5


def test_the_flood_of_one_town_leaves_a_way_in_for_another() -> None:
    crowd = Crowd(room(at_once=2, waiting=6))
    crowd.come(7, "banmai")
    until(lambda: crowd.answers == [True, True, False])

    crowd.come(2, "nadee")

    assert sorted(crowd.leave()) == [False] + [True] * 8


def test_nobody_waits_longer_than_the_patience() -> None:
    crowd = Crowd(room(at_once=1, patience=0.1))
    crowd.come(1)
    began = time.monotonic()

    crowd.come(1)
    until(lambda: False in crowd.answers)

    assert time.monotonic() - began < 2
    assert sorted(crowd.leave()) == [False, True]


def test_a_place_is_free_again_after_an_error() -> None:
    place = room(at_once=1, waiting=0)

    with pytest.raises(ZeroDivisionError), place.place("banmai", is_urgent=True):
        _ = 1 / 0

    with place.place("banmai", is_urgent=True) as is_let_in:
        assert is_let_in


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house in which nobody finds a place."""
    closed = room(at_once=0, waiting=0)
    before = Admission.__init__

    def begin(self: Admission, get_response: Callable[..., Any]) -> None:
        before(self, get_response)
        self.room = closed

    monkeypatch.setattr(Admission, "__init__", begin)


@pytest.mark.usefixtures("full")
def test_a_person_reads_a_page_in_their_language_and_a_program_a_problem() -> None:
    # No database is open to this test: whoever is sent away costs no query.
    visitor = Client(HTTP_HOST="banmai.localhost")

    thai = visitor.get("/cases/")
    english = visitor.get("/cases/", headers={"Accept-Language": "en"})
    problem = visitor.post("/api/v1/complaints/", "{}", content_type="application/json")

    assert [answer.status_code for answer in (thai, english, problem)] == [503] * 3
    assert "มีผู้ใช้งานจำนวนมาก" in thai.content.decode()
    assert "Many people" in english.content.decode()
    assert problem.json()["code"] == "crowded"
    assert problem["Content-Type"] == "application/problem+json"
    assert int(thai["Content-Length"]) == len(thai.content)
    assert all(1 <= int(answer["Retry-After"]) <= 10 for answer in (thai, english, problem))


@pytest.mark.usefixtures("full")
def test_health_is_asked_however_full_the_house_is(settings: Settings) -> None:
    assert Client(HTTP_HOST="banmai.localhost").get("/healthz").status_code == 200
