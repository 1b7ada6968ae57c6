"""What travels with every job: whose it is, which role enqueued it, which request it came from."""

from dataclasses import dataclass, field
from typing import Any, Self

from kernel.jobs.errors import Unaddressed
from kernel.ports import TENANT_DIRECTORY, TenantRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The arguments of a tenant's job, as the queue's table stores them."""

    tenant: str
    role: str
    request: str = ""
    work: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def opened(cls, arguments: dict[str, Any]) -> Self:
        """Return the envelope that the arguments of a job form.

        Raises:
            Unaddressed: the tenant is missing, or the arguments have another form.
        """
        if not arguments.get("tenant") or not arguments.get("role"):
            raise Unaddressed("the job carries no tenant")
        try:
            return cls(**arguments)
        except TypeError as error:
            raise Unaddressed("the job's arguments have an unknown form") from error

    def as_arguments(self) -> dict[str, Any]:
        """Return what the queue's table stores."""
        return {
            "tenant": self.tenant,
            "role": self.role,
            "request": self.request,
            "work": self.work,
        }

    def addressee(self) -> TenantRef:
        """Return the tenant of the job, read anew from the registry.

        Raises:
            Unaddressed: no such tenant, or its schema is not the role that enqueued the job.
        """
        tenant = TENANT_DIRECTORY.require().by_id(self.tenant)
        if tenant is None:
            raise Unaddressed("the job's tenant is not registered")
        if tenant.schema != self.role:
            raise Unaddressed("the job was enqueued by the role of another tenant")
        return tenant
