"""`manage.py numbering check`: has any book a number that nobody received?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.numbering.selectors import gaps
from kernel.ports import TENANT_DIRECTORY
from kernel.tenancy import tenant_scope


class Command(BaseCommand):
    """Look for gaps in the books of one municipality, or of all that are active."""

    help = "Look for gaps in the numbers given out: numbering check [SLUG]."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the act, and whose books to check."""
        parser.add_argument("act", choices=["check"])
        parser.add_argument("slug", nargs="?", help="the municipality; all active ones without it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print each gap; fail when there is one."""
        directory, slug = TENANT_DIRECTORY.require(), options["slug"]
        asked = [directory.by_slug(slug)] if slug else list(directory.active())
        found = 0
        for tenant in asked:
            if tenant is None:
                raise CommandError(f"no municipality is called {slug!r}")
            with tenant_scope(tenant):
                missing = gaps()
            for gap in missing:
                self.stderr.write(f"{tenant.slug}: {gap.book} {gap.year} lacks {gap.missing}")
            found += len(missing)
        if found:
            raise CommandError(f"{found} books have gaps")
        self.stdout.write(f"no gaps in the books of {len(asked)} municipalities")
