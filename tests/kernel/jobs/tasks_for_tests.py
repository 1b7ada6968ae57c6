"""Tasks that the tests of the queue run; imported by the tests and by the worker they start."""

import os
import random
import secrets
import signal
import time
from pathlib import Path

from django.db import connection, transaction

from kernel.jobs import in_tenant, tenant_task
from kernel.notifications.models import MessageTemplate


def leave_mark(mark: str) -> None:
    """Write a row into the schema that the connection stands in; twice is two rows."""
    MessageTemplate.objects.create(event=mark, channel="mark", language=secrets.token_hex(2))


def marks() -> list[str]:
    """Return the marks of the schema that the connection stands in."""
    found = MessageTemplate.objects.filter(channel="mark").order_by("event", "pk")
    return list(found.values_list("event", flat=True))


@tenant_task(retries=5, first_wait=0)
def mark(*, text: str) -> None:
    """Leave a mark."""
    leave_mark(text)


@tenant_task(retries=20, first_wait=0)
def mark_or_raise(*, text: str, chance: float) -> None:
    """Leave a mark, then fail now and then."""
    leave_mark(text)
    if random.random() < chance:
        msg = "thrown dice"
        raise RuntimeError(msg)


@tenant_task(retries=2, first_wait=0)
def always_fails(*, text: str) -> None:
    """Leave a mark and fail."""
    leave_mark(text)
    raise RuntimeError(text)


@tenant_task(retries=0, transaction=False)
def mark_in_two_steps(*, text: str) -> None:
    """Leave two marks in two transactions, with none between them."""
    with in_tenant():
        leave_mark(f"{text}-1")
    assert not connection.in_atomic_block
    with in_tenant():
        leave_mark(f"{text}-2")


@tenant_task(retries=3, first_wait=0)
def mark_and_die_before_commit(*, text: str, first_time: str) -> None:
    """Leave a mark; the first time, kill the worker before the commit."""
    leave_mark(text)
    if _is_first(first_time):
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(5)


@tenant_task(retries=3, first_wait=0)
def mark_and_die_after_commit(*, text: str, first_time: str) -> None:
    """Leave a mark; the first time, kill the worker between the commit and the queue's note."""
    leave_mark(text)
    if _is_first(first_time):
        transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))


def _is_first(flag: str) -> bool:
    path = Path(flag)
    if path.exists():
        return False
    path.touch()
    return True
