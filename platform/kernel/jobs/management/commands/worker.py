"""`manage.py worker`: run jobs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from kernel.jobs.upkeep import STALLED_AFTER_SECONDS
from kernel.jobs.worker import WorkerPlan, work


class Command(BaseCommand):
    """Run jobs and schedules until told to stop."""

    help = "Run jobs and schedules of all municipalities until SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the options."""
        parser.add_argument("--concurrency", type=int, default=settings.WORKER_CONCURRENCY)
        parser.add_argument("--until-empty", action="store_true", help="stop when nothing waits")
        parser.add_argument(
            "--stalled-after",
            type=float,
            default=STALLED_AFTER_SECONDS,
            help="seconds without a sign of life after which a worker's jobs are given back",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        work(
            WorkerPlan(
                concurrency=options["concurrency"],
                until_empty=options["until_empty"],
                stalled_after=options["stalled_after"],
            )
        )
