"""Real PostgreSQL for every test: one template database per state of the migrations, copied per run.

Two municipalities stand ready in it: `banmai` and `nadee`. Tests run as the application's login,
which owns nothing; only building the template needs the owner.
"""

import fcntl
import hashlib
import os
import pathlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone, translation
from procrastinate.contrib.django import app
from psycopg import sql
from psycopg.errors import InsufficientPrivilege, ObjectInUse

from kernel.configuration import memory
from kernel.documents.store import ensure_bucket
from kernel.jobs.worker import WorkerPlan
from kernel.ports import TenantRef
from kernel.tenancy.ownership import as_owner
from tenants import lifecycle, schemas
from tenants.directory import DIRECTORY
from tests.buckets import remove_bucket
from tests.serving import Site, serving
from tests.working import run_worker

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
TENANTS = {
    "banmai": ("เทศบาลตำบลบ้านใหม่", "Ban Mai", "5099901"),
    "nadee": ("เทศบาลตำบลนาดี", "Na Dee", "5099902"),
}
# Playwright's own loop runs in this thread; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
BASE = os.environ.get("PG_TEMPLATE", "thongthin_template")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every database test use both connections."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        uses = getattr(item, "fixturenames", ())
        if marker or "db" in uses or "transactional_db" in uses:
            options = {"databases": ["default", "shared"], **(marker.kwargs if marker else {})}
            item.add_marker(pytest.mark.django_db(**options), append=False)


