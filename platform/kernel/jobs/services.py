"""What a tenant may do with its own failed jobs."""

from django.db import connection

from kernel.errors import Missing

# A bigint: no job has a number beyond.
LARGEST_ID = 2**63 - 1


def retry_failed(*, job_id: int) -> None:
    """Put a failed job of the current tenant back into the queue.

    Raises:
        Missing: the job is not failed, or not this tenant's.
    """
    if job_id > LARGEST_ID:
        raise Missing
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.jobs_retry_failed(%s)", [job_id])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise Missing
