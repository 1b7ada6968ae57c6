"""Where the guarded connection stands: in a tenant, or on the public schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from kernel.ports import TenantRef

# Django types the proxy as any backend; ours has these verbs.
_guarded: Any = connection


def stand_in(tenant: object) -> None:
    """Stand in the tenant; its role and path are set by the next query, inside a transaction."""
    _guarded.set_tenant(tenant)


def stand_in_public() -> None:
    """Stand on the public schema."""
    _guarded.set_schema_to_public()


def standing() -> object:
    """Return what the connection stands in: a TenantRef, or the base library's public stand-in."""
    return _guarded.tenant


def tenant_or_none() -> TenantRef | None:
    """Return the tenant of this connection, or None on the public schema."""
    tenant = standing()
    return tenant if isinstance(tenant, TenantRef) else None


@contextmanager
def in_schema(schema: str) -> Iterator[None]:
    """Let the owner's statements lead to a schema that is no tenant's, such as a template."""
    before = standing()
    _guarded.set_schema(schema)
    try:
        yield
    finally:
        stand_in(before)
