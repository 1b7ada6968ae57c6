"""Objects without a row: left by rolled-back uploads and deleted documents."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import batched

import structlog

from kernel.documents.models import Document
from kernel.documents.store import Stored, TenantStore, tenant_store
from kernel.jobs import in_tenant

log = structlog.get_logger(__name__)
GRACE = timedelta(days=1)
_BATCH = 500


def sweep(*, at: datetime) -> int:
    """Delete this tenant's objects that no row knows, a day after they were written.

    Returns how many. Runs in a job. Keys that we did not form (`kind/uuid/name`) are left alone.
    """
    with in_tenant():
        store = tenant_store()
    old = (found for found in store.walk() if _is_old(found, at))
    gone = 0
    for batch in batched(old, _BATCH):
        for orphan in _orphans(store, batch):
            store.delete(orphan)
            gone += 1
    log.info("documents.swept", deleted=gone)
    return gone


def _is_old(found: Stored, at: datetime) -> bool:
    return found.modified_at is not None and found.modified_at < at - GRACE


def _orphans(store: TenantStore, batch: Iterable[Stored]) -> list[str]:
    owners = {found.key: _owner(store, found.key) for found in batch}
    wanted = [owner for owner in owners.values() if owner]
    with in_tenant():
        documents = {
            document.public_id: _keys(document)
            for document in Document.objects.filter(public_id__in=wanted)
        }
    return [
        key for key, owner in owners.items() if owner and key not in documents.get(owner, set())
    ]


def _owner(store: TenantStore, key: str) -> uuid.UUID | None:
    parts = key.removeprefix(store.prefix).split("/")
    return Document.parse_id(parts[1]) if len(parts) == 3 else None  # noqa: PLR2004


def _keys(document: Document) -> set[str]:
    return {document.key, *(variant["key"] for variant in document.variants.values())}
