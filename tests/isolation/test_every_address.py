"""Every address, asked at one municipality with the numbers, cookies and tokens of another."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from tests.isolation.entry_points import EntryPoint, entry_points
from tests.isolation.world import CANARY, World, build_world, digest

# What a stranger may be told: sign in, not allowed, not here, not this way, too often, not like this.
REFUSALS = frozenset(
    {
        HTTPStatus.FOUND,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.CONFLICT,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
ADDRESSES = entry_points()
# Whoever holds a tracking code may follow and withdraw: there the code is the key, not the session.
KEYED = ("track/", "report/sent/")
NUMBERED = [found for found in ADDRESSES if found.parameters]


@pytest.fixture(scope="module")
def world(databases, django_db_setup: None, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock():
        yield build_world()
        databases.refresh()


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
    before = digest(world.there)

    answer = _ask(world.officer_here(), verb, address, world, host=world.here.host)

    assert CANARY not in _text(answer)
    if address.parameters and not world.is_public(address.route):
        assert answer.status_code in REFUSALS
    assert digest(world.there) == before


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize(
    "address",
    [a for a in ADDRESSES if not a.route.startswith(KEYED)],
    ids=lambda found: found.route,
)
def test_a_session_from_here_is_a_stranger_there(
    address: EntryPoint, verb: str, world: World
) -> None:
    replayed = _ask(world.officer_here(), verb, address, world, host=world.there.host)
    stranger = _ask(Client(), verb, address, world, host=world.there.host)

    assert replayed.status_code in {stranger.status_code, HTTPStatus.TOO_MANY_REQUESTS}


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if a.route.startswith("api/")], ids=lambda found: found.route
)
def test_a_token_from_here_is_refused_there(address: EntryPoint, world: World) -> None:
    client = Client(headers={"Authorization": f"Bearer {world.token_here}"})

    answer = _ask(client, "get", address, world, host=world.there.host)

    assert answer.status_code in REFUSALS | {HTTPStatus.OK}
    if answer.status_code == HTTPStatus.OK:
        assert world.is_public(address.route)


def _ask(client: Client, verb: str, address: EntryPoint, world: World, *, host: str) -> Any:
    path = address.path(world.theirs(address.route))
    client.raise_request_exception = False
    return getattr(client, verb)(path, headers={"Host": host})


def _text(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")
