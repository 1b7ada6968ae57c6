"""Counters that many processes may raise at once without losing one."""

import base64
import pickle
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from django.utils import timezone

# A counter is stored as the cache stores any value, a pickle in base 64; the oldest form of
# pickle writes a number so that SQL can read and write it.
_TEXT = "convert_from(decode(counter.value, 'base64'), 'UTF8')"
_NUMBER = f"substring({_TEXT} FROM 'I([0-9]+)')::bigint"
_COUNT = f"""
INSERT INTO {{table}} AS counter (cache_key, value, expires) {{row}}
ON CONFLICT (cache_key) DO UPDATE SET
    value = CASE WHEN counter.expires > now()
        THEN encode(convert_to(format(E'I%%s\\n.', {_NUMBER} + 1), 'UTF8'), 'base64')
        ELSE excluded.value END,
    expires = CASE WHEN counter.expires > now() THEN counter.expires ELSE excluded.expires END
RETURNING {_NUMBER} AS used
"""
_FIRST = "VALUES (%s, %s, now() + make_interval(secs => %s))"
_NEXT = "SELECT %s, %s, now() + make_interval(secs => %s) FROM {before} WHERE used <= %s"
_ONE = base64.b64encode(b"I1\n.").decode()
_FORGET = """
DELETE FROM {table} WHERE cache_key IN (
    SELECT cache_key FROM {table} WHERE expires < %s LIMIT 2000 FOR UPDATE SKIP LOCKED)
"""
# About so many counts pass between two sweeps of what has expired: the table stays small.
SWEEP_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A counter, how far it may go, and for how many seconds it is kept."""

    key: str
    most: int
    seconds: int


class CountingCache(DatabaseCache):
    """Django's database cache, with counters that are raised in one statement."""

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a counter that exists and return it; its expiry stays.

        Django's own reads and then writes, so that of two requests at once one is not counted.

        Raises:
            ValueError: there is no such counter, or it has expired.
        """
        name = self.make_and_validate_key(key, version=version)
        alias, table = self._place()
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

    def count_within(self, limits: Sequence[Limit]) -> list[int]:
        """Count one more under each key, up to the first that is over its limit; return the counts.

        One statement for all; whoever counts the same keys must name them in the same order.
        """
        alias, table = self._place()
        names = [f"counted_{place}" for place in range(len(limits))]
        steps: list[str] = []
        values: list[str | int] = []
        for place, (name, limit) in enumerate(zip(names, limits, strict=True)):
            row = _NEXT.format(before=names[place - 1]) if place else _FIRST
            steps.append(f"{name} AS ({_COUNT.format(table=table, row=row)})")
            values += [self.make_and_validate_key(limit.key), _ONE, limit.seconds]
            values += [limits[place - 1].most] if place else []
        chosen = [f"SELECT {place}, used FROM {name}" for place, name in enumerate(names)]  # noqa: S608  # names of our own
        found = " UNION ALL ".join(chosen)
        with connections[alias].cursor() as cursor:
            cursor.execute(f"WITH {', '.join(steps)} {found}", values)
            counts = sorted(cursor.fetchall())
        if random.randrange(SWEEP_EVERY) == 0:  # noqa: S311  # when to sweep is no secret
            self.sweep(now=timezone.now())
        return [int(used) for _place, used in counts]

    def sweep(self, *, now: datetime) -> None:
        """Delete some of what has expired."""
        alias, table = self._place()
        with connections[alias].cursor() as cursor:
            cursor.execute(_FORGET.format(table=table), [now])

    def _place(self) -> tuple[str, str]:
        alias = router.db_for_write(self.cache_model_class)
        return alias, connections[alias].ops.quote_name(self._table)  # type: ignore[attr-defined]  # unknown to the stubs


def count(cache: Any, key: str, *, seconds: int) -> int:
    """Count one more under the key, from 1 on, and return how many there are now."""
    counts: list[int] = cache.count_within([Limit(key=key, most=0, seconds=seconds)])
    return counts[0]


def first_full(cache: Any, limits: Sequence[Limit]) -> Limit | None:
    """Count one more under each key in turn; return the first that is over its limit, or None.

    What comes after a full one is not counted: who is refused for his own flood does not use
    up what belongs to all.
    """
    counts: list[int] = cache.count_within(limits)
    over = (limit for limit, used in zip(limits, counts, strict=False) if used > limit.most)
    return next(over, None)
