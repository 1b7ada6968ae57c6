"""`manage.py config export|diff|apply SLUG FILE`: configuration bundles from a shell."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.configuration.applying import apply
from kernel.configuration.exporting import export
from kernel.configuration.packing import read, write
from kernel.configuration.planning import Action, Change, plan
from kernel.errors import Refused
from kernel.ports import TENANT_DIRECTORY, TenantRef
from kernel.tenancy import tenant_scope

_MARKS = {
    Action.CREATE: "+",
    Action.UPDATE: "~",
    Action.DELETE: "-",
    Action.UNCHANGED: " ",
}


class Command(BaseCommand):
    """Export, compare and apply the configuration of one municipality."""

    help = "Export, compare and apply the configuration of one municipality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb, the municipality and the bundle."""
        parser.add_argument("verb", choices=["export", "diff", "apply"])
        parser.add_argument("slug", help="the municipality, as in `manage.py tenant list`")
        parser.add_argument("file", type=Path, help="a folder, a .zip or a .json document")
        parser.add_argument(
            "--delete-missing",
            action="store_true",
            help="also remove what the bundle does not name",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find the municipality and do the verb in its scope."""
        tenant = _tenant(options["slug"])
        verb = getattr(self, f"_{options['verb']}")
        try:
            with tenant_scope(tenant):
                verb(tenant, options["file"], delete=options["delete_missing"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _export(self, tenant: TenantRef, path: Path, **_options: bool) -> None:
        write(export(name=tenant.slug), path)
        self.stdout.write(f"{path}: written")

    def _diff(self, _tenant: TenantRef, path: Path, *, delete: bool) -> None:
        self._show(plan(read(path), delete_missing=delete))

    def _apply(self, _tenant: TenantRef, path: Path, *, delete: bool) -> None:
        self._show(apply(read(path), by=SYSTEM, at=timezone.now(), delete_missing=delete))

    def _show(self, changes: list[Change]) -> None:
        for change in changes:
            if change.action is not Action.UNCHANGED:
                fields = f" ({', '.join(change.fields)})" if change.fields else ""
                self.stdout.write(f"{_MARKS[change.action]} {change.kind} {change.key}{fields}")
        counts = {action: sum(c.action is action for c in changes) for action in Action}
        self.stdout.write(", ".join(f"{count} {action}" for action, count in counts.items()))


def _tenant(slug: str) -> TenantRef:
    found = TENANT_DIRECTORY.require().by_slug(slug)
    if found is None:
        msg = f"no municipality {slug!r}; see `manage.py tenant list`"
        raise CommandError(msg)
    return found
