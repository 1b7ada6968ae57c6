"""A municipality leaves in one file and comes back the same; deleting one touches nobody else."""

import io
import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from kernel.documents.store import TenantStore
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from kernel.tenancy.ownership import as_owner
from kernel.tenancy.standing import in_schema
from modules.complaints.models import Complaint
from onboarding import services
from onboarding.demo import services as demo
from tenants import archives, deletion, lifecycle
from tenants.archives import ArchiveRefused
from tenants.directory import DIRECTORY
from tenants.errors import CoolingOff, DeletionNotConfirmed, SecondPersonNeeded, StatusRefused
from tenants.models import Tenant

# A town of its own: roles belong to the whole server, and other tests use those of the template.
SLUG, CODE = "pasak", "5099903"


@pytest.fixture(autouse=True)
def built(committed: object) -> TenantRef:
    """The municipality, open and empty."""
    town = lifecycle.Application(slug=SLUG, code=CODE, name="เทศบาลตำบลป่าสัก", name_en="Pa Sak")
    lifecycle.register(town, at=timezone.now())
    lifecycle.build(SLUG, at=timezone.now())
    lifecycle.activate(SLUG)
    DIRECTORY.forget()
    ref = DIRECTORY.by_slug(SLUG)
    assert ref is not None
    return ref


@pytest.fixture
def town(built: TenantRef) -> str:
    """The same with people, complaints, photos and an audit; returns its id."""
    services.load_reference_configuration(built, bundle="suthep", at=timezone.now())
    demo.load(built, name="suthep", at=timezone.now())
    return built.id


def rows_of(slug: str) -> dict[str, list[str]]:
    """Return every row of every table as text."""
    schema = Tenant.objects.get(slug=slug).schema_name
    found = {}
    with as_owner(), transaction.atomic(), in_schema(schema), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{name}" AS t ORDER BY 1')
            found[name] = [text for (text,) in cursor.fetchall()]
    return found


def files_of(tenant_id: str) -> dict[str, bytes]:
    """Return every object of the municipality."""
    store, found = TenantStore(f"{tenant_id}/"), {}
    for each in store.walk():
        body = io.BytesIO()
        store.fetch(each.key, body)
        found[each.key] = body.getvalue()
    return found


def delete(slug: str) -> None:
    """Go the whole way, as two people and with the time in between."""
    lifecycle.suspend(slug, reason="ย้ายระบบ")
    lifecycle.close(slug, reason="ย้ายระบบ")
    now = timezone.now()
    deletion.ask(slug, by="สมชาย", reason="ย้ายระบบ", at=now)
    deletion.confirm(slug, by="สมหญิง", at=now)
    deletion.carry_out(slug, at=now + deletion.COOLING_OFF)


def forget_the_line(slug: str) -> None:
    """Make this place one where the municipality never was."""
    tenant = Tenant.objects.get(slug=slug)
    tenant.deletion.delete()
    tenant.domains.all().delete()
    Tenant.objects.filter(pk=tenant.pk)._raw_delete("default")


def test_a_municipality_comes_back_as_it_left(town: str, tmp_path: Path) -> None:
    rows, files = rows_of(SLUG), files_of(town)
    assert files
    manifest = archives.export(SLUG, tmp_path / "pasak.zip", at=timezone.now())
    delete(SLUG)
    assert files_of(town) == {}
    forget_the_line(SLUG)

    ref = archives.restore(tmp_path / "pasak.zip", at=timezone.now())

    assert ref.id == town
    assert rows_of(SLUG) == rows
    assert files_of(town) == files
    assert len(manifest.files) == len(files)
    lifecycle.resume(SLUG)
    DIRECTORY.forget()
    call_command("audit", "verify", SLUG)
    with tenant_scope(ref):
        before = Complaint.objects.latest("pk")
        fresh = Complaint.objects.get(pk=before.pk)
        fresh.pk, fresh.public_id, fresh.number = None, ref.id, "new"
        fresh.tracking_code, fresh.client_key = "new", None
        fresh.save()
        assert fresh.pk > before.pk


