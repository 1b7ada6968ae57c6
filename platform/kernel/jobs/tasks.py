"""The queue's own upkeep, in public: rescue what dead workers held, forget what is done."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from kernel.jobs.upkeep import forget_finished, rescue_stalled


@app.periodic(cron="* * * * *")
@app.task(name="kernel.jobs.rescue", pass_context=True, queueing_lock="kernel.jobs.rescue")
async def rescue(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Give back, every minute, the jobs of workers that no longer give a sign of life."""
    await rescue_stalled(context.app.job_manager)


@app.periodic(cron="40 19 * * *")
@app.task(name="kernel.jobs.forget", pass_context=True, queueing_lock="kernel.jobs.forget")
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Forget, every night, the jobs that are long done."""
    await forget_finished(context.app.job_manager)
