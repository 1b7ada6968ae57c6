"""What every schema has run, asked of the schemas themselves in one round trip."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from kernel.tenancy.ownership import as_owner
from tenants import schemas
from tenants.models import Tenant

type Migrations = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """A tenant's schema and how many migrations it still has to run."""

    slug: str
    schema: str
    status: str
    pending: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Schemas that have run the same migrations; canaries come first."""

    schemas: tuple[str, ...]
    applied: Migrations

    @property
    def pending(self) -> Migrations:
        """What the code has and these schemas have not run."""
        return known() - self.applied


def known() -> Migrations:
    """Return every migration of the code."""
    return frozenset(MigrationLoader(None).disk_migrations)


def status() -> list[SchemaState]:
    """Return the state of the public schema and of every built tenant."""
    with as_owner():
        behind = len(schemas.pending(schemas.PUBLIC))
        public = SchemaState(slug="(public)", schema="public", status="", pending=behind)
        return [public] if behind else [public, *_tenants()]


def groups() -> list[Group]:
    """Return the built tenants by what they have run; the caller is the owner."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT schemas FROM tenants_fleet_groups()")
        return [
            Group(schemas=tuple(names), applied=_applied(cursor, names[0]))
            for (names,) in cursor.fetchall()
        ]


def _applied(cursor: object, schema: str) -> Migrations:
    table = sql.Identifier(schema, "django_migrations")
    cursor.execute(sql.SQL("SELECT app, name FROM {}").format(table))  # type: ignore[attr-defined]
    return frozenset(cursor.fetchall())  # type: ignore[attr-defined]


def _tenants() -> Iterable[SchemaState]:
    pending = {name: len(group.pending) for group in groups() for name in group.schemas}
    for tenant in Tenant.objects.filter(built_at__isnull=False).order_by("slug"):
        schema = tenant.schema_name
        yield SchemaState(
            slug=tenant.slug, schema=schema, status=tenant.status, pending=pending[schema]
        )
