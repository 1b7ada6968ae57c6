"""Bring a municipality back from its archive: checked wholly before, read back before it counts."""

import hashlib
import io
import mimetypes
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.db import connection, transaction
from psycopg import sql

from kernel.documents.store import TenantStore
from kernel.ports import TenantRef, TenantStatus
from kernel.tenancy.ownership import as_owner
from tenants import blueprints, schemas
from tenants.archives.errors import ArchiveRefused
from tenants.archives.exporting import FILES, TABLES, copy_out
from tenants.archives.manifest import Manifest
from tenants.blueprints import Blueprint
from tenants.hosts import tenant_host
from tenants.models import Domain, Tenant

PART = 1024 * 1024
NOTE = "นำเข้าจากแฟ้มสำรอง รอเปิดให้บริการ"


def restore(path: Path, *, at: datetime) -> TenantRef:
    """Import the municipality under the id it had; it is suspended until somebody resumes it.

    Files first, then rows and the registry's line in one transaction: a kill leaves no
    municipality, and the same call again completes.

    Raises:
        ArchiveRefused: damaged, of another release, or the municipality is here already.
        StoreDown: the object store does not answer.
    """
    with _opened(path) as archive, as_owner():
        manifest = Manifest.read(archive)
        blueprint = blueprints.current()
        _must_fit(manifest, blueprint, archive)
        _store(manifest, archive)
        with transaction.atomic():
            tenant = _enter(manifest, at)
            ref = tenant.as_ref(tenant_host(tenant.slug))
            schemas.build(ref, blueprint, load=lambda: _load(manifest, archive))
    return ref


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(path) as archive:
            yield archive
    except (BadZipFile, OSError) as error:
        raise ArchiveRefused(reason=str(error)) from error


def _must_fit(manifest: Manifest, blueprint: Blueprint, archive: ZipFile) -> None:
    told = manifest.tenant
    if manifest.structure != blueprint.digest:
        raise ArchiveRefused(reason="another release")
    if Tenant.objects.filter(pk=told["id"]).exists():
        raise ArchiveRefused(reason=f"{told['slug']} ({told['id']})")
    for kept in ("slug", "code"):
        if Tenant.objects.filter(**{kept: told[kept]}).exists():
            raise ArchiveRefused(reason=f"{kept} {told[kept]}")
    parts = {f"{TABLES}/{table.name}.copy": table.sha256 for table in manifest.tables}
    parts |= {f"{FILES}/{file.key}": file.sha256 for file in manifest.files}
    for name, digest in parts.items():
        if _digest(archive, name) != digest:
            raise ArchiveRefused(reason=name)


def _digest(archive: ZipFile, name: str) -> str:
    if name not in archive.NameToInfo:
        return ""
    digest = hashlib.sha256()
    with archive.open(name) as stream:
        while part := stream.read(PART):
            digest.update(part)
    return digest.hexdigest()


def _store(manifest: Manifest, archive: ZipFile) -> None:
    store = TenantStore(f"{manifest.tenant['id']}/")
    for file in manifest.files:
        kind = mimetypes.guess_type(file.key)[0] or "application/octet-stream"
        body = io.BytesIO(archive.read(f"{FILES}/{file.key}"))  # no document is larger than memory
        store.put(store.key(*file.key.split("/")), body, size=file.size, content_type=kind)


def _enter(manifest: Manifest, at: datetime) -> Tenant:
    tenant = Tenant.objects.create(
        **manifest.tenant,
        schema_name=f"t_{secrets.token_hex(8)}",
        status=TenantStatus.SUSPENDED,
        status_note=NOTE,
        built_at=at,
    )
    Domain.objects.create(domain=tenant_host(tenant.slug), tenant=tenant)
    return tenant


def _load(manifest: Manifest, archive: ZipFile) -> None:
    with connection.cursor() as cursor:
        for table in manifest.tables:
            name = sql.Identifier(table.name)
            question = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(name)
            with (
                archive.open(f"{TABLES}/{table.name}.copy") as stream,
                cursor.cursor.copy(question) as rows,
            ):
                while part := stream.read(PART):
                    rows.write(part)
            if table.sequence is not None:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, attname), %s) FROM pg_attribute"
                    " WHERE attrelid = %s::regclass AND attidentity <> ''",
                    [f'"{table.name}"', table.sequence, f'"{table.name}"'],
                )
            if copy_out(table.name, "binary", None) != table.sha256:
                raise ArchiveRefused(reason=f"{table.name}: came back different")
