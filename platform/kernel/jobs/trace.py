"""Remember why a job failed, beside the queue: the queue itself keeps no reasons."""

import structlog
from django.db import DatabaseError, connections

from kernel.errors import Refused

log = structlog.get_logger(__name__)

_NOTE = """
INSERT INTO public.jobs_trace (job_id, last_error, last_error_at) VALUES (%s, %s, now())
ON CONFLICT (job_id) DO UPDATE
SET last_error = excluded.last_error, last_error_at = excluded.last_error_at
"""


def note_error(job_id: int, error: Exception) -> None:
    """Keep the kind of the error with the job; never its text, which may hold personal data."""
    kind = error.code if isinstance(error, Refused) else type(error).__qualname__
    log.warning("job.failed", error=kind)
    try:
        with connections["shared"].cursor() as cursor:
            cursor.execute(_NOTE, [job_id, kind[:200]])
    except DatabaseError:
        log.exception("job.failure_not_noted")
