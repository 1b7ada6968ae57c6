"""`manage.py access_log …`: seal, keep, search and check who reached the house when."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kernel.observability import access_keeping
from kernel.ports import TENANT_DIRECTORY
from kernel.thai import BANGKOK


class Command(BaseCommand):
    """Keep the access log as the law asks, and answer an official who asks for it."""

    help = (
        "keep: seal the days that are over, forget those beyond ACCESS_LOG_DAYS (run it daily). "
        "find: print lines. verify: find changed days. hold REASON, release: stop forgetting."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the act, and what it needs."""
        acts = parser.add_subparsers(dest="act", required=True)
        for name in ("keep", "verify", "release"):
            acts.add_parser(name)
        acts.add_parser("hold").add_argument("reason")
        find = acts.add_parser("find")
        find.add_argument("--from", dest="since", type=date.fromisoformat, required=True)
        find.add_argument("--until", type=date.fromisoformat, required=True)
        find.add_argument("--tenant", help="the municipality, such as maehia")
        find.add_argument("--account", type=int, help="an account's number")
        find.add_argument("--address", help="the address a request came from")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the act in the folder of the settings."""
        if not settings.ACCESS_LOG_DIR:
            raise CommandError("no access log is kept here. Set ACCESS_LOG_DIR to a folder.")
        folder = Path(settings.ACCESS_LOG_DIR)
        getattr(self, f"_{options['act']}")(folder, options)

    def _keep(self, folder: Path, _options: dict[str, Any]) -> None:
        today = timezone.now().astimezone(BANGKOK).date()
        kept = access_keeping.keep(folder, today=today, days=settings.ACCESS_LOG_DAYS)
        held = f", nothing is forgotten: {kept.held_because}" if kept.held_because else ""
        self.stdout.write(f"{len(kept.sealed)} sealed, {len(kept.forgotten)} forgotten{held}")

    def _verify(self, folder: Path, _options: dict[str, Any]) -> None:
        if wrong := access_keeping.changed_days(folder):
            raise CommandError(f"changed since sealed: {', '.join(map(str, wrong))}")
        self.stdout.write("every sealed day is as it was sealed")

    def _hold(self, folder: Path, options: dict[str, Any]) -> None:
        access_keeping.hold(folder, reason=options["reason"])

    def _release(self, folder: Path, _options: dict[str, Any]) -> None:
        access_keeping.release(folder)

    def _find(self, folder: Path, options: dict[str, Any]) -> None:
        asked = {name: options[name] for name in ("account", "address") if options[name]}
        if options["tenant"]:
            asked["tenant"] = _tenant_id(options["tenant"])
        for line in access_keeping.lines(folder, since=options["since"], until=options["until"]):
            if all(line[name] == value for name, value in asked.items()):
                self.stdout.write(json.dumps(line, ensure_ascii=False))


def _tenant_id(slug: str) -> str:
    found = TENANT_DIRECTORY.require().by_slug(slug)
    if found is None:
        raise CommandError(f"no municipality is called {slug!r}")
    return found.id
