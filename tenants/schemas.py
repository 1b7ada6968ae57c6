"""Build and migrate schemas: the tables belong to the owner, the tenant's role may use their rows.

Call inside `kernel.tenancy.ownership.as_owner()`. A schema is built in one transaction with the
registry's note of it, so a kill at any moment leaves it whole or absent (hazards H11, H12).
"""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from kernel.ports import TenantRef
from kernel.tenancy.standing import in_schema, stand_in_public
from tenants.blueprints import Blueprint, clone

PUBLIC = "public"
# The tenant's role may read which migrations ran, not say so itself.
READ_ONLY_TABLES = ("django_migrations",)


def migrate_public() -> None:
    """Bring the public schema up to date and let the application's login use it."""
    stand_in_public()
    _migrate()
    with transaction.atomic():
        _run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}")
        _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}")


def build(
    tenant: TenantRef, blueprint: Blueprint, *, load: Callable[[], None] | None = None
) -> None:
    """Create role, schema and tables of the tenant; the caller holds the transaction.

    With `load` the rows are an archive's instead of the template's.

    Raises:
        django.db.utils.ProgrammingError: the schema exists already; it is never taken over.
        tenants.blueprints.BlueprintRefused: it came out different from the blueprint.
    """
    names = {"tenant": sql.Identifier(tenant.schema)}
    if not _role_exists(tenant.schema):
        _run("CREATE ROLE {tenant} NOLOGIN NOINHERIT", **names)
    _run("GRANT {tenant} TO {app}", **names)
    _run("CREATE SCHEMA {tenant}", **names)
    clone(blueprint, tenant.schema, load=load)
    _grant(tenant.schema)


def migrate(tenant: TenantRef) -> None:
    """Bring one tenant's schema up to date in one transaction."""
    with transaction.atomic(), in_schema(tenant.schema):
        _migrate()
        _grant(tenant.schema)


def drop(schema: str) -> None:
    """Drop schema and role of a tenant for good; the caller holds the transaction."""
    names = {"tenant": sql.Identifier(schema)}
    _run("DROP SCHEMA IF EXISTS {tenant} CASCADE", **names)
    if _role_exists(schema):
        _run("DROP ROLE {tenant}", **names)


def pending(schema: str) -> set[tuple[str, str]]:
    """Return the migrations (app, name) that the schema has not run; all when it is empty."""
    known = set(MigrationLoader(None).disk_migrations)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f'"{schema}".django_migrations'])
        if cursor.fetchone()[0] is None:
            return known
        table = sql.Identifier(schema, "django_migrations")
        cursor.execute(sql.SQL("SELECT app, name FROM {}").format(table))
        return known - set(cursor.fetchall())


def _migrate() -> None:
    call_command(Migrate(), verbosity=0, interactive=False, skip_checks=True)


def grants(schema: str) -> list[sql.Composed]:
    """Return the statements that let the tenant's role use its rows, and no more than that."""
    role = sql.Identifier(schema)
    rows = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {0} TO {0}"
    opening = [sql.SQL(text).format(role) for text in ("GRANT USAGE ON SCHEMA {0} TO {0}", rows)]
    closed = [(table, "INSERT, UPDATE, DELETE") for table in READ_ONLY_TABLES]
    closed += [(table, "UPDATE, DELETE") for table in append_only_tables()]
    return opening + [
        sql.SQL("REVOKE {} ON {} FROM {}").format(
            sql.SQL(acts), sql.Identifier(schema, table), role
        )
        for table, acts in closed
    ]


def _grant(schema: str) -> None:
    with connection.cursor() as cursor:
        for statement in grants(schema):
            cursor.execute(statement)


def append_only_tables() -> Iterable[str]:
    """Return the tables in which a tenant may only add rows, as their apps declare them."""
    found: list[str] = []
    for config in apps.get_app_configs():
        if config.name in settings.TENANT_APPS:
            found.extend(getattr(config, "append_only_tables", ()))
    return found


def _role_exists(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        return cursor.fetchone() is not None


def _run(statement: str, **names: sql.Composable) -> None:
    names["app"] = sql.Identifier(settings.DATABASE_APP_LOGIN)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**names))
