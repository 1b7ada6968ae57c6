"""Every key outside the schema carries the tenant's id, which never changes and is never reused."""

from kernel.tenancy.scope import current_tenant
from kernel.tenancy.standing import tenant_or_none

PUBLIC = "public"


def tenant_key() -> str:
    """Return the tenant's id, or "public" on the public schema."""
    tenant = tenant_or_none()
    return tenant.id if tenant else PUBLIC


def tenant_salt(purpose: str) -> str:
    """Return a salt for `django.core.signing` that is worth nothing in another tenant."""
    return f"{purpose}:{tenant_key()}"


def storage_prefix() -> str:
    """Return the folder of object keys that belong to the current tenant.

    Raises:
        NoTenant: the public schema owns no files.
    """
    return f"{current_tenant().id}/"


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Return the key under which a cache stores a value (Django's KEY_FUNCTION)."""
    return f"{tenant_key()}:{key_prefix}:{version}:{key}"
