"""The template: an empty schema at this release, built once by the migrations themselves."""

import hashlib
import inspect
import sys
from functools import cache, lru_cache

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from kernel.tenancy.standing import in_schema
from tenants.blueprints.catalog import Blueprint, read
from tenants.blueprints.cloning import fill

PREFIX = "template_"


def current() -> Blueprint:
    """Return the blueprint of this release, building its template when the database has none.

    The caller is the owner and in no transaction: building takes seconds, and happens once.
    """
    schema = f"{PREFIX}{release()}"
    if not _exists(schema):
        _build(schema)
    return _blueprint(connection.settings_dict["NAME"], schema)


@cache
def release() -> str:
    """Name this release: a digest of every migration's name and text."""
    digest = hashlib.sha256()
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        text = inspect.getsource(sys.modules[migration.__module__])
        digest.update(f"{key}{text}".encode())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=4)
def _blueprint(_database: str, schema: str) -> Blueprint:
    with transaction.atomic():
        return read(schema)


def prune() -> None:
    """Drop the templates of earlier releases; the caller is the owner and in no transaction."""
    for schema in _templates():
        if schema != f"{PREFIX}{release()}":
            _run("DROP SCHEMA {} CASCADE", schema)


def _build(schema: str) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [PREFIX])
        if _exists(schema):
            return
        _migrate(f"raw_{schema}")
        _run("CREATE SCHEMA {}", schema)
        # PostgreSQL writes some conditions differently the second time, and the same ever after.
        fill(read(f"raw_{schema}"), schema)
        _run("DROP SCHEMA {} CASCADE", f"raw_{schema}")


def _migrate(schema: str) -> None:
    _run("CREATE SCHEMA {}", schema)
    with in_schema(schema):
        call_command(Migrate(), verbosity=0, interactive=False, skip_checks=True)


def _templates() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [PREFIX])
        return [name for (name,) in cursor.fetchall()]


def _exists(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None


def _run(statement: str, schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(sql.Identifier(schema)))
