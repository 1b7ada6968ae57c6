"""Machines ask whether the process lives and whether everything it needs is there."""

from collections.abc import Iterator
from types import SimpleNamespace

import psycopg
import pytest
from django.test import Client
from pytest_django import Settings

from kernel.observability import health

pytestmark = pytest.mark.django_db

HOSTS = ["localhost", "banmai.localhost", "nobody.example", "10.1.2.3:8000"]


@pytest.fixture(autouse=True)
def look_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health._Report, "seen_at", float("-inf"))


@pytest.fixture
def queue() -> Iterator[psycopg.Connection]:
    """The queue's tables, seen from another connection as the health door sees them."""
    with health._connect() as connection:
        yield connection
        connection.execute("DELETE FROM public.procrastinate_workers")
        connection.execute("DELETE FROM public.procrastinate_jobs")


@pytest.fixture
def worker(queue: psycopg.Connection) -> None:
    queue.execute("INSERT INTO public.procrastinate_workers DEFAULT VALUES")


@pytest.mark.parametrize("host", HOSTS)
def test_the_process_says_on_every_host_that_it_lives(host: str) -> None:
    answer = Client().get("/healthz", headers={"host": host})

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("host", HOSTS)
def test_it_is_ready_when_all_three_are_there(host: str) -> None:
    answer = Client().get("/readyz", headers={"host": host})

    body = answer.json()
    assert answer.status_code == 200, body
    assert body["status"] == "ready"
    for name in ("database", "storage", "queue"):
        assert body[name]["ok"] is True
        assert body[name]["ms"] >= 0
    assert body["queue"]["workers"] == 1


def test_a_queue_without_a_worker_is_not_ready_and_says_why() -> None:
    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"]["ok"] is True
    assert "worker" in answer.json()["queue"]["reason"]


@pytest.mark.usefixtures("worker")
def test_a_job_that_waits_too_long_is_not_ready(queue: psycopg.Connection) -> None:
    queue.execute(
        "INSERT INTO public.procrastinate_jobs (queue_name, task_name, scheduled_at)"
        " VALUES ('default', 'x', now() - interval '1 hour')"
    )

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["queue"]["ok"] is False


@pytest.mark.usefixtures("worker")
def test_a_job_that_nobody_put_off_counts_from_when_it_was_asked_for(
    queue: psycopg.Connection,
) -> None:
    queue.execute(
        "INSERT INTO public.procrastinate_jobs (queue_name, task_name) VALUES ('default', 'x')"
    )
    queue.execute("UPDATE public.procrastinate_events SET at = now() - interval '1 hour'")

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["queue"]["ok"] is False


@pytest.mark.usefixtures("worker")
def test_a_store_that_is_away_is_named_but_not_its_address(settings: Settings) -> None:
    settings.S3_ENDPOINT = "127.0.0.1:9"

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["storage"]["ok"] is False
    assert b"127.0.0.1" not in answer.content


def test_a_database_that_is_away_is_told_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {**health.connections["default"].settings_dict, "PORT": "9"}
    away = {"default": SimpleNamespace(settings_dict=told)}
    monkeypatch.setattr(health, "connections", away)

    found = health.report()

    assert found["database"]["ok"] is False
    assert found["database"]["ms"] < 4000
    assert found["storage"]["ok"] is True


@pytest.mark.usefixtures("worker")
def test_a_database_that_may_forget_is_not_ready(settings: Settings) -> None:
    settings.REQUIRE_DURABLE_DATABASE = True

    database = health.report()["database"]

    assert database["ok"] is False
    assert "fsync" in database["reason"]
    assert "ALTER SYSTEM" in database["reason"]


def test_nothing_is_changed_by_asking() -> None:
    assert Client().post("/readyz").status_code == 405
