"""The demonstration world is built once per test process; each file gets a fresh copy of it."""

from collections.abc import Iterator

import pytest

from tests.conftest import Databases
from tests.isolation.world import World, build_world


@pytest.fixture(scope="session")
def kept_world(
    databases: Databases, django_db_setup: None, django_db_blocker
) -> Iterator[tuple[str, World]]:
    """Build the world, keep its database as a template, and leave the ordinary one behind."""
    with django_db_blocker.unblock():
        world = build_world()
        kept = databases.keep("world")
        databases.refresh()
    yield kept, world
    with django_db_blocker.unblock():
        databases.forget(kept)


@pytest.fixture(scope="module")
def world(
    databases: Databases, kept_world: tuple[str, World], django_db_blocker
) -> Iterator[World]:
    """Two municipalities full of people and complaints, as committed rows."""
    template, built = kept_world
    with django_db_blocker.unblock():
        databases.refresh(template)
        yield built
        databases.refresh()
