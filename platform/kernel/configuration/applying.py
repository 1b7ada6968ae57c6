"""Apply a bundle: all of it, or nothing."""

from datetime import datetime
from itertools import groupby

from django.db import transaction

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.configuration.bundle import Bundle
from kernel.configuration.checking import checked
from kernel.configuration.errors import ReadBackDiffers
from kernel.configuration.events import ConfigurationApplied
from kernel.configuration.exporting import export
from kernel.configuration.models import AppliedBundle
from kernel.configuration.planning import Action, Change, by_key, plan
from kernel.configuration.registry import get
from kernel.configuration.rows import RowWriter
from kernel.configuration.settings import forget_settings
from kernel.events import publish


@transaction.atomic
def apply(bundle: Bundle, *, by: Actor, at: datetime, delete_missing: bool = False) -> list[Change]:
    """Make the tenant's configuration what the bundle says, and read it back.

    Objects that the bundle does not name stay, unless `delete_missing`.

    Raises:
        BundleInvalid: an object cannot be written; nothing was.
        ReadBackDiffers: what stands in the tables is not what the bundle says; nothing was kept.
    """
    changes = plan(bundle, delete_missing=delete_missing)
    writer = RowWriter(files=dict(bundle.files), by=by, at=at)
    for kind, group in groupby(changes, key=lambda change: change.kind):
        _perform(writer, kind, list(group))
    forget_settings()
    _read_back(bundle, delete_missing=delete_missing)
    _remember(bundle, changes, by=by, at=at)
    return changes


def _perform(writer: RowWriter, kind: str, changes: list[Change]) -> None:
    configurable = get(kind)
    written = [c for c in changes if c.action in {Action.CREATE, Action.UPDATE}]
    writer.write(configurable, written)
    for change in changes:
        if change.action is Action.DELETE:
            writer.delete(configurable, change)


def _read_back(bundle: Bundle, *, delete_missing: bool) -> None:
    wanted = checked(bundle)
    present = export(kinds=[get(kind) for kind in wanted]).objects
    wrong = []
    for kind, objects in wanted.items():
        configurable = get(kind)
        expected, found = by_key(configurable, objects), by_key(configurable, present[kind])
        wrong += [f"{kind} {key}" for key in expected if found.get(key) != expected[key]]
        if delete_missing:
            wrong += [f"{kind} {key}" for key in found if key not in expected]
    if wrong:
        raise ReadBackDiffers(objects=", ".join(wrong[:10]))


def _remember(bundle: Bundle, changes: list[Change], *, by: Actor, at: datetime) -> None:
    counts = {action.value: sum(change.action is action for change in changes) for action in Action}
    applied = AppliedBundle.objects.create(
        name=bundle.name,
        version=bundle.version,
        digest=bundle.digest,
        applied_at=at,
        applied_by=by.label,
        counts=counts,
    )
    audit.record(
        actor=by,
        action="configuration.applied",
        subject=f"configuration_bundle:{applied.pk}",
        at=at,
        before={},
        after={"name": bundle.name, "version": bundle.version, "digest": bundle.digest, **counts},
    )
    publish(ConfigurationApplied(bundle=bundle.name, version=bundle.version))
