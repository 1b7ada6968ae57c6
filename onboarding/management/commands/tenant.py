"""One municipality: list, create, suspend, resume, close, export, import, delete."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kernel.errors import Refused
from onboarding.opening import open_municipality
from tenants import archives, deletion, lifecycle
from tenants.models import Tenant


class Command(BaseCommand):
    """`tenant list|create|suspend|resume|close|export|import|delete|modules`."""

    help = "List, create, suspend, resume, close, export, import or delete a municipality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a verb with its own arguments."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="every municipality with its status")
        create = verbs.add_parser("create", help="open a municipality; run again to resume")
        create.add_argument("slug")
        create.add_argument("--name", required=True, help="Thai name")
        create.add_argument("--name-en", required=True, help="English name")
        create.add_argument("--code", required=True, help="official code of the local government")
        create.add_argument("--from", dest="bundle", default="mae_hia", help="configuration bundle")
        create.add_argument("--demo", action="store_true", help="for demonstration")
        for verb in ("suspend", "close"):
            stop = verbs.add_parser(verb, help=f"{verb} the municipality; visitors read the reason")
            stop.add_argument("slug")
            stop.add_argument("--reason", required=True)
        resume = verbs.add_parser("resume", help="serve again after a suspension")
        resume.add_argument("slug")
        self._add_ways_out(verbs)
        modules = verbs.add_parser("modules", help="set which modules are on")
        modules.add_argument("slug")
        modules.add_argument("names", nargs="*")

    def _add_ways_out(self, verbs: Any) -> None:
        export = verbs.add_parser("export", help="write the municipality into one archive")
        export.add_argument("slug")
        export.add_argument("file", type=Path)
        restore = verbs.add_parser("import", help="bring a municipality back from its archive")
        restore.add_argument("file", type=Path)
        delete = verbs.add_parser(
            "delete", help="delete a closed municipality: ask, let another confirm, wait, carry out"
        )
        delete.add_argument("slug")
        step = delete.add_mutually_exclusive_group(required=True)
        step.add_argument("--ask", metavar="NAME", help="who asks for it")
        step.add_argument("--confirm", metavar="NAME", help="who agrees; somebody else")
        step.add_argument("--take-back", action="store_true", help="keep it after all")
        step.add_argument("--carry-out", action="store_true", help="delete schema, role and files")
        delete.add_argument("--reason", default="", help="with --ask")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the verb; a refusal is shown as it reads to people."""
        try:
            getattr(self, f"_{options['verb']}")(options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _list(self, _options: dict[str, Any]) -> None:
        for tenant in Tenant.objects.order_by("slug"):
            self.stdout.write(f"{tenant.slug:24} {tenant.code:10} {tenant.status:12} {tenant.name}")

    def _create(self, options: dict[str, Any]) -> None:
        application = lifecycle.Application(
            slug=options["slug"],
            code=options["code"],
            name=options["name"],
            name_en=options["name_en"],
            is_demo=options["demo"],
        )
        tenant = open_municipality(application, bundle=options["bundle"], at=timezone.now())
        status = Tenant.objects.get(slug=tenant.slug).status
        self.stdout.write(f"{tenant.slug} is {status} at {tenant.host}")

    def _suspend(self, options: dict[str, Any]) -> None:
        lifecycle.suspend(options["slug"], reason=options["reason"])

    def _close(self, options: dict[str, Any]) -> None:
        lifecycle.close(options["slug"], reason=options["reason"])

    def _resume(self, options: dict[str, Any]) -> None:
        lifecycle.resume(options["slug"])

    def _export(self, options: dict[str, Any]) -> None:
        manifest = archives.export(options["slug"], options["file"], at=timezone.now())
        rows = sum(table.rows for table in manifest.tables)
        self.stdout.write(f"{rows} rows and {len(manifest.files)} files in {options['file']}")

    def _import(self, options: dict[str, Any]) -> None:
        tenant = archives.restore(options["file"], at=timezone.now())
        self.stdout.write(f"{tenant.slug} is here, suspended. Open it: tenant resume {tenant.slug}")

    def _delete(self, options: dict[str, Any]) -> None:
        slug, now = options["slug"], timezone.now()
        if options["ask"]:
            deletion.ask(slug, by=options["ask"], reason=options["reason"], at=now)
        elif options["confirm"]:
            deletion.confirm(slug, by=options["confirm"], at=now)
        elif options["take_back"]:
            deletion.take_back(slug)
        else:
            done = deletion.carry_out(slug, at=now)
            self.stdout.write(f"{slug} is deleted, with {done.files} files")

    def _modules(self, options: dict[str, Any]) -> None:
        lifecycle.switch_modules(options["slug"], modules=options["names"])