def test_people_can_read_what_is_in_it(town: str, tmp_path: Path) -> None:
    archives.export(SLUG, tmp_path / "pasak.zip", at=timezone.now())

    with ZipFile(tmp_path / "pasak.zip") as archive:
        told = json.loads(archive.read("manifest.json"))
        table = archive.read("readable/complaints_complaint.csv").decode()
    assert told["tenant"]["slug"] == SLUG
    assert "number" in table.splitlines()[0]
    assert len(table.splitlines()) > 8
    assert list(tmp_path.iterdir()) == [tmp_path / "pasak.zip"]


@pytest.mark.parametrize("part", ["tables/complaints_complaint.copy", "manifest.json"])
def test_a_damaged_archive_is_refused_and_nothing_is_left(
    town: str, tmp_path: Path, part: str
) -> None:
    archives.export(SLUG, tmp_path / "whole.zip", at=timezone.now())
    delete(SLUG)
    forget_the_line(SLUG)
    with ZipFile(tmp_path / "whole.zip") as whole, ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in whole.namelist():
            body = whole.read(name)
            bad.writestr(name, body[: len(body) // 2] if name == part else body)

    with pytest.raises(ArchiveRefused):
        archives.restore(tmp_path / "bad.zip", at=timezone.now())

    assert not Tenant.objects.filter(slug=SLUG).exists()
    assert files_of(town) == {}


def test_a_municipality_that_is_here_is_not_imported_over(town: str, tmp_path: Path) -> None:
    archives.export(SLUG, tmp_path / "pasak.zip", at=timezone.now())

    with pytest.raises(ArchiveRefused):
        archives.restore(tmp_path / "pasak.zip", at=timezone.now())


def test_deleting_one_leaves_the_other_byte_for_byte(town: str) -> None:
    other = DIRECTORY.by_slug("nadee")
    assert other is not None
    services.load_reference_configuration(other, bundle="suthep", at=timezone.now())
    demo.load(other, name="suthep", at=timezone.now())
    rows, files = rows_of("nadee"), files_of(other.id)
    schema = Tenant.objects.get(slug=SLUG).schema_name

    delete(SLUG)

    assert rows_of("nadee") == rows
    assert files_of(other.id) == files
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [schema])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [schema])
        assert cursor.fetchone() == (0,)
    with pytest.raises(StatusRefused):
        lifecycle.register(
            lifecycle.Application(slug=SLUG, code=CODE, name="ใหม่", name_en="New"),
            at=timezone.now(),
        )


def test_two_people_and_a_month_are_needed() -> None:
    now = timezone.now()
    with pytest.raises(StatusRefused):
        deletion.ask(SLUG, by="สมชาย", reason="ยุบรวม", at=now)
    lifecycle.suspend(SLUG, reason="ยุบรวม")
    lifecycle.close(SLUG, reason="ยุบรวม")
    with pytest.raises(DeletionNotConfirmed):
        deletion.confirm(SLUG, by="สมหญิง", at=now)
    deletion.ask(SLUG, by="สมชาย", reason="ยุบรวม", at=now)
    with pytest.raises(SecondPersonNeeded):
        deletion.confirm(SLUG, by="สมชาย", at=now)
    with pytest.raises(DeletionNotConfirmed):
        deletion.carry_out(SLUG, at=now + deletion.COOLING_OFF)
    deletion.confirm(SLUG, by="สมหญิง", at=now)
    with pytest.raises(CoolingOff):
        deletion.carry_out(SLUG, at=now + deletion.COOLING_OFF - timedelta(seconds=1))

    deletion.take_back(SLUG)

    with pytest.raises(DeletionNotConfirmed):
        deletion.carry_out(SLUG, at=now + deletion.COOLING_OFF)
    assert Tenant.objects.get(slug=SLUG).built_at is not None
