"""All schemas together: what each has run, and bringing them up to date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kernel.ports import TenantRef
from kernel.tenancy.ownership import as_owner
from tenants import schemas
from tenants.hosts import tenant_host
from tenants.models import Tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """A tenant's schema and how many migrations it still has to run."""

    slug: str
    schema: str
    status: str
    pending: int


def status() -> list[SchemaState]:
    """Return the state of the public schema and of every built tenant."""
    with as_owner():
        public = SchemaState(
            slug="(public)", schema="public", status="", pending=len(schemas.pending("public"))
        )
        return [public, *(_state(tenant) for tenant in _built())]


def migrate(tell: Callable[[str], None]) -> None:
    """Bring the public schema, then every built tenant up to date; each in its own transaction.

    A kill in between leaves every schema at the old or at the new release; run it again.
    """
    with as_owner():
        if schemas.pending("public"):
            tell("public")
            schemas.migrate_public()
        for tenant in _built():
            if schemas.pending(tenant.schema_name):
                tell(tenant.slug)
                schemas.migrate(_ref(tenant))


def _state(tenant: Tenant) -> SchemaState:
    return SchemaState(
        slug=tenant.slug,
        schema=tenant.schema_name,
        status=tenant.status,
        pending=len(schemas.pending(tenant.schema_name)),
    )


def _built() -> Iterable[Tenant]:
    if schemas.pending("public"):
        return []
    return list(Tenant.objects.filter(built_at__isnull=False).order_by("slug"))


def _ref(tenant: Tenant) -> TenantRef:
    return tenant.as_ref(tenant_host(tenant.slug))
