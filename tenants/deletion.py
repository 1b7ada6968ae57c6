"""Delete a municipality for good: two people, a time to think again, and proof for the others.

The registry's line stays, so that its id, its short name and its code are never given out again.
"""

from datetime import datetime, timedelta

from django.db import transaction

from kernel.documents.store import TenantStore
from kernel.tenancy.ownership import as_owner
from tenants import schemas
from tenants.errors import (
    CoolingOff,
    DeletionNotConfirmed,
    SecondPersonNeeded,
    StatusRefused,
    TenantMissing,
)
from tenants.models import Deletion, Status, Tenant

COOLING_OFF = timedelta(days=30)


def ask(slug: str, *, by: str, reason: str, at: datetime) -> Deletion:
    """Note that somebody wants a closed municipality deleted.

    Raises:
        TenantMissing: there is no municipality of this slug.
        StatusRefused: it is not closed.
    """
    with transaction.atomic():
        tenant = Tenant.objects.select_for_update().filter(slug=slug).first()
        if tenant is None:
            raise TenantMissing(slug=slug)
        if tenant.status != Status.CLOSED:
            raise StatusRefused(source=tenant.status, target="deleted")
        deletion, _is_new = Deletion.objects.get_or_create(
            tenant=tenant, defaults={"asked_by": by, "asked_at": at, "reason": reason}
        )
    return deletion


def confirm(slug: str, *, by: str, at: datetime) -> Deletion:
    """Note the second person's consent; the time to think again begins.

    Raises:
        DeletionNotConfirmed: nobody asked for it.
        SecondPersonNeeded: the one who asked cannot confirm.
    """
    with transaction.atomic():
        deletion = _asked(slug)
        if deletion.asked_by == by:
            raise SecondPersonNeeded(name=by)
        if deletion.confirmed_at is None:
            deletion.confirmed_by, deletion.confirmed_at = by, at
            deletion.save(update_fields=["confirmed_by", "confirmed_at"])
    return deletion


def take_back(slug: str) -> None:
    """Forget that the deletion was asked for, as long as nothing is deleted.

    Raises:
        DeletionNotConfirmed: nobody asked for it, or it is done.
    """
    with transaction.atomic():
        deletion = _asked(slug)
        if deletion.done_at is not None:
            raise DeletionNotConfirmed(slug=slug)
        deletion.delete()


def carry_out(slug: str, *, at: datetime) -> Deletion:
    """Drop schema, role and files; run again after a kill, it goes on.

    Files go first: a municipality without rows but with files could not be found again.

    Raises:
        DeletionNotConfirmed: two people have not agreed.
        CoolingOff: it is too early.
        StoreDown: the object store does not answer; nothing of the rows is gone.
    """
    with as_owner():
        deletion = _due(slug, at)
        if deletion.done_at is not None:
            return deletion
        files = _drop_files(str(deletion.tenant_id))
        with transaction.atomic():
            tenant = Tenant.objects.select_for_update().get(pk=deletion.tenant_id)
            schemas.drop(tenant.schema_name)
            tenant.built_at = None
            tenant.save(update_fields=["built_at"])
            deletion.done_at, deletion.files = at, files
            deletion.save(update_fields=["done_at", "files"])
    return deletion


def _asked(slug: str) -> Deletion:
    deletion = Deletion.objects.select_for_update().filter(tenant__slug=slug).first()
    if deletion is None:
        raise DeletionNotConfirmed(slug=slug)
    return deletion


def _due(slug: str, at: datetime) -> Deletion:
    with transaction.atomic():
        deletion = _asked(slug)
    if deletion.confirmed_at is None:
        raise DeletionNotConfirmed(slug=slug)
    due = deletion.confirmed_at + COOLING_OFF
    if at < due:
        raise CoolingOff(slug=slug, due=due.date().isoformat())
    return deletion


def _drop_files(tenant_id: str) -> int:
    store = TenantStore(f"{tenant_id}/")
    count = 0
    for found in list(store.walk()):
        store.delete(found.key)
        count += 1
    return count
