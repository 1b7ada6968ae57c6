"""See and migrate all schemas."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants import fleet


class Command(BaseCommand):
    """`fleet status`, `fleet migrate` and `fleet check`."""

    help = "All schemas together: status, migrate, check (fails when something is pending)."
    # The database may be older than the code: that is what this command is for.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb."""
        parser.add_argument("verb", choices=("status", "migrate", "check"))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the verb."""
        getattr(self, f"_{options['verb']}")()

    def _status(self) -> None:
        for state in fleet.status():
            pending = f"{state.pending} pending" if state.pending else "up to date"
            self.stdout.write(f"{state.slug:24} {state.schema:20} {state.status:12} {pending}")

    def _migrate(self) -> None:
        fleet.migrate(lambda slug: self.stdout.write(f"migrating {slug}"))

    def _check(self) -> None:
        behind = [state.slug for state in fleet.status() if state.pending]
        if behind:
            raise CommandError(f"Not up to date: {', '.join(behind)}. Run: manage.py fleet migrate")
