"""Counters that many processes may raise at once without losing one."""

import base64
import pickle
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from django.utils import timezone


class CountingCache(DatabaseCache):
    """Django's database cache with an `incr` that holds the row while it counts.

    Django's own reads and then writes, so that of two requests at once one is not counted.
    """

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a counter that exists and return it; its expiry stays.

        Raises:
            ValueError: there is no such counter, or it has expired.
        """
        name = self.make_and_validate_key(key, version=version)
        alias = router.db_for_write(self.cache_model_class)
        table = connections[alias].ops.quote_name(self._table)  # type: ignore[attr-defined]  # unknown to the stubs
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(
                f"SELECT value FROM {table} WHERE cache_key = %s AND expires > %s FOR UPDATE",  # noqa: S608  # our own table's name
                [name, timezone.now()],
            )
            row = cursor.fetchone()
            if row is None:
                raise ValueError(name)
            value = int(pickle.loads(base64.b64decode(row[0]))) + delta  # noqa: S301  # written by this class
            stored = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode()
            cursor.execute(f"UPDATE {table} SET value = %s WHERE cache_key = %s", [stored, name])  # noqa: S608
        return value


def count(cache: BaseCache | Any, key: str, *, seconds: int) -> int:
    """Count one more under the key, from 1 on, and return how many there are now."""
    try:
        return int(cache.incr(key))
    except ValueError:
        cache.add(key, 0, timeout=seconds)
    return int(cache.incr(key))
