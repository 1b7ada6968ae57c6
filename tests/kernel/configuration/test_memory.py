"""What is remembered of the configuration: never another town's, never what was rolled back."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction

from kernel.configuration import memory
from kernel.configuration.memory import Remembered
from kernel.numbering.models import Book
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope

reads: list[int] = []


def _read() -> tuple[str, ...]:
    reads.append(1)
    return tuple(Book.objects.filter(code__startswith="mem-").values_list("code", flat=True))


books = Remembered("tests.books", _read, of=(Book,))


@pytest.fixture(autouse=True)
def _afresh(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    reads.clear()
    memory.forget_all()
    monkeypatch.setattr(memory, "LIFETIME_SECONDS", 600.0)


def asked(tenant: TenantRef) -> tuple[str, ...]:
    with tenant_scope(tenant), memory.in_request():
        return books()


def written(tenant: TenantRef, code: str) -> None:
    with tenant_scope(tenant):
        Book.objects.create(code=code, name=code, pattern="{n}")


def test_a_request_reads_once_and_a_job_always(banmai: TenantRef) -> None:
    assert asked(banmai) == asked(banmai) == ()
    assert len(reads) == 1

    with tenant_scope(banmai):
        books()
        books()

    assert len(reads) == 3


def test_a_change_is_seen_at_once_by_the_process_that_made_it(banmai: TenantRef) -> None:
    asked(banmai)

    written(banmai, "mem-1")

    assert asked(banmai) == ("mem-1",)


def test_what_a_town_has_set_is_not_there_for_the_next(banmai: TenantRef, nadee: TenantRef) -> None:
    written(banmai, "mem-ours")

    assert asked(banmai) == ("mem-ours",)
    assert asked(nadee) == ()


def test_whoever_changes_sees_it_before_the_commit_and_nobody_after_a_rollback(
    banmai: TenantRef,
) -> None:
    asked(banmai)

    with tenant_scope(banmai), memory.in_request():
        Book.objects.create(code="mem-2", name="x", pattern="{n}")
        assert books() == ("mem-2",)
        transaction.set_rollback(True)

    assert asked(banmai) == ()


def test_what_others_read_while_a_change_was_under_way_is_forgotten_when_it_lands(
    banmai: TenantRef,
) -> None:
    def elsewhere(act: Callable[[], object]) -> None:
        def run() -> None:
            act()
            connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()

    with tenant_scope(banmai):
        Book.objects.create(code="mem-3", name="x", pattern="{n}")
        elsewhere(lambda: asked(banmai))

    assert asked(banmai) == ("mem-3",)
