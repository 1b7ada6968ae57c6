"""What keeps the queue honest when workers die."""

import structlog
from procrastinate import jobs as queue_jobs
from procrastinate.manager import JobManager
from procrastinate.utils import utcnow

log = structlog.get_logger(__name__)
HEARTBEAT_SECONDS = 5.0
STALLED_AFTER_SECONDS = 25.0
MOST_RESCUES = 20
KEEP_DONE_HOURS = 24 * 7
KEEP_FAILED_HOURS = 24 * 90


async def rescue_stalled(manager: JobManager, stalled_after: float = STALLED_AFTER_SECONDS) -> int:
    """Put back every job whose worker died; return how many.

    A job that has outlived its worker twenty times is the likely killer: it is failed.
    """
    await manager.prune_stalled_workers(stalled_after)
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after))
    for job in stalled:
        if job.attempts >= MOST_RESCUES:
            await manager.finish_job(job, queue_jobs.Status.FAILED, delete_job=False)
            log.error("job.given_up", job=job.id, task=job.task_name)
        else:
            await manager.retry_job(job, retry_at=utcnow())
            log.warning("job.rescued", job=job.id, task=job.task_name)
    return len(stalled)


async def forget_finished(manager: JobManager) -> None:
    """Delete jobs done a week ago, and failed ones after ninety days."""
    await manager.delete_old_jobs(nb_hours=KEEP_DONE_HOURS, include_cancelled=True)
    await manager.delete_old_jobs(
        nb_hours=KEEP_FAILED_HOURS, include_failed=True, include_aborted=True
    )
