"""Stand inside one tenant, for one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from kernel.ports import TENANT_DIRECTORY, TenantRef
from kernel.tenancy.errors import AnotherTenantActive, NoTenant, UnknownTenant
from kernel.tenancy.standing import stand_in, standing, tenant_or_none


def current_tenant() -> TenantRef:
    """Return the tenant of this connection.

    Raises:
        NoTenant: the connection stands on the public schema.
    """
    tenant = tenant_or_none()
    if tenant is None:
        raise NoTenant
    return tenant


@contextmanager
def tenant_scope(tenant: TenantRef | str) -> Iterator[TenantRef]:
    """Open a transaction in which every query belongs to the tenant (a ref or an id).

    Inside the scope of the same tenant it is a savepoint. What is registered with
    `transaction.on_commit` runs with the tenant still set, and must open its own
    transaction to query.

    Raises:
        UnknownTenant: no tenant has this id.
        AnotherTenantActive: the connection already stands inside another tenant.
    """
    ref = _resolve(tenant)
    before = standing()
    if isinstance(before, TenantRef) and before.id != ref.id:
        raise AnotherTenantActive
    stand_in(ref)
    try:
        with transaction.atomic():
            yield ref
    finally:
        stand_in(before)


def _resolve(tenant: TenantRef | str) -> TenantRef:
    if isinstance(tenant, TenantRef):
        return tenant
    ref = TENANT_DIRECTORY.require().by_id(tenant)
    if ref is None:
        raise UnknownTenant(tenant)
    return ref
