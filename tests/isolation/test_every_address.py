"""Every address, asked at one municipality with the numbers, cookies and tokens of another."""

import pytest

from tests.isolation import crawl
from tests.isolation.entry_points import EntryPoint, entry_points
from tests.isolation.world import World

ADDRESSES = entry_points()
# Whoever holds a tracking code may follow and withdraw: there the code is the key, not the session.
KEYED = ("track/", "report/sent/")
NUMBERED = [found for found in ADDRESSES if found.parameters]


def test_the_walk_finds_the_addresses_of_every_room() -> None:
    routes = {found.route for found in ADDRESSES}

    assert {
        "desk/",
        "report/",
        "api/v1/complaints/",
        "files/<uuid:public_id>/<slug:variant>/",
    } <= routes
    assert len(ADDRESSES) > 40


@pytest.mark.parametrize("address", NUMBERED, ids=lambda found: found.route)
def test_every_gap_of_an_address_has_a_value_of_the_other_municipality(
    address: EntryPoint, world: World
) -> None:
    missing = [name for name in address.parameters if name not in world.theirs(address.route)]

    assert missing == [], f"tell tests/isolation/world.py what {missing} of {address.route} is"


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda found: found.route)
def test_their_numbers_open_nothing_here(address: EntryPoint, verb: str, world: World) -> None:
    assert crawl.with_their_numbers(address, verb, world) == []


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize(
    "address",
    [a for a in ADDRESSES if not a.route.startswith(KEYED)],
    ids=lambda found: found.route,
)
def test_a_session_from_here_is_a_stranger_there(
    address: EntryPoint, verb: str, world: World
) -> None:
    assert crawl.with_our_session(address, verb, world) == []


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if a.route.startswith("api/")], ids=lambda found: found.route
)
def test_a_token_from_here_is_refused_there(address: EntryPoint, world: World) -> None:
    assert crawl.with_our_token(address, world) == []
