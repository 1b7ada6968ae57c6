"""Savepoints wait for the next statement, and still do everything a savepoint must do."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kernel.numbering.models import Book
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY

# Django types the proxy as any backend; ours has these verbs.
guarded: Any = connection

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def scope(committed: None) -> Iterator[None]:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with tenant_scope(ref):
        yield
        transaction.set_rollback(True)


def _book(code: str) -> None:
    Book.objects.create(code=code, name=code, pattern="{n}")


def _codes() -> set[str]:
    return set(Book.objects.filter(code__startswith="wait-").values_list("code", flat=True))


def _sent(act: Callable[[], None]) -> list[str]:
    sent: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        act()
    return sent


@pytest.mark.usefixtures("scope")
def test_a_savepoint_around_nothing_sends_nothing() -> None:
    def nothing() -> None:
        with transaction.atomic(), transaction.atomic():
            pass

    assert _sent(nothing) == []
    assert guarded.take_waiting() == []


@pytest.mark.usefixtures("scope")
def test_a_refused_part_is_undone_and_the_rest_stays() -> None:
    _book("wait-before")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        with transaction.atomic():
            _book("wait-inner")
        _ = 1 / 0
    with transaction.atomic():
        _book("wait-after")

    assert _codes() == {"wait-before", "wait-after"}


@pytest.mark.usefixtures("scope")
def test_a_failed_statement_is_undone_alone() -> None:
    with transaction.atomic():
        _book("wait-one")
        for _ in range(2):
            with pytest.raises(DatabaseError), transaction.atomic():
                _book("wait-one")
        _book("wait-two")

    assert _codes() == {"wait-one", "wait-two"}


@pytest.mark.usefixtures("scope")
def test_a_cursor_from_before_the_savepoint_is_inside_it_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT no_such_column")
        cursor.execute("SELECT 2")
        assert cursor.fetchone() == (2,)


@pytest.mark.usefixtures("scope")
def test_a_swallowed_error_is_not_committed_in_silence() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT no_such_column")
        except DatabaseError:
            pass

    assert _codes() == set()


def test_what_waits_at_the_end_is_forgotten() -> None:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with tenant_scope(ref):
        _codes()
        with transaction.atomic():
            _codes()

    assert guarded.take_waiting() == []
    with tenant_scope(ref):
        assert _codes() == set()
