import contextlib

import pytest
from django.db import ProgrammingError, connection, transaction

from kernel.jobs import queue
from kernel.jobs.envelope import Envelope
from kernel.ports import TenantRef
from kernel.tenancy import NoTenant, TenantOutsideTransaction, tenant_scope
from tests.kernel.jobs.tasks_for_tests import mark, marks


class Oops(Exception):
    """Thrown to roll back."""


def test_a_job_carries_its_tenant_and_runs_there(banmai, nadee, run_jobs) -> None:
    with tenant_scope(banmai):
        mark.enqueue(text="of banmai")

    run_jobs()

    with tenant_scope(banmai):
        assert marks() == ["of banmai"]
    with tenant_scope(nadee):
        assert marks() == []


def test_a_rolled_back_change_leaves_no_job(banmai, run_jobs, jobs_table) -> None:
    with contextlib.suppress(Oops), tenant_scope(banmai):
        mark.enqueue(text="never")
        raise Oops

    assert jobs_table() == []


def test_a_savepoint_that_rolls_back_takes_its_job_with_it(banmai, jobs_table) -> None:
    with tenant_scope(banmai):
        mark.enqueue(text="stays")
        with contextlib.suppress(Oops), transaction.atomic():
            mark.enqueue(text="goes")
            raise Oops

    assert len(jobs_table()) == 1


def test_on_the_public_schema_no_tenants_job_is_enqueued(committed) -> None:
    with pytest.raises(NoTenant), transaction.atomic():
        mark.enqueue(text="whose?")


def test_outside_a_transaction_no_job_is_enqueued(banmai) -> None:
    connection.set_tenant(banmai)
    with pytest.raises(TenantOutsideTransaction):
        mark.enqueue(text="too loose")
    connection.set_schema_to_public()


def test_wrong_arguments_are_refused_at_once(tenant: TenantRef) -> None:
    with pytest.raises(TypeError):
        mark.enqueue(txt="typo")


def test_a_key_waits_once_per_tenant(banmai, nadee, jobs_table) -> None:
    with tenant_scope(banmai):
        first = mark.enqueue(text="a", key="daily")
        second = mark.enqueue(text="b", key="daily")
        assert marks() == []  # the transaction goes on
    with tenant_scope(nadee):
        third = mark.enqueue(text="c", key="daily")

    assert first is not None
    assert second is None
    assert third is not None
    assert len(jobs_table()) == 2


def test_a_tenants_role_cannot_enqueue_for_another(tenant, other_tenant) -> None:
    envelope = Envelope(tenant=other_tenant.id, role=other_tenant.schema, work={"text": "x"})

    with pytest.raises(ProgrammingError, match="own name only"), transaction.atomic():
        queue.put(
            task=mark.name,
            envelope=envelope,
            queue="default",
            priority=0,
            lock=None,
            key=None,
            run_at=None,
        )


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM public.procrastinate_jobs",
        "DELETE FROM public.procrastinate_jobs",
        "INSERT INTO public.procrastinate_jobs (queue_name, task_name) VALUES ('a', 'b')",
        "SELECT * FROM public.jobs_trace",
        "SELECT public.procrastinate_fetch_job_v2(NULL, 1)",
        "SELECT public.procrastinate_cancel_job_v1(1, false, true)",
    ],
)
def test_a_tenants_role_has_no_right_on_the_queues_tables(tenant, statement: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(statement)
