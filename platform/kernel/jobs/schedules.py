"""Schedules: one dispatcher in public that adds one job per active municipality."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from croniter import croniter  # type: ignore[import-untyped]
from django.db import connections, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from kernel.jobs.envelope import Envelope
from kernel.jobs.errors import UnknownWork
from kernel.jobs.retries import Backoff
from kernel.jobs.task import TenantTask
from kernel.ports import TENANT_DIRECTORY, TenantRef

log = structlog.get_logger(__name__)
LONGEST_SPREAD = timedelta(hours=1)

_FAN_OUT = """
INSERT INTO public.procrastinate_jobs
    (queue_name, task_name, priority, queueing_lock, args, scheduled_at)
SELECT job.queue, job.task, job.priority, job.key, job.args, job.run_at
FROM jsonb_to_recordset(%s::jsonb)
    AS job(queue text, task text, priority integer, key text, args jsonb, run_at timestamptz)
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A task and the moments (cron, UTC) at which every active tenant gets a job of it."""

    cron: str
    task: TenantTask

    def window(self, start: datetime) -> timedelta:
        """Return the time over which the tenants of this moment are spread: at most an hour."""
        following: datetime = croniter(self.cron, start).get_next(datetime)
        return min(following - start, LONGEST_SPREAD)


_schedules: dict[str, Schedule] = {}


def every(cron: str) -> Callable[[TenantTask], TenantTask]:
    """Run the task for every active tenant at the moments of the cron line, which is in UTC.

    The tenants are spread over the window by a hash of their id. While a tenant's job of
    the window before still waits, no second one is added.
    """

    def decorate(task: TenantTask) -> TenantTask:
        _schedules[task.name] = Schedule(cron=cron, task=task)
        periodic = app.periodic(cron=cron, periodic_id=task.name, task_kwargs={"task": task.name})
        periodic(dispatch)  # type: ignore[arg-type]  # the library's type knows no keyword-only tasks
        return task

    return decorate


def schedules() -> dict[str, Schedule]:
    """Return every schedule by the name of its task."""
    return dict(_schedules)


def moment_for(tenant_id: str, task: str, start: datetime, window: timedelta) -> datetime:
    """Return when the tenant's job of this window runs: always the same place in the window."""
    digest = hashlib.blake2b(f"{tenant_id}:{task}".encode(), digest_size=8).digest()
    share = int.from_bytes(digest, "big") / 2**64
    return start + timedelta(seconds=int(window.total_seconds() * share))


@app.task(name="kernel.jobs.dispatch", pass_context=True, retry=Backoff(10))
def dispatch(context: JobContext, *, task: str, timestamp: int) -> None:
    """Add one job of the task per active tenant, all of them or none, once per window.

    Raises:
        UnknownWork: this release has no such schedule.
    """
    schedule = _schedules.get(task)
    if schedule is None:
        raise UnknownWork(task)
    start = datetime.fromtimestamp(timestamp, tz=UTC)
    tenants = list(TENANT_DIRECTORY.require().active())
    jobs = [_job(schedule, tenant, start) for tenant in tenants]
    try:
        with transaction.atomic(using="shared"), connections["shared"].cursor() as cursor:
            cursor.execute("SELECT public.jobs_claim(%s)", [context.job.id])
            if cursor.fetchone() == (True,):
                cursor.execute(_FAN_OUT, [json.dumps(jobs)])
    finally:
        connections.close_all()
    log.info("schedule.dispatched", task=task, tenants=len(jobs))


def _job(schedule: Schedule, tenant: TenantRef, start: datetime) -> dict[str, Any]:
    task = schedule.task
    moment = moment_for(tenant.id, task.name, start, schedule.window(start))
    return {
        "queue": task.queue_name,
        "task": task.name,
        "priority": task.priority,
        "key": f"{tenant.id}:every:{task.name}",
        "args": Envelope(tenant=tenant.id, role=tenant.schema).as_arguments(),
        "run_at": moment.isoformat(),
    }
