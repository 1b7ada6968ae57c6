"""The tenant is the connection: guard, scope, cache keys, salts and storage prefixes.

Why the base library's own session-level path is not enough: docs/decisions/0002.
"""

from kernel.tenancy.addresses import site_url
from kernel.tenancy.errors import (
    AnotherTenantActive,
    NoTenant,
    TenantOutsideTransaction,
    UnknownTenant,
)
from kernel.tenancy.keys import storage_prefix, tenant_key, tenant_salt
from kernel.tenancy.locks import advisory_lock
from kernel.tenancy.scope import current_tenant, tenant_scope
from kernel.tenancy.standing import tenant_or_none

__all__ = [
    "AnotherTenantActive",
    "NoTenant",
    "TenantOutsideTransaction",
    "UnknownTenant",
    "advisory_lock",
    "current_tenant",
    "site_url",
    "storage_prefix",
    "tenant_key",
    "tenant_or_none",
    "tenant_salt",
    "tenant_scope",
]
