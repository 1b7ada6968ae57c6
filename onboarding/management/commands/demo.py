"""`manage.py demo load SLUG`: people and complaints for a demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kernel.errors import Refused
from kernel.ports import TENANT_DIRECTORY
from onboarding.demo import services

# The municipality maehia is told the stories kept as mae_hia.
STORIES = {"maehia": "mae_hia"}


class Command(BaseCommand):
    """Load demonstration data into a municipality; safe to run again."""

    help = "Load demonstration data into a municipality (only where DEMO=1); safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and the municipality."""
        parser.add_argument("verb", choices=["load"])
        parser.add_argument("slug")
        parser.add_argument("--stories", help="name of the data; by default that of the slug")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find the municipality and load its data."""
        slug = options["slug"]
        tenant = TENANT_DIRECTORY.require().by_slug(slug)
        if tenant is None:
            msg = f"no municipality {slug!r}; see `manage.py tenant list`"
            raise CommandError(msg)
        name = options["stories"] or STORIES.get(slug, slug)
        try:
            told = services.load(tenant, name=name, at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{slug}: demonstration people are there, {told} new complaints")
