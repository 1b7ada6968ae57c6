"""Who asks too often waits; the count is right when many ask at once, and per municipality."""

import pytest
from pytest_django import Settings

from tests.kernel.api.conftest import LAMPS, Caller

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.kernel.api.probe"),
]

LONG = 10_000_000


@pytest.fixture(autouse=True)
def rates(settings: Settings) -> None:
    settings.API_RATES = {"tenant": (6, LONG), "caller": (9, LONG), "anonymous": (3, LONG)}


def test_the_fourth_request_of_three_is_refused_until_the_window_is_over(caller: Caller) -> None:
    statuses = [caller.get(LAMPS).status_code for _ in range(3)]

    answer = caller.get(LAMPS)

    assert statuses == [200, 200, 200]
    assert answer.status_code == 429
    assert answer.json()["code"] == "throttled"
    assert 0 < int(answer["Retry-After"]) <= LONG


def test_one_municipality_is_not_slowed_down_by_another(caller: Caller, neighbour: Caller) -> None:
    for _ in range(4):
        caller.get(LAMPS)

    assert caller.get(LAMPS).status_code == 429
    assert neighbour.get(LAMPS).status_code == 200


def test_many_addresses_together_reach_the_limit_of_the_municipality(caller: Caller) -> None:
    statuses = [caller.get(LAMPS, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(8)]

    assert statuses == [200] * 6 + [429] * 2


def test_an_invented_forwarded_address_does_not_reset_the_count(caller: Caller) -> None:
    statuses = [
        caller.get(LAMPS, headers={"x-forwarded-for": f"10.9.9.{number}"}).status_code
        for number in range(4)
    ]

    assert statuses == [200, 200, 200, 429]


def test_refused_requests_count_too(caller: Caller) -> None:
    refused = [caller.lamp("gone").status_code for _ in range(3)]

    assert refused == [409, 409, 409]
    assert caller.lamp().status_code == 429


def test_wrong_tokens_are_counted(caller: Caller) -> None:
    wrong = {"authorization": "Bearer wrong"}

    statuses = [caller.get("/api/v1/signed/", headers=wrong).status_code for _ in range(4)]

    assert statuses == [401, 401, 401, 429]


def test_a_caller_who_is_refused_uses_up_nothing_of_the_municipality(caller: Caller) -> None:
    for _ in range(20):
        caller.get(LAMPS, REMOTE_ADDR="10.0.0.1")

    statuses = [caller.get(LAMPS, REMOTE_ADDR=f"10.0.1.{n}").status_code for n in range(4)]

    assert statuses == [200, 200, 200, 429]
