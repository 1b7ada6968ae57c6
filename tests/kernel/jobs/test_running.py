import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.audit import selectors as audit
from kernel.errors import Missing
from kernel.jobs.selectors import failed_jobs, pulse
from kernel.notifications import services as outbox
from kernel.ports import TENANT_DIRECTORY, TenantRef, TenantStatus
from kernel.tenancy import tenant_scope
from tests.kernel.jobs import tasks_for_tests as work


def _insert(arguments: dict[str, object], task: str = work.mark.name) -> None:
    with connections["shared"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
            "VALUES ('default', %s, %s)",
            [task, json.dumps(arguments)],
        )


def _statuses() -> list[str]:
    with connections["shared"].cursor() as cursor:
        cursor.execute(
            "SELECT status FROM procrastinate_jobs WHERE task_name NOT LIKE 'kernel.%' ORDER BY id"
        )
        return [row[0] for row in cursor.fetchall()]


def _marks(tenant) -> list[str]:
    with tenant_scope(tenant):
        return work.marks()


def test_jobs_of_two_tenants_that_fail_now_and_then_land_in_their_own_schema(
    banmai, nadee, run_jobs
) -> None:
    expected = {banmai.id: [], nadee.id: []}
    for number in range(120):
        tenant = random.choice([banmai, nadee])
        with tenant_scope(tenant):
            work.mark_or_raise.enqueue(text=f"{tenant.slug}-{number:03}", chance=0.3)
        expected[tenant.id].append(f"{tenant.slug}-{number:03}")

    run_jobs()

    assert _marks(banmai) == sorted(expected[banmai.id])
    assert _marks(nadee) == sorted(expected[nadee.id])


@pytest.mark.parametrize("arguments", [{}, {"text": "x"}, {"tenant": "", "role": "r"}])
def test_a_job_without_a_tenant_is_refused_and_not_tried_again(
    committed, run_jobs, arguments
) -> None:
    _insert(arguments)

    run_jobs()

    assert _statuses() == ["failed"]


def test_a_job_of_an_unknown_tenant_is_refused(banmai, run_jobs) -> None:
    _insert({"tenant": "00000000-0000-7000-8000-000000000000", "role": banmai.schema})

    run_jobs()

    assert _statuses() == ["failed"]


def test_a_job_that_another_role_enqueued_is_refused(banmai, nadee, run_jobs) -> None:
    _insert({"tenant": banmai.id, "role": nadee.schema, "request": "", "work": {"text": "forged"}})

    run_jobs()

    assert _statuses() == ["failed"]
    assert _marks(banmai) == _marks(nadee) == []


def test_a_failing_job_is_tried_again_and_leaves_nothing_behind(banmai, run_jobs) -> None:
    with tenant_scope(banmai):
        work.always_fails.enqueue(text="0812345678")

    run_jobs()

    assert _marks(banmai) == []
    with tenant_scope(banmai):
        (job,) = failed_jobs()
    assert job.attempts == 3  # the first run and two retries
    assert job.error == "RuntimeError"  # the kind, never the text
    assert job.failed_at is not None


def test_a_tenant_sees_and_runs_again_only_its_own_failures_on_record(
    banmai, nadee, run_jobs
) -> None:
    with tenant_scope(banmai):
        work.always_fails.enqueue(text="x")
    run_jobs()
    with tenant_scope(banmai):
        (job,) = failed_jobs()

    with tenant_scope(nadee):
        assert failed_jobs() == []
        with pytest.raises(Missing):
            outbox.run_again(job_id=job.id, by=SYSTEM, at=timezone.now())
    with tenant_scope(banmai):
        outbox.run_again(job_id=job.id, by=SYSTEM, at=timezone.now())
        assert failed_jobs() == []
        (deed,) = audit.history(f"job:{job.id}")
    assert deed.action == "job.run_again"
    assert deed.after == {"task": work.always_fails.name}

    run_jobs()
    with tenant_scope(banmai):
        assert len(failed_jobs()) == 1


def test_a_task_without_a_transaction_opens_its_own(banmai, nadee, run_jobs) -> None:
    with tenant_scope(banmai):
        work.mark_in_two_steps.enqueue(text="step")

    run_jobs()

    assert _marks(banmai) == ["step-1", "step-2"]


def test_a_job_waits_for_its_moment(banmai, run_jobs) -> None:
    with tenant_scope(banmai):
        work.mark.enqueue(text="later", run_at=timezone.now() + timedelta(hours=1))

    run_jobs()

    assert _marks(banmai) == []
    assert pulse().waiting >= 1


class _Directory:
    """The registry with one tenant in another status."""

    def __init__(self, inner, tenant, status) -> None:
        self.inner = inner
        self.changed = replace(tenant, status=status)

    def by_id(self, tenant_id: str) -> TenantRef | None:
        return self.changed if tenant_id == self.changed.id else self.inner.by_id(tenant_id)

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


@pytest.fixture
def status_of() -> Iterator[Callable[..., None]]:
    inner = TENANT_DIRECTORY.require()

    def change(tenant, status) -> None:
        TENANT_DIRECTORY.provide(_Directory(inner, tenant, status))

    yield change
    TENANT_DIRECTORY.provide(inner)


def test_a_suspended_tenants_job_waits_once_and_runs_later(banmai, run_jobs, status_of) -> None:
    with tenant_scope(banmai):
        work.mark.enqueue(text="patient", key="k", lock="l")
    status_of(banmai, TenantStatus.SUSPENDED)
    run_jobs()
    assert _marks(banmai) == []
    assert Counter(_statuses()) == {"succeeded": 1, "todo": 1}

    status_of(banmai, TenantStatus.ACTIVE)
    with connections["shared"].cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' "
            "RETURNING lock, queueing_lock"
        )
        assert cursor.fetchone() == (f"{banmai.id}:l", f"{banmai.id}:k")
    run_jobs()
    assert _marks(banmai) == ["patient"]


def test_a_closed_tenants_job_is_dropped(banmai, run_jobs, status_of) -> None:
    with tenant_scope(banmai):
        work.mark.enqueue(text="too late")
    status_of(banmai, TenantStatus.CLOSED)

    run_jobs()

    assert _marks(banmai) == []
    assert _statuses() == ["succeeded"]