def _fingerprint() -> str:
    digest = hashlib.sha256(repr((settings.SHARED_APPS, settings.TENANT_APPS)).encode())
    for library in (
        "django",
        "django-tenants",
        "django-allauth",
        "procrastinate",
        "django-rest-knox",
    ):
        digest.update(version(library).encode())
    root = pathlib.Path(settings.BASE_DIR)
    for file in sorted(root.glob("**/migrations/*.py")):
        if ".venv" not in file.parts:
            digest.update(str(file.relative_to(root)).encode() + file.read_bytes())
    for file in (root / "tenants/schemas.py", *sorted((root / "tenants/blueprints").glob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _owner() -> psycopg.Connection:
    place = settings.DATABASES["default"]
    return psycopg.connect(
        host=place["HOST"],
        port=place["PORT"],
        user=settings.DATABASE_OWNER_LOGIN,
        password=settings.DATABASE_OWNER_PASSWORD,
        dbname="postgres",
        autocommit=True,
    )


def _use(name: str) -> None:
    for alias in ("default", "shared"):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
    DIRECTORY.forget()


def _copy(owner: psycopg.Connection, name: str, template: str) -> None:
    target, source = sql.Identifier(name), sql.Identifier(template)
    _remove(owner, name)
    owner.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(target, source)
    )


def _remove(owner: psycopg.Connection, name: str) -> None:
    """Drop the database; the owner may not end a vacuum that happens to run in it, so wait."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(100):
        try:
            owner.execute(drop)
        except (InsufficientPrivilege, ObjectInUse):
            time.sleep(0.1)
        else:
            return
    owner.execute(drop)


def _build_template() -> None:
    with as_owner():
        schemas.migrate_public()
    for slug, (name, name_en, code) in TENANTS.items():
        application = lifecycle.Application(slug=slug, code=code, name=name, name_en=name_en)
        lifecycle.register(application, at=timezone.now())
        lifecycle.build(slug, at=timezone.now())
        lifecycle.activate(slug)
    connection.close()


class Databases:
    """The database of this test process, and how to make it fresh again."""

    def __init__(self) -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.template = f"tpl_{_fingerprint()}"
        self.name = f"test_{os.getpid()}_{worker}"
        # Copies of the template share their tenants' ids, so each process has its own bucket.
        self.bucket = f"thongthin-test-{os.getpid()}-{worker}"

    def prepare(self) -> None:
        """Build the template if this state of the migrations has none, and copy it."""
        settings.S3_BUCKET = os.environ["S3_TEST_BUCKET"] = self.bucket
        ensure_bucket()
        lock = pathlib.Path(tempfile.gettempdir()) / f"{self.template}.lock"
        with lock.open("w") as held, _owner() as owner:
            fcntl.flock(held, fcntl.LOCK_EX)
            found = owner.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [self.template]
            ).fetchone()
            if not found:
                _copy(owner, self.template, BASE)
                _use(self.template)
                _build_template()
                _use("postgres")
                mark = sql.SQL("ALTER DATABASE {} IS_TEMPLATE true")
                owner.execute(mark.format(sql.Identifier(self.template)))
            _copy(owner, self.name, self.template)
        _use(self.name)

    def refresh(self, template: str = "") -> None:
        """Forget everything that was committed: copy the template (or a kept one) again."""
        _use("postgres")
        with _owner() as owner:
            _copy(owner, self.name, template or self.template)
        _use(self.name)

    def keep(self, suffix: str) -> str:
        """Keep the database as it is now under another name, to be copied from later."""
        kept = f"{self.name}_{suffix}"
        _use("postgres")
        with _owner() as owner:
            _copy(owner, kept, self.name)
        _use(self.name)
        return kept

    def forget(self, kept: str) -> None:
        """Remove a kept database."""
        with _owner() as owner:
            _remove(owner, kept)

    def drop(self) -> None:
        """Remove this process's database and bucket."""
        remove_bucket(self.bucket)
        _use("postgres")
        with _owner() as owner:
            _remove(owner, self.name)


@pytest.fixture(scope="session")
def databases() -> Databases:
    return Databases()


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        databases.prepare()
    yield
    with django_db_blocker.unblock():
        databases.drop()


@pytest.fixture(autouse=True)
def _thai_again() -> Iterator[None]:
    """Forget the language that a page of the test switched on."""
    yield
    translation.deactivate()


def _enter(slug: str) -> TenantRef:
    ref = DIRECTORY.by_slug(slug)
    assert ref is not None
    return ref


@pytest.fixture
def tenant(db: None) -> Iterator[TenantRef]:
    """Stand inside `banmai`; everything is rolled back at the end."""
    ref = _enter("banmai")
    connection.set_tenant(ref)
    yield ref
    connection.set_schema_to_public()


@pytest.fixture
def other_tenant(db: None) -> TenantRef:
    """`nadee`, not entered."""
    return _enter("nadee")


@pytest.fixture
def committed(
    databases: Databases, django_db_setup: None, django_db_blocker
) -> Iterator[Databases]:
    """Real commits (threads, workers, live servers); the database is made anew afterwards."""
    with django_db_blocker.unblock():
        yield databases
        connection.set_schema_to_public()
        databases.refresh()
        memory.forget_all()


@pytest.fixture
def banmai(committed: Databases) -> TenantRef:
    """A municipality whose rows are really committed."""
    return _enter("banmai")


@pytest.fixture
def nadee(committed: Databases) -> TenantRef:
    """The second municipality whose rows are really committed."""
    return _enter("nadee")


@pytest.fixture
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the real schedules out of the queue."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})


@pytest.fixture
def run_jobs(committed: Databases, no_clock: None) -> Callable[[], None]:
    """Run what waits, in this process, until nothing is due."""

    def run() -> None:
        run_worker(WorkerPlan(until_empty=True, stalled_after=1))

    return run


@pytest.fixture(scope="module")
def site(databases: Databases, django_db_setup: None, django_db_blocker) -> Iterator[Site]:
    """The product itself, serving this process's database with a worker; fresh per test module."""
    with django_db_blocker.unblock(), serving(databases.name) as running:
        running.start_web()
        running.start_worker()
        yield running
        running.stop()
        connection.set_schema_to_public()
        databases.refresh()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The distribution's Chromium, without what a closed network refuses."""
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": CHROMIUM,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """A phone in Thai."""
    return {
        **browser_context_args,
        "viewport": {"width": 390, "height": 844},
        "locale": "th-TH",
        "timezone_id": "Asia/Bangkok",
        "device_scale_factor": 2,
    }
