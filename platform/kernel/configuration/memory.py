"""What a municipality has set, kept for a second in the memory of the process that serves it.

Only requests remember: jobs, which may follow a change that was committed this moment, always
read. A change is seen at once by whoever makes it, and by every other process within a second.
"""

import re
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from kernel.tenancy.keys import tenant_key

LIFETIME_SECONDS = 1.0
MOST_ENTRIES = 20_000
# Where a statement names the table that it writes to.
_HEAD = 120
_WRITES = ("INSERT", "UPDATE", "DELETE")

_kept: dict[tuple[Hashable, ...], tuple[float, Any]] = {}
_tables: set[str] = set()
# The outermost transaction of this thread's connection in which configuration was written.
_noted = threading.local()
_in_request: ContextVar[bool] = ContextVar("a request is being served", default=False)


class Remembered[**Asked, T]:
    """An answer read from configuration, the same for everybody who asks it with the same words.

    It must depend on those words and the named tables alone (not on the reader, the language or
    the time), and nobody may change what it returns.
    """

    def __init__(self, name: str, read: Callable[Asked, T], *, of: tuple[type[Model], ...]) -> None:
        self.name = name
        self._read = read
        _tables.update(model._meta.db_table for model in of)

    def __call__(self, *asked: Asked.args, **named: Asked.kwargs) -> T:
        """Return the answer, read at most a second ago."""
        if named or not _in_request.get():
            return self._read(*asked, **named)
        key, now = (tenant_key(), self.name, *asked), time.monotonic()
        entry = _kept.get(key)
        if entry and entry[0] > now and not _is_changing():
            answer: T = entry[1]
            return answer
        answer = self._read(*asked, **named)
        if not _is_changing():
            _keep(key, now + LIFETIME_SECONDS, answer)
        return answer


def remembers() -> bool:
    """Tell whether answers are remembered here, so that asking again costs nothing."""
    return _in_request.get() and not _is_changing()


@contextmanager
def in_request() -> Iterator[None]:
    """Remember answers while a request is being served."""
    token = _in_request.set(True)
    try:
        yield
    finally:
        _in_request.reset(token)


def forget() -> None:
    """Forget what is remembered of the current municipality."""
    _forget(tenant_key())


def forget_all() -> None:
    """Forget everything: the database behind was changed for another."""
    _kept.clear()


def watch(connection: Any, **_signal: object) -> None:
    """Notice from now on what this connection writes (on `connection_created`)."""
    if connection.alias == "default" and _notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(_notice)


def _keep(key: tuple[Hashable, ...], until: float, answer: object) -> None:
    if len(_kept) >= MOST_ENTRIES:
        _kept.clear()
    _kept[key] = until, answer


def _notice(
    execute: Callable[..., Any],
    sql: Any,
    params: Any,
    many: bool,  # noqa: FBT001  # Django calls its wrappers so
    context: dict[str, Any],
) -> Any:
    done = execute(sql, params, many, context)
    if isinstance(sql, str) and sql.startswith(_WRITES):
        named = re.search(r'"(\w+)"', sql[:_HEAD])
        if named and named[1] in _tables:
            _note_change()
    return done


def _note_change() -> None:
    """Remember nothing until this transaction has ended, and nothing of before when it commits."""
    forget()
    blocks = connection.atomic_blocks
    if blocks and not _is_changing():
        _noted.changing = blocks[0]
        transaction.on_commit(partial(_forget, tenant_key()))


def _is_changing() -> bool:
    blocks = connection.atomic_blocks
    return bool(blocks) and getattr(_noted, "changing", None) is blocks[0]


def _forget(key: str) -> None:
    for known in [known for known in list(_kept) if known[0] == key]:
        _kept.pop(known, None)
