"""H11 and H12: kill -9 while a municipality is made, and while the fleet migrates."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from kernel.tenancy import tenant_scope
from kernel.tenancy.ownership import as_owner
from modules.complaints.models import Category
from tenants import lifecycle, schemas
from tenants.directory import DIRECTORY
from tenants.models import Domain, Tenant
from tests.serving import ROOT, database_url

MOMENTS = 8
# The tables that the late app's one migration makes, in this order and slowly.
LATE_TABLES = ("late_first", "late_second", "late_third")
FLEET = ("fleet0", "fleet1")


class Run:
    """A manage.py command as a process of its own, on this test's database."""

    def __init__(self, *command: str, **environment: str) -> None:
        url = database_url(settings.DATABASES["default"]["NAME"])
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_ENV": "test",
                "DATABASE_URL": url,
                "DATABASE_DIRECT_URL": url,
                "OWNER_DATABASE_URL": _as_owner(url),
                **environment,
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def wait(self) -> None:
        """Let it end by itself, successfully."""
        _out, said = self.process.communicate(timeout=180)
        assert self.process.returncode == 0, said.decode()

    def kill(self) -> bool:
        """Send SIGKILL, wait until its session in the database is gone, tell whether it ran."""
        was_running = self.process.poll() is None
        if was_running:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate(timeout=30)
        _wait_until(lambda: _sessions() == 0)
        return was_running


def _as_owner(url: str) -> str:
    login = f"{settings.DATABASE_APP_LOGIN}:"
    rest = url.partition("@")[2]
    assert login in url
    return f"postgis://{settings.DATABASE_OWNER_LOGIN}:{settings.DATABASE_OWNER_PASSWORD}@{rest}"


def _wait_until(holds, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)


def _sessions() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE '%%manage.py'"
        )
        return int(cursor.fetchone()[0])


def _create(slug: str, code: str) -> tuple[str, ...]:
    return ("tenant", "create", slug, "--name", "ป่าสัก", "--name-en", slug, "--code", code)


def _state(slug: str) -> str:
    """Return absent, registered, built or open; anything between is a failed assertion."""
    DIRECTORY.forget()
    tenant = Tenant.objects.filter(slug=slug).first()
    status = Client(raise_request_exception=False).get("/report/", headers={"Host": _host(slug)})
    if tenant is None:
        assert not Domain.objects.filter(domain=_host(slug)).exists()
        assert status.status_code == 404
        return "absent"
    assert Domain.objects.filter(tenant=tenant).count() == 1
    assert (tenant.schema_name in _schemas()) == (tenant.built_at is not None)
    if tenant.built_at is not None:
        with as_owner():
            assert schemas.pending(tenant.schema_name) == set()
    if tenant.status != "active":
        assert status.status_code == 503
        return "built" if tenant.built_at else "registered"
    assert status.status_code == 200
    with tenant_scope(tenant.as_ref(_host(slug))):
        assert Category.objects.count() > 10
    return "open"


def _host(slug: str) -> str:
    return f"{slug}.{settings.PUBLIC_HOST}"


def _schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%%'")
        return {name for (name,) in cursor.fetchall()}


def test_h11_a_killed_creation_is_absent_or_whole_and_resumes(committed) -> None:
    began = time.monotonic()
    whole = Run(*_create("whole", "7000000"))
    _wait_until(lambda: _sessions() > 0)
    started = time.monotonic() - began
    whole.wait()
    working = time.monotonic() - began - started

    killed: list[str] = []
    towns = 1
    for attempt in range(2 * MOMENTS):
        # Each run takes up what the last kill left behind; once a town is open, the next begins.
        slug, code = f"pasak{towns}", f"70001{towns:02}"
        run = Run(*_create(slug, code))
        _wait_until(lambda: _sessions() > 0)
        time.sleep(working * (attempt % MOMENTS) / MOMENTS)
        if run.kill():
            killed.append(_state(slug))
        if len(killed) == MOMENTS:
            break
        towns += _state(slug) == "open"

    assert len(killed) == MOMENTS, killed
    assert set(killed) & {"absent", "registered"}, killed
    for number in range(1, towns + 1):
        call_command(*_create(f"pasak{number}", f"70001{number:02}"), verbosity=0)
        assert _state(f"pasak{number}") == "open"


