"""Jobs in PostgreSQL that know their tenant: enqueued in the same transaction as the change."""

from kernel.jobs.errors import JobRefused, UnknownWork
from kernel.jobs.schedules import every
from kernel.jobs.task import TenantTask, in_tenant, tenant_task

__all__ = ["JobRefused", "TenantTask", "UnknownWork", "every", "in_tenant", "tenant_task"]
