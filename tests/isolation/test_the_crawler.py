"""The crawler itself: it sees planted leaks, and its officer really opens what is here."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from tests.isolation import crawl, leaky_urls
from tests.isolation.entry_points import EntryPoint, entry_points
from tests.isolation.world import World

LEAKY = "tests.isolation.leaky_urls"


@pytest.fixture
def leaky(settings: Settings, world: World) -> Iterator[dict[str, EntryPoint]]:
    """Serve the leaky views too; the other municipality was visited first."""
    settings.ROOT_URLCONF = LEAKY
    leaky_urls._REMEMBERED.clear()
    Client().get("/leaky/remember/1/", headers={"Host": world.there.host})
    yield {found.view.rpartition(".")[2]: found for found in entry_points(LEAKY)}
    leaky_urls._REMEMBERED.clear()


def test_the_walk_finds_the_new_views_by_itself(leaky: dict[str, EntryPoint]) -> None:
    assert {"remember", "reach_over", "open_door", "trust_any_cookie"} <= set(leaky)


@pytest.mark.parametrize(
    ("view", "reported"),
    [
        ("remember", [crawl.SHOWN, crawl.OPENED.format(status=200)]),
        ("reach_over", [crawl.CHANGED]),
        ("open_door", [crawl.OPENED.format(status=200)]),
    ],
)
def test_a_view_that_leaks_is_reported(
    leaky: dict[str, EntryPoint], world: World, view: str, reported: list[str]
) -> None:
    assert crawl.with_their_numbers(leaky[view], "get", world) == reported


def test_a_view_that_trusts_any_session_is_reported(
    leaky: dict[str, EntryPoint], world: World
) -> None:
    door = leaky["trust_any_cookie"]

    assert crawl.with_our_session(door, "get", world) == [crawl.KNOWN]
    assert crawl.with_our_token(door, world) == [crawl.OPENED.format(status=200)]


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/complaints/", "/desk/people/", "/desk/audit/", "/desk/outbox/"]
)
def test_the_officer_of_the_crawl_opens_every_room_here(path: str, world: World) -> None:
    """Without this, a visitor who is refused everywhere would prove nothing."""
    answer = world.officer_here().get(path, headers={"Host": world.here.host})

    assert answer.status_code == 200


def test_the_token_of_the_crawl_opens_the_list_here(world: World) -> None:
    bearer = {"Authorization": f"Bearer {world.token_here}", "Host": world.here.host}

    assert Client().get("/api/v1/complaints/", headers=bearer).status_code == 200
