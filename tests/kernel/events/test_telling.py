import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connections

from kernel.events import Fact, publish, subscribe
from kernel.events import subscribers as listening
from kernel.events.fact import fact_named
from kernel.jobs.selectors import failed_jobs
from kernel.tenancy import NoTenant, tenant_scope
from tests.kernel.jobs.tasks_for_tests import leave_mark, marks


@dataclass(frozen=True, slots=True)
class LampLit(Fact):
    lamp_id: int
    street: str


@dataclass(frozen=True, slots=True)
class LampSold(Fact):
    at: datetime


@subscribe(LampLit)
def note_in_book(fact: LampLit) -> None:
    leave_mark(f"book {fact.lamp_id}")


@subscribe(LampLit)
def tell_street(fact: LampLit) -> None:
    leave_mark(f"street {fact.street}")


@subscribe(LampLit)
def stumble(fact: LampLit) -> None:
    if fact.lamp_id == 13:
        leave_mark("half a step")
        msg = "stumbled"
        raise RuntimeError(msg)


class Oops(Exception):
    """Thrown to roll back."""


def _rewrite(change: str, value: str) -> None:
    with connections["shared"].cursor() as cursor:
        cursor.execute(
            f"UPDATE procrastinate_jobs SET args = jsonb_set(args, '{change}', %s)",
            [json.dumps(value)],
        )


def test_a_fact_is_told_to_each_subscriber(banmai, run_jobs) -> None:
    with tenant_scope(banmai):
        publish(LampLit(lamp_id=7, street="ถนนเลียบคลอง"))

    run_jobs()

    with tenant_scope(banmai):
        assert marks() == ["book 7", "street ถนนเลียบคลอง"]


def test_a_fact_of_a_rolled_back_change_is_never_told(banmai, run_jobs) -> None:
    with contextlib.suppress(Oops), tenant_scope(banmai):
        publish(LampLit(lamp_id=7, street="x"))
        raise Oops

    run_jobs()

    with tenant_scope(banmai):
        assert marks() == []


def test_one_subscriber_that_fails_does_not_stop_the_others(banmai, run_jobs) -> None:
    with tenant_scope(banmai):
        publish(LampLit(lamp_id=13, street="x"))

    run_jobs()

    with tenant_scope(banmai):
        assert marks() == ["book 13", "street x"]


@pytest.mark.parametrize(
    ("path", "value"), [("{work,fact}", "gone.Fact"), ("{work,subscriber}", "gone.listener")]
)
def test_an_unknown_fact_or_subscriber_becomes_a_visible_dead_letter(
    banmai, run_jobs, path: str, value: str
) -> None:
    with tenant_scope(banmai):
        publish(LampLit(lamp_id=1, street="x"))
    _rewrite(path, value)

    run_jobs()

    with tenant_scope(banmai):
        dead = failed_jobs()
    assert len(dead) == 3
    assert {(job.error, job.attempts) for job in dead} == {("UnknownWork", 1)}


def test_a_fact_holds_identifiers_only(tenant) -> None:
    with pytest.raises(TypeError, match=r"LampSold\.at"):
        publish(LampSold(at=datetime(2026, 1, 1, tzinfo=UTC)))


def test_a_fact_belongs_to_a_tenant(db) -> None:
    with pytest.raises(NoTenant):
        publish(LampLit(lamp_id=1, street="x"))


def test_a_fact_is_known_by_its_name() -> None:
    assert fact_named(LampLit.name) is LampLit
    assert LampLit.name.endswith(".LampLit")


def test_subscribing_twice_tells_once() -> None:
    before = listening.subscribers_of(LampLit)
    subscribe(LampLit)(note_in_book)
    assert listening.subscribers_of(LampLit) == before


def test_two_packages_may_not_share_a_facts_name() -> None:
    with pytest.raises(TypeError, match="two facts"):
        type("LampLit", (Fact,), {"__module__": f"other.{LampLit.__module__.rsplit('.', 1)[-1]}"})
