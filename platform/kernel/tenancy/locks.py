"""A named lock of one tenant, held until the transaction ends."""

import hashlib

from django.db import connection

from kernel.tenancy.keys import tenant_key


def advisory_lock(name: str) -> None:
    """Wait for the lock of this name in the current tenant and hold it until commit or rollback.

    Raises:
        TenantOutsideTransaction: outside a transaction, where a lock would hold nothing.
    """
    digest = hashlib.blake2b(f"{tenant_key()}:{name}".encode(), digest_size=8).digest()
    number = int.from_bytes(digest, "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
