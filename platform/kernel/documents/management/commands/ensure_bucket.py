"""`manage.py ensure_bucket`: make the bucket unless it is there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.documents.errors import StoreDown
from kernel.documents.store import ensure_bucket


class Command(BaseCommand):
    """Make the bucket of this installation."""

    help = "Make the bucket in the object store unless it is there."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make it, or say what is wrong."""
        try:
            made = ensure_bucket()
        except StoreDown as error:
            raise CommandError(
                "The object store does not answer: check S3_ENDPOINT, S3_ACCESS_KEY and "
                "S3_SECRET_KEY, and that the store is running."
            ) from error
        self.stdout.write("bucket made" if made else "bucket is there")
