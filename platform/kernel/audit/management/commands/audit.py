"""`manage.py audit verify`: is the book of deeds as it was written?"""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.audit.selectors import Head, verify
from kernel.ports import TENANT_DIRECTORY, TenantRef
from kernel.tenancy import tenant_scope


class Command(BaseCommand):
    """Walk the hash chain of one municipality, or of all."""

    help = "Check the hash chain of the audit entries: audit verify SLUG, or audit verify --all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the act, and whose book to check."""
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("slug", nargs="?", help="the municipality, such as maehia")
        parser.add_argument("--all", action="store_true", help="every active municipality")
        parser.add_argument("--anchor", help="a head noted earlier, as this command prints it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print one line per municipality; fail when a chain is broken."""
        anchor = _read_anchor(options["anchor"])
        broken = 0
        for tenant in _tenants(options["slug"], everyone=options["all"]):
            with tenant_scope(tenant):
                verdict = verify(anchor)
            if verdict.broken is None:
                self.stdout.write(f"{tenant.slug}: whole, head {verdict.head}")
                continue
            broken += 1
            where = verdict.broken
            self.stderr.write(
                f"{tenant.slug}: BROKEN, entry {where.number} (row {where.entry_id}) is "
                f"{where.fault}; whole up to {verdict.head}"
            )
        if broken:
            raise CommandError(f"{broken} broken")


def _tenants(slug: str | None, *, everyone: bool) -> Iterable[TenantRef]:
    directory = TENANT_DIRECTORY.require()
    if everyone:
        return directory.active()
    if not slug:
        raise CommandError("name a municipality, or say --all")
    tenant = directory.by_slug(slug)
    if tenant is None:
        raise CommandError(f"no municipality is called {slug!r}")
    return [tenant]


def _read_anchor(text: str | None) -> Head | None:
    if not text:
        return None
    number, _, digest = text.partition(":")
    try:
        return Head(int(number), bytes.fromhex(digest))
    except ValueError:
        raise CommandError("an anchor looks like 12:ab34…, as audit verify prints it") from None
