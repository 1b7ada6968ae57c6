"""What can be seen of the queue: a tenant sees its own failures, operations see the pulse."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, connections


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedJob:
    """A job of the current tenant that was given up."""

    id: int
    task: str
    attempts: int
    error: str
    failed_at: datetime | None

    @property
    def name(self) -> str:
        """The task without its room: prepare of kernel.documents.tasks.prepare."""
        return self.task.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How the queue of the whole house is."""

    workers: int
    waiting: int
    oldest_seconds: float
    failed: int


def failed_jobs(limit: int = 100) -> list[FailedJob]:
    """Return the current tenant's failed jobs, newest first.

    The database answers for the role that asks, so another tenant's jobs cannot be asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public.jobs_failed(%s)", [limit])
        rows = cursor.fetchall()
    return [
        FailedJob(id=row[0], task=row[1], attempts=row[2], error=row[3] or "", failed_at=row[4])
        for row in rows
    ]


_PULSE = """
SELECT
    (SELECT count(*) FROM public.procrastinate_workers
     WHERE last_heartbeat > now() - make_interval(secs => %s)),
    count(*) FILTER (WHERE status = 'todo'),
    coalesce(extract(epoch FROM now() - min(coalesce(
        scheduled_at, (SELECT min(at) FROM public.procrastinate_events WHERE job_id = job.id)))
        FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now())), 0),
    count(*) FILTER (WHERE status = 'failed')
FROM public.procrastinate_jobs AS job WHERE status IN ('todo', 'failed')
"""


def pulse() -> Pulse:
    """Return the living workers, the waiting and failed jobs, and the age of the oldest due one."""
    with connections["shared"].cursor() as cursor:
        return pulse_by(cursor)


def pulse_by(cursor: Any, *, silent_seconds: float = 30) -> Pulse:
    """Return the same by a cursor of one's own, patient with a silent worker for so long."""
    cursor.execute(_PULSE, [silent_seconds])
    row = cursor.fetchone()
    return Pulse(workers=row[0], waiting=row[1], oldest_seconds=float(row[2]), failed=row[3])
