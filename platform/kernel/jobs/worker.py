"""A worker that comes back after the database was away, and stops cleanly when told to."""

import asyncio
import signal
import threading
from dataclasses import dataclass

import structlog
from django.core.exceptions import ImproperlyConfigured
from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Status
from procrastinate.utils import utcnow

from kernel.jobs.upkeep import HEARTBEAT_SECONDS, STALLED_AFTER_SECONDS, rescue_stalled

log = structlog.get_logger(__name__)
PAUSE_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerPlan:
    """How a worker works."""

    concurrency: int = 2
    until_empty: bool = False
    stalled_after: float = STALLED_AFTER_SECONDS
    poll_seconds: float = 5.0
    grace_seconds: float = 25.0


def work(plan: WorkerPlan) -> None:
    """Work until SIGTERM or SIGINT, or until the queue is empty when the plan says so."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise ImproperlyConfigured("the queue must stand on Django's own connection")
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work(plan))


async def _work(plan: WorkerPlan) -> None:
    stopping = asyncio.Event()
    if threading.current_thread() is threading.main_thread():  # signals reach no other thread
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
    while not stopping.is_set():
        await _one_run(plan, stopping)
        if plan.until_empty:
            return
        if not stopping.is_set():
            log.warning("worker.restarts", after_seconds=PAUSE_SECONDS)
            await asyncio.sleep(PAUSE_SECONDS)


async def _one_run(plan: WorkerPlan, stopping: asyncio.Event) -> None:
    run = asyncio.create_task(_serve(plan))
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({run, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if not run.done():
        run.cancel()
    try:
        await run
    except asyncio.CancelledError:
        log.info("worker.stopped")
    except exceptions.ConnectorException as error:
        log.error("worker.database_away", error=type(error).__qualname__)  # noqa: TRY400


async def _serve(plan: WorkerPlan) -> None:
    async with app.open_async():
        await rescue_stalled(app.job_manager, plan.stalled_after)
        await _run_worker(plan)
        while plan.until_empty and await _is_anything_due():
            await _run_worker(plan)


async def _run_worker(plan: WorkerPlan) -> None:
    await app.run_worker_async(
        wait=not plan.until_empty,
        concurrency=plan.concurrency,
        install_signal_handlers=False,
        listen_notify=not plan.until_empty,
        fetch_job_polling_interval=plan.poll_seconds,
        update_heartbeat_interval=min(HEARTBEAT_SECONDS, plan.stalled_after / 3),
        stalled_worker_timeout=plan.stalled_after,
        shutdown_graceful_timeout=plan.grace_seconds,
    )


async def _is_anything_due() -> bool:
    """Tell whether a job waits that could run now: the last one may have put one back."""
    # `todo` is the queue library's own name of a job that waits; nothing is left undone here.
    waiting = await app.job_manager.list_jobs_async(status=Status.TODO.value)
    now = utcnow()
    return any(job.scheduled_at is None or job.scheduled_at <= now for job in waiting)
