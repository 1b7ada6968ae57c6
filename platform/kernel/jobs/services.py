"""What a tenant may do with its own failed jobs."""

from django.db import connection

from kernel.errors import Missing


def retry_failed(*, job_id: int) -> None:
    """Put a failed job of the current tenant back into the queue.

    Raises:
        Missing: the job is not failed, or not this tenant's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.jobs_retry_failed(%s)", [job_id])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise Missing
