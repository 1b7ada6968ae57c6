"""One municipality: list, create, suspend, resume, close."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kernel.errors import Refused
from onboarding.opening import open_municipality
from tenants import lifecycle
from tenants.models import Tenant


class Command(BaseCommand):
    """`tenant list|create|suspend|resume|close|modules`."""

    help = "List, create, suspend, resume or close a municipality; switch its modules."

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
        modules = verbs.add_parser("modules", help="set which modules are on")
        modules.add_argument("slug")
        modules.add_argument("names", nargs="*")

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

    def _modules(self, options: dict[str, Any]) -> None:
        lifecycle.switch_modules(options["slug"], modules=options["names"])