LATE_SETTINGS = """
from config.settings.test import *
TENANT_APPS = [*TENANT_APPS, "late"]
INSTALLED_APPS = [*INSTALLED_APPS, "late"]
"""
LATE_APP = """
from django.apps import AppConfig
class LateConfig(AppConfig):
    name = "late"
"""
LATE_MIGRATION = """
from django.db import migrations
class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(sql) for sql in (
        "CREATE TABLE late_first (id int)", "SELECT pg_sleep(0.8)",
        "CREATE TABLE late_second (id int)", "SELECT pg_sleep(0.8)",
        "CREATE TABLE late_third (id int)",
    )]
    def apply(self, project_state, schema_editor, collect_sql=False):
        if schema_editor.connection.schema_name == "public":
            return project_state
        return super().apply(project_state, schema_editor, collect_sql)
"""


@pytest.fixture
def late(tmp_path: Path) -> dict[str, str]:
    """A release with one more migration, made of several slow steps; returns its environment."""
    app = tmp_path / "late"
    (app / "migrations").mkdir(parents=True)
    (tmp_path / "late_settings.py").write_text(LATE_SETTINGS)
    (app / "__init__.py").write_text("")
    (app / "apps.py").write_text(LATE_APP)
    (app / "migrations" / "__init__.py").write_text("")
    (app / "migrations" / "0001_initial.py").write_text(LATE_MIGRATION)
    path = [os.environ["PYTHONPATH"]] if "PYTHONPATH" in os.environ else []
    return {
        "DJANGO_SETTINGS_MODULE": "late_settings",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *path]),
    }


@pytest.fixture
def fleet(committed) -> Iterator[list[str]]:
    """Four built municipalities; yields their schemas."""
    for number, slug in enumerate(FLEET):
        application = lifecycle.Application(
            slug=slug, code=f"71000{number}", name=slug, name_en=slug
        )
        lifecycle.register(application, at=timezone.now())
        lifecycle.build(slug, at=timezone.now())
    return [tenant.schema_name for tenant in Tenant.objects.order_by("slug")]


def _finished() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname = %s", [LATE_TABLES[-1]])
        return int(cursor.fetchone()[0])


def _done(schema: str) -> bool:
    """Tell whether the schema has run the late migration; half of it is a failed assertion."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace", [schema]
        )
        tables = {name for (name,) in cursor.fetchall()} & set(LATE_TABLES)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {schema}.django_migrations WHERE app = 'late'")
        noted = bool(cursor.fetchone()[0])
    assert len(tables) == (len(LATE_TABLES) if noted else 0), (schema, tables, noted)
    return noted


def test_h12_a_killed_fleet_migration_leaves_no_schema_half(
    fleet: list[str], late: dict[str, str]
) -> None:
    seen = []
    for goal in (1, 2):
        run = Run("fleet", "migrate", "--batch", "1", "--workers", "1", **late)
        _wait_until(lambda goal=goal: _finished() >= goal)
        time.sleep(0.5)
        assert run.kill()
        seen.append(sum(_done(schema) for schema in fleet))

    assert 0 < seen[0] <= seen[1] < len(fleet), seen
    Run("fleet", "migrate", **late).wait()
    assert all(_done(schema) for schema in fleet)
    for slug in ("banmai", "nadee"):
        assert Client().get("/report/", headers={"Host": _host(slug)}).status_code == 200


def test_h12_the_rig_sees_a_schema_that_is_half_migrated(committed) -> None:
    """The control: one of the three tables without the note of the migration."""
    schema = Tenant.objects.get(slug="banmai").schema_name
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {schema}.late_first (id int)")

    with pytest.raises(AssertionError):
        _done(schema)
