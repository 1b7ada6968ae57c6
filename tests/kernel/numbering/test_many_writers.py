"""Fifty writers, random rollbacks, one killed connection: no gap, no duplicate."""

import itertools
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from django.db import Error, connection, connections, transaction
from django.db.models import Max

from kernel.numbering import selectors
from kernel.numbering import services as numbering
from kernel.numbering.models import Book, Issued
from kernel.ports import TENANT_DIRECTORY, TenantRef
from kernel.tenancy import tenant_scope

WRITERS = 50
TAKES = 6
NOON = datetime(2026, 4, 10, 5, 0, tzinfo=UTC)
type Take = Callable[[], int]


@pytest.fixture
def banmai(committed: object) -> TenantRef:
    ref = TENANT_DIRECTORY.require().by_slug("banmai")
    assert ref is not None
    with tenant_scope(ref):
        Book.objects.create(code="lamp", name="ไฟทาง")
    return ref


@dataclass
class Outcome:
    """What the writers were promised, and what went wrong."""

    promised: list[int] = field(default_factory=list)
    given_up: int = 0
    failures: list[Error] = field(default_factory=list)


@dataclass
class Rush:
    """All writers at once; the last one is killed by its server in mid-transaction."""

    tenant: TenantRef
    take: Take
    outcome: Outcome = field(default_factory=Outcome)
    victim: int | None = None
    victim_ready: threading.Event = field(default_factory=threading.Event)
    victim_killed: threading.Event = field(default_factory=threading.Event)

    def run(self) -> Outcome:
        threads = [threading.Thread(target=self._writer, args=[n]) for n in range(WRITERS)]
        threads.append(threading.Thread(target=self._victim))
        for thread in threads:
            thread.start()
        assert self.victim_ready.wait(60)
        with connections["shared"].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [self.victim])
        self.victim_killed.set()
        for thread in threads:
            thread.join(120)
        return self.outcome

    def _writer(self, number: int) -> None:
        dice = random.Random(number)
        for _ in range(TAKES):
            self._one_transaction(gives_up=dice.random() < 0.3)
        connection.close()

    def _one_transaction(self, *, gives_up: bool) -> None:
        try:
            with tenant_scope(self.tenant):
                value = self.take()
                transaction.set_rollback(gives_up)
        except Error as failure:
            self.outcome.failures.append(failure)
            return
        if gives_up:
            self.outcome.given_up += 1
        else:
            self.outcome.promised.append(value)

    def _victim(self) -> None:
        # In a control the victim may lose its number to another writer: then it tries again.
        while not self.victim_ready.is_set():
            self._be_killed()
        connection.close()

    def _be_killed(self) -> None:
        try:
            with tenant_scope(self.tenant):
                self.take()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    self.victim = cursor.fetchone()[0]
                self.victim_ready.set()
                assert self.victim_killed.wait(60)
                connection.cursor().execute("SELECT 1")
        except Error:
            self.outcome.given_up += self.victim_ready.is_set()


def by_the_counter() -> int:
    return numbering.take(book="lamp", at=NOON).value


def by_the_highest_number() -> int:
    highest = Issued.objects.aggregate(value=Max("value"))["value"] or 0
    return _issue(highest + 1)


def _issue(value: int) -> int:
    book = Book.objects.get(code="lamp")
    Issued.objects.create(book=book, year=2569, value=value, text="x", dated=date(2026, 4, 10))
    return value


def issued(tenant: TenantRef) -> list[int]:
    with tenant_scope(tenant):
        return list(Issued.objects.order_by("value").values_list("value", flat=True))


def test_fifty_writers_leave_no_gap_and_no_duplicate(banmai: TenantRef) -> None:
    outcome = Rush(banmai, by_the_counter).run()

    with tenant_scope(banmai):
        assert selectors.gaps() == []
    assert outcome.failures == []
    assert outcome.given_up > 50
    assert sorted(outcome.promised) == issued(banmai)
    assert issued(banmai) == list(range(1, WRITERS * TAKES - (outcome.given_up - 1) + 1))


def test_the_same_rush_catches_the_highest_number_plus_one(banmai: TenantRef) -> None:
    """The control: the harness must be able to fail."""
    outcome = Rush(banmai, by_the_highest_number).run()

    assert any("numbering_issued_pkey" in str(failure) for failure in outcome.failures)


def test_the_same_rush_catches_a_sequence(banmai: TenantRef) -> None:
    """The control: what a rollback does not give back leaves gaps."""
    sequence = itertools.count(1)
    Rush(banmai, lambda: _issue(next(sequence))).run()

    with tenant_scope(banmai):
        assert selectors.gaps() != []
