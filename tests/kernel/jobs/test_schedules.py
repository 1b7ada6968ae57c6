from datetime import UTC, datetime, timedelta

from django.db import connections
from hypothesis import given
from hypothesis import strategies as some

from kernel.jobs.schedules import Schedule, dispatch, every, moment_for, schedules
from kernel.jobs.task import tenant_task
from tests.kernel.jobs.tasks_for_tests import mark

START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@every("*/5 * * * *")
@tenant_task()
def beat() -> None:
    """Do nothing, every five minutes."""


def _defer_tick() -> None:
    with connections["shared"].cursor() as cursor:
        cursor.execute(
            "SELECT procrastinate_defer_periodic_job_v2('default', NULL, NULL, %s, 0, %s, %s, %s)",
            [
                "kernel.jobs.dispatch",
                beat.name,
                int(START.timestamp()),
                f'{{"task": "{beat.name}", "timestamp": {int(START.timestamp())}}}',
            ],
        )


def _jobs() -> list[tuple[str, datetime]]:
    with connections["shared"].cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'tenant', scheduled_at FROM procrastinate_jobs WHERE task_name = %s",
            [beat.name],
        )
        return cursor.fetchall()


def test_every_active_tenant_gets_one_job_in_the_window(banmai, nadee, run_jobs) -> None:
    _defer_tick()

    run_jobs()

    found = dict(_jobs())
    assert set(found) == {banmai.id, nadee.id}
    assert all(START <= at < START + timedelta(minutes=5) for at in found.values())


def test_the_same_window_is_dispatched_once(banmai, nadee, run_jobs) -> None:
    _defer_tick()
    run_jobs()
    _defer_tick()  # a second worker's clock
    run_jobs()
    with connections["shared"].cursor() as cursor:  # the dispatcher died before the queue's note
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo' WHERE task_name = 'kernel.jobs.dispatch'"
        )
    run_jobs()

    assert len(_jobs()) == 2


@given(tenant=some.uuids(), minutes=some.integers(min_value=1, max_value=60))
def test_a_tenants_moment_is_in_the_window_and_always_the_same(tenant, minutes: int) -> None:
    window = timedelta(minutes=minutes)

    moment = moment_for(str(tenant), "some.task", START, window)

    assert START <= moment < START + window
    assert moment == moment_for(str(tenant), "some.task", START, window)


def test_tenants_are_spread_over_the_window() -> None:
    window = timedelta(minutes=5)
    minutes = {
        int((moment_for(f"tenant-{n}", "t", START, window) - START).total_seconds() // 60)
        for n in range(200)
    }
    assert minutes == {0, 1, 2, 3, 4}


def test_a_window_is_at_most_an_hour() -> None:
    daily = Schedule(cron="0 3 * * *", task=mark)
    assert daily.window(START) == timedelta(hours=1)
    assert schedules()[beat.name].window(START) == timedelta(minutes=5)
    assert dispatch.name == "kernel.jobs.dispatch"
