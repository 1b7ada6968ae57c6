"""What the kernel may know about municipalities."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class TenantStatus(StrEnum):
    """The life of a tenant; only ACTIVE serves everything."""

    ONBOARDING = "onboarding"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantRef:
    """A municipality as the kernel sees it; `id` never changes and is never reused."""

    id: str
    schema: str
    slug: str
    name: str
    name_en: str
    host: str
    status: TenantStatus
    modules: frozenset[str] = field(default_factory=frozenset)
    note: str = ""

    @property
    def schema_name(self) -> str:
        """The schema, under the name that the database backend asks for."""
        return self.schema


class TenantDirectory(Protocol):
    """Answers questions about the registry of tenants."""

    def by_id(self, tenant_id: str) -> TenantRef | None:
        """Return the tenant of this id, or None."""

    def by_slug(self, slug: str) -> TenantRef | None:
        """Return the tenant of this slug, or None."""

    def by_schema(self, schema: str) -> TenantRef | None:
        """Return the tenant of this schema, or None."""

    def active(self) -> Iterable[TenantRef]:
        """Return every tenant that is active, by id."""
