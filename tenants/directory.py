"""Host name or id -> tenant, from memory; a version number in the database tells when to forget."""

import threading
import time
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from kernel.ports import TenantRef, TenantStatus
from tenants.models import Domain, RegistryVersion

# The plain connection: it stands on the public schema even while the other serves a tenant.
SHARED = "shared"
LIFETIME_SECONDS = 30.0
CHECK_EVERY_SECONDS = 1.0
MOST_ENTRIES = 20_000


class CachedDirectory:
    """Answer the kernel's questions about tenants, one query per tenant and half minute.

    A change in the registry is seen within a second. Unknown hosts are remembered too, so that
    a flood of wrong names costs no query each.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[str, tuple[float, TenantRef | None]] = {}
        self._version = -1
        self._checked = 0.0

    def by_host(self, host: str) -> TenantRef | None:
        """Return the tenant that answers to the normalised host name, or None."""
        return self._remember(f"host:{host}", tenant__domains__domain=host)

    def by_id(self, tenant_id: str) -> TenantRef | None:
        """Return the tenant of this id, or None."""
        return self._remember(f"id:{tenant_id}", tenant_id=tenant_id)

    def by_slug(self, slug: str) -> TenantRef | None:
        """Return the tenant of this slug, or None."""
        return self._remember(f"slug:{slug}", tenant__slug=slug)

    def by_schema(self, schema: str) -> TenantRef | None:
        """Return the tenant of this schema, or None."""
        return self._remember(f"schema:{schema}", tenant__schema_name=schema)

    def active(self) -> Iterable[TenantRef]:
        """Return every active tenant, by id; one query, not remembered."""
        found = _primary().filter(tenant__status=TenantStatus.ACTIVE).order_by("tenant_id")
        return [domain.tenant.as_ref(domain.domain) for domain in found]

    def forget(self) -> None:
        """Empty the memory now."""
        with self._lock:
            self._entries.clear()

    def _remember(self, key: str, **where: str) -> TenantRef | None:
        self._forget_if_changed()
        now = time.monotonic()
        entry = self._entries.get(key)
        if entry and entry[0] > now:
            return entry[1]
        domain = _find(where)
        ref = domain.tenant.as_ref(domain.domain) if domain else None
        with self._lock:
            if len(self._entries) >= MOST_ENTRIES:
                self._entries.clear()
            self._entries[key] = (now + LIFETIME_SECONDS, ref)
        return ref

    def _forget_if_changed(self) -> None:
        now = time.monotonic()
        if now - self._checked < CHECK_EVERY_SECONDS:
            return
        version = RegistryVersion.objects.using(SHARED).values_list("version", flat=True).first()
        with self._lock:
            if version != self._version:
                self._entries.clear()
            self._version, self._checked = version or 0, now


def _find(where: dict[str, str]) -> Domain | None:
    try:
        return _primary().filter(**where).first()
    except ValidationError:  # an id that is no UUID belongs to nobody
        return None


def _primary() -> QuerySet[Domain]:
    everything = Domain.objects.using(SHARED).filter(is_primary=True)
    return everything.select_related("tenant").order_by("pk")


DIRECTORY = CachedDirectory()
