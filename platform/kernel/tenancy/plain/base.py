"""PostgreSQL as Django speaks it, for the cache and the queue."""

from django.db.backends.postgresql import base

from kernel.tenancy.backend.resting import TrustedAwhile


class DatabaseWrapper(TrustedAwhile, base.DatabaseWrapper):
    """The plain connection: no tenant, no guard."""
