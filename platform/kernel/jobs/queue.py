"""The two words that a tenant's role may say to the queue: enqueue, and claim.

Both are SECURITY DEFINER functions in public (see the app's first migration): the role of a
tenant has no right on the queue's tables, and is refused a job in another tenant's name.
"""

import json
from datetime import datetime

from django.db import connection

from kernel.jobs.envelope import Envelope


def put(  # noqa: PLR0913 - one column each
    *,
    task: str,
    envelope: Envelope,
    queue: str,
    priority: int,
    lock: str | None,
    key: str | None,
    run_at: datetime | None,
) -> int | None:
    """Add the job in the current transaction; return its number, or None if the key waits already.

    `lock` and `key` are prefixed with the tenant's id: two tenants never wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.jobs_enqueue(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                queue,
                task,
                priority,
                lock and f"{envelope.tenant}:{lock}",
                key and f"{envelope.tenant}:{key}",
                json.dumps(envelope.as_arguments()),
                run_at,
                envelope.role,
            ],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def claim(job_id: int) -> bool:
    """Say, in the job's own transaction, that its effects land now; False if they have landed.

    A worker that dies between the commit and the queue's note leaves a job that looks
    unfinished; its second run stops here, so the effects land exactly once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.jobs_claim(%s)", [job_id])
        row = cursor.fetchone()
    return bool(row and row[0])
