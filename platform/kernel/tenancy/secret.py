"""One secret per tenant, derived from the installation's."""

from kernel.tenancy.keys import tenant_key


class TenantSecret(str):
    """The secret key as Django reads it: the tenant's id is part of it.

    Django turns SECRET_KEY into bytes by `str(key)` wherever it signs (cookies, tokens,
    session hashes), so a signature made in one tenant is worthless in the next, without
    any call site having to remember a salt.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """The secret of the tenant that the connection stands in."""
        return f"{str.__str__(self)}:{tenant_key()}"
