"""What the guard says when code forgets its tenant: these are bugs, so they go up."""


class TenantOutsideTransaction(RuntimeError):
    """A query for a tenant was sent outside a transaction, where the path cannot be local."""


class NoTenant(RuntimeError):
    """A tenant was asked for while the connection stands on the public schema."""


class AnotherTenantActive(RuntimeError):
    """A scope for one tenant was opened inside the scope of another."""


class UnknownTenant(LookupError):
    """No tenant of this id is registered."""
