"""Is the process alive, and is everything it needs there? Asked by machines, on any host."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
import urllib3
from django.conf import settings
from django.db import connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from minio import Minio

from kernel.jobs.selectors import pulse_by
from kernel.observability import durability

PATIENCE_SECONDS = 2
WORKER_SILENT_SECONDS = 60
JOB_WAITS_SECONDS = 900
# A probe from outside may not become load: one look per second and process is enough.
FRESH_SECONDS = 1.0


class NotReady(Exception):  # an answer, not an error
    """A dependency answers, but not as it must; the text says what to do."""


Facts = dict[str, Any]


@require_safe
def alive(_request: HttpRequest) -> JsonResponse:
    """Answer that this process serves requests; asks nothing of anybody."""
    return _answer({"status": "alive"}, ok=True)


@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer for each dependency whether it works and how long it took; 503 when one does not."""
    found = _Report.fresh()
    ok = all(entry["ok"] for entry in found.values())
    return _answer({"status": "ready" if ok else "not ready", **found}, ok=ok)


def report() -> Mapping[str, Facts]:
    """Look at each dependency now."""
    looks: Mapping[str, Callable[[], Facts]] = {
        "database": _database,
        "storage": _storage,
        "queue": _queue,
    }
    return {name: _timed(look) for name, look in looks.items()}


class _Report:
    """The last look, for a second; it is about the house, not about a tenant."""

    seen_at: float = float("-inf")
    found: Mapping[str, Facts]

    @classmethod
    def fresh(cls) -> Mapping[str, Facts]:
        if time.monotonic() - cls.seen_at > FRESH_SECONDS:
            cls.found = report()
            cls.seen_at = time.monotonic()
        return cls.found


def _answer(body: Facts, *, ok: bool) -> JsonResponse:
    return JsonResponse(body, status=200 if ok else 503, headers={"Cache-Control": "no-store"})


def _timed(look: Callable[[], Facts]) -> Facts:
    began = time.perf_counter()
    try:
        facts = {"ok": True, **look()}
    except NotReady as reason:
        facts = {"ok": False, "reason": str(reason)}
    except Exception as error:  # noqa: BLE001  # whatever it is, the dependency is not there
        # The message may name hosts and logins: the type says enough to a stranger.
        facts = {"ok": False, "reason": type(error).__name__}
    return {**facts, "ms": round((time.perf_counter() - began) * 1000, 1)}


def _connect() -> psycopg.Connection[Any]:
    """Open a connection of our own: one that hangs must not be one that serves people."""
    told = connections["default"].settings_dict
    return psycopg.connect(
        host=told["HOST"],
        port=told["PORT"],
        dbname=told["NAME"],
        user=told["USER"],
        password=told["PASSWORD"],
        connect_timeout=PATIENCE_SECONDS,
        options=f"-c statement_timeout={PATIENCE_SECONDS * 1000}",
        autocommit=True,
    )


def _database() -> Facts:
    with _connect() as connection, connection.cursor() as cursor:
        if settings.REQUIRE_DURABLE_DATABASE and (lacking := durability.lacking(cursor)):
            raise NotReady("; ".join(lacking))
        cursor.execute("SELECT 1")
    return {}


def _storage() -> Facts:
    client = Minio(
        settings.S3_ENDPOINT,
        access_key=settings.S3_ACCESS_KEY,
        secret_key=settings.S3_SECRET_KEY,
        secure=settings.S3_SECURE,
        region="us-east-1",
        http_client=urllib3.PoolManager(timeout=PATIENCE_SECONDS, retries=False),
    )
    if not client.bucket_exists(settings.S3_BUCKET):
        raise NotReady("the bucket is missing; run: make up")
    return {}


def _queue() -> Facts:
    with _connect() as connection, connection.cursor() as cursor:
        pulse = pulse_by(cursor, silent_seconds=WORKER_SILENT_SECONDS)
    facts = {"workers": pulse.workers, "oldest_job_seconds": round(pulse.oldest_seconds)}
    if not facts["workers"]:
        raise NotReady("no job worker has reported for a minute; start one: make up")
    if facts["oldest_job_seconds"] > JOB_WAITS_SECONDS:
        raise NotReady("a job has waited for more than 15 minutes; start more workers")
    return facts
