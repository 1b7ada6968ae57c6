"""Write one municipality into an archive, without looking at the catalogue of the others."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection, transaction
from psycopg import sql

from kernel.documents.store import TenantStore
from kernel.tenancy.ownership import as_owner
from kernel.tenancy.standing import in_schema
from tenants import blueprints
from tenants.archives.manifest import NAME, File, Manifest, Table
from tenants.errors import TenantMissing
from tenants.models import Tenant

TABLES, READABLE, FILES = "tables", "readable", "files"
# What the archive keeps of the registry's line.
KEPT = ("id", "slug", "code", "name", "name_en", "modules", "is_demo", "created_at")


def export(slug: str, path: Path, *, at: datetime) -> Manifest:
    """Write the archive; the file appears under its name only when it is whole.

    Rows are of one moment. Suspend the municipality before, if nothing may happen after it.

    Raises:
        TenantMissing: there is no built municipality of this slug.
        StoreDown: the object store does not answer.
    """
    unfinished = path.with_name(f"{path.name}.part")
    with as_owner(), ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
        tenant = Tenant.objects.filter(slug=slug, built_at__isnull=False).first()
        if tenant is None:
            raise TenantMissing(slug=slug)
        structure = blueprints.current().digest
        with _one_moment(tenant.schema_name):
            tables = tuple(_table(archive, name) for name in _names(tenant.schema_name))
        manifest = Manifest(
            tenant={name: _plain(getattr(tenant, name)) for name in KEPT},
            structure=structure,
            exported_at=at.isoformat(),
            tables=tables,
            files=tuple(_files(archive, TenantStore(f"{tenant.pk}/"))),
        )
        archive.writestr(NAME, manifest.to_json())
    unfinished.rename(path)
    return manifest


@contextmanager
def _one_moment(schema: str) -> Iterator[None]:
    with transaction.atomic(), in_schema(schema):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _names(schema: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace"
            " AND relkind = 'r' ORDER BY relname",
            [schema],
        )
        return [name for (name,) in cursor.fetchall()]


def _table(archive: ZipFile, name: str) -> Table:
    with archive.open(f"{TABLES}/{name}.copy", "w", force_zip64=True) as out:
        digest = copy_out(name, "binary", out)
    with archive.open(f"{READABLE}/{name}.csv", "w", force_zip64=True) as out:
        copy_out(name, "csv, header", out)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name)))
        rows = cursor.fetchone()[0]
        return Table(name=name, rows=rows, sha256=digest, sequence=_sequence(cursor, name))


def copy_out(name: str, form: str, out: IO[bytes] | None) -> str:
    """Write the table's rows, and return the digest of what was written.

    Raises:
        django.db.utils.ProgrammingError: there is no such table where the connection stands.
    """
    digest = hashlib.sha256()
    question = sql.SQL("COPY {} TO STDOUT (FORMAT {})").format(sql.Identifier(name), sql.SQL(form))
    with connection.cursor() as cursor, cursor.cursor.copy(question) as rows:
        for part in rows:
            digest.update(part)
            if out is not None:
                out.write(part)
    return digest.hexdigest()


def _sequence(cursor: Any, name: str) -> int | None:
    cursor.execute(
        "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, attname)) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attidentity <> ''",
        [f'"{name}"', f'"{name}"'],
    )
    found = cursor.fetchone()
    return found[0] if found else None


def _files(archive: ZipFile, store: TenantStore) -> Iterator[File]:
    for found in store.walk():
        key, digest = found.key.removeprefix(store.prefix), hashlib.sha256()
        with archive.open(f"{FILES}/{key}", "w", force_zip64=True) as out:
            for part in store.get(found.key):
                digest.update(part)
                out.write(part)
        yield File(key=key, size=found.size, sha256=digest.hexdigest())


def _plain(value: object) -> object:
    return value if isinstance(value, bool | list) else str(value)
