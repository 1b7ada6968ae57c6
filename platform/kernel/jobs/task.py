"""A task that runs inside the tenant that enqueued it."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

import structlog
from django.db import connections
from procrastinate import JobContext
from procrastinate.contrib.django import app

from kernel.jobs import queue
from kernel.jobs.envelope import Envelope
from kernel.jobs.retries import Backoff
from kernel.jobs.trace import note_error
from kernel.jobs.waiting import may_run_now
from kernel.ports import TenantRef
from kernel.tenancy import NoTenant, current_tenant, tenant_scope

log = structlog.get_logger(__name__)
_addressee: ContextVar[TenantRef | None] = ContextVar("tenant of the running job", default=None)


@contextmanager
def in_tenant() -> Iterator[TenantRef]:
    """Open one transaction in the tenant of the running job (for `transaction=False` tasks).

    Raises:
        NoTenant: no job is running here.
    """
    tenant = _addressee.get()
    if tenant is None:
        raise NoTenant
    with tenant_scope(tenant) as scope:
        yield scope


class TenantTask:
    """A function that can be called now, or enqueued to run later in the same tenant."""

    def __init__(
        self,
        function: Callable[..., object],
        *,
        transaction: bool,
        queue_name: str,
        priority: int,
    ) -> None:
        self.function = function
        self.name = f"{function.__module__}.{function.__qualname__}"
        self.transaction = transaction
        self.queue_name = queue_name
        self.priority = priority
        self.__doc__ = function.__doc__

    def __call__(self, **work: Any) -> object:
        """Run the function now, as plain code."""
        return self.function(**work)

    def enqueue(
        self,
        *,
        run_at: datetime | None = None,
        key: str | None = None,
        lock: str | None = None,
        **work: Any,
    ) -> int | None:
        """Add a job for the current tenant, in the current transaction.

        Args:
            run_at: not before this moment.
            key: while a job with this key waits, no second one is added (None is returned).
            lock: jobs of this lock run one after another, in the order of enqueuing.
            **work: the function's own arguments, plain JSON values.

        Raises:
            NoTenant: the connection stands on the public schema.
            TypeError: the function does not take these arguments.
        """
        inspect.signature(self.function).bind(**work)
        tenant = current_tenant()
        request = structlog.contextvars.get_contextvars().get("request_id", "")
        envelope = Envelope(tenant=tenant.id, role=tenant.schema, request=str(request), work=work)
        return queue.put(
            task=self.name,
            envelope=envelope,
            queue=self.queue_name,
            priority=self.priority,
            lock=lock,
            key=key,
            run_at=run_at,
        )

    def run(self, context: JobContext, /, **arguments: Any) -> None:
        """Run one job: check the envelope, stand in the tenant, and always leave it again."""
        job_id = context.job.id or 0
        try:
            envelope = Envelope.opened(arguments)
            with structlog.contextvars.bound_contextvars(
                tenant=envelope.tenant, request_id=envelope.request, job=job_id, task=self.name
            ):
                self._run_for(envelope, context)
        except Exception as error:
            note_error(job_id, error)
            raise
        finally:
            _tidy_connections()

    def _run_for(self, envelope: Envelope, context: JobContext) -> None:
        tenant = envelope.addressee()
        if not may_run_now(tenant, envelope, context.job):
            return
        token = _addressee.set(tenant)
        try:
            if self.transaction:
                self._run_once(tenant, envelope, context.job.id or 0)
            else:
                self.function(**envelope.work)
        finally:
            _addressee.reset(token)
        log.info("job.done", attempt=context.job.attempts)

    def _run_once(self, tenant: TenantRef, envelope: Envelope, job_id: int) -> None:
        with tenant_scope(tenant):
            if queue.claim(job_id):
                self.function(**envelope.work)
            else:
                log.warning("job.landed_before")


def _tidy_connections() -> None:
    """Keep the thread's connections for the next job, as a web process does for a request.

    A new one costs more than most jobs. A backend that tours all tenants grows: CONN_MAX_AGE
    bounds it, see decision 0002.
    """
    for used in connections.all(initialized_only=True):
        used.close_if_unusable_or_obsolete()


def tenant_task(
    *,
    retries: int = 5,
    first_wait: float = 5,
    transaction: bool = True,
    queue: str = "default",
    priority: int = 0,
) -> Callable[[Callable[..., object]], TenantTask]:
    """Make the function a task whose jobs carry their tenant.

    With `transaction=True` the job is one transaction in the tenant's scope and its effects
    land exactly once. With `transaction=False` (for whoever talks to the network) the function
    opens `in_tenant()` itself, and may run again after a crash: it must bear that. Jobs of a
    higher priority go first.
    """

    def decorate(function: Callable[..., object]) -> TenantTask:
        task = TenantTask(function, transaction=transaction, queue_name=queue, priority=priority)
        app.task(
            name=task.name, pass_context=True, queue=queue, retry=Backoff(retries, first_wait)
        )(task.run)
        return task

    return decorate
