"""A connection that answered a moment ago is trusted; after a rest it is asked again."""

from typing import Any

import pytest
from django.db import connections

from kernel.tenancy.backend.resting import TRUSTED_SECONDS

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize("alias", ["default", "shared"])
def test_a_request_asks_only_a_connection_that_has_rested(
    alias: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection: Any = connections[alias]
    connection.ensure_connection()
    asked: list[str] = []
    monkeypatch.setattr(connection, "is_usable", lambda: not asked.append(alias))  # type: ignore[func-returns-value]

    def request() -> None:
        connection.health_check_enabled = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        connection.close_if_unusable_or_obsolete()

    connection.close_if_unusable_or_obsolete()
    request()
    assert asked == []

    connection._rested_at -= TRUSTED_SECONDS + 1
    request()
    assert asked == [alias]


@pytest.mark.parametrize("alias", ["default", "shared"])
def test_a_connection_that_broke_is_made_anew(alias: str) -> None:
    connection: Any = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        before = cursor.fetchone()
    connection.connection.close()
    connection.errors_occurred = True

    connection.close_if_unusable_or_obsolete()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != before
