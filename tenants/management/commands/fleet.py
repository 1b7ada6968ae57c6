"""See and migrate all schemas."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.errors import Refused
from tenants import fleet


class Command(BaseCommand):
    """`fleet status`, `fleet migrate` and `fleet check`."""

    help = "All schemas together: status, migrate, check (fails when something is pending)."
    # The database may be older than the code: that is what this command is for.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb, and for `migrate` the pace."""
        usual = fleet.Pace()
        parser.add_argument("verb", choices=("status", "migrate", "check"))
        parser.add_argument("--batch", type=int, default=usual.batch, help="schemas at once")
        parser.add_argument("--workers", type=int, default=usual.workers, help="sessions")
        parser.add_argument(
            "--failures", type=float, default=usual.failures, help="share that may fail (0.02)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the verb; a refusal is shown as it reads to people."""
        try:
            getattr(self, f"_{options['verb']}")(options)
        except Refused as refusal:
            raise CommandError(f"{refusal} {refusal.remedy}") from refusal

    def _status(self, _options: dict[str, Any]) -> None:
        for state in fleet.status():
            pending = f"{state.pending} pending" if state.pending else "up to date"
            self.stdout.write(f"{state.slug:24} {state.schema:20} {state.status:12} {pending}")

    def _migrate(self, options: dict[str, Any]) -> None:
        pace = fleet.Pace(
            batch=options["batch"], workers=options["workers"], failures=options["failures"]
        )
        fleet.migrate(self._tell, pace)

    def _tell(self, progress: fleet.Progress) -> None:
        left = f"about {progress.seconds_left:.0f} s left"
        failed = f", {progress.failed} failed" if progress.failed else ""
        self.stdout.write(f"{progress.done} of {progress.total} migrated{failed}, {left}")

    def _check(self, _options: dict[str, Any]) -> None:
        behind = [state.slug for state in fleet.status() if state.pending]
        if behind:
            raise CommandError(f"Not up to date: {', '.join(behind)}. Run: manage.py fleet migrate")
