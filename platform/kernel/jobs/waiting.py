"""Whether a tenant's job may run now; if not, what becomes of it."""

from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate.jobs import Job

from kernel.jobs import queue
from kernel.jobs.envelope import Envelope
from kernel.ports import TenantRef, TenantStatus
from kernel.tenancy import tenant_scope

log = structlog.get_logger(__name__)
PATIENCE = timedelta(minutes=10)


def may_run_now(tenant: TenantRef, envelope: Envelope, job: Job) -> bool:
    """Tell whether to run the job; a suspended tenant's is put back, a closed one's dropped."""
    if tenant.status == TenantStatus.CLOSED:
        log.warning("job.dropped", reason="tenant closed")
        return False
    if tenant.status == TenantStatus.SUSPENDED:
        _put_back(tenant, envelope, job)
        log.info("job.put_back", reason="tenant suspended")
        return False
    return True


def _put_back(tenant: TenantRef, envelope: Envelope, job: Job) -> None:
    """Enqueue the same work for later, with its attempts counted anew."""
    with tenant_scope(tenant):
        if not queue.claim(job.id or 0):
            return
        queue.put(
            task=job.task_name,
            envelope=envelope,
            queue=job.queue,
            priority=job.priority,
            lock=_own(job.lock, envelope),
            key=_own(job.queueing_lock, envelope),
            run_at=timezone.now() + PATIENCE,
        )


def _own(name: str | None, envelope: Envelope) -> str | None:
    """Take the tenant's prefix off again; `put` adds it."""
    return name.removeprefix(f"{envelope.tenant}:") if name else None
