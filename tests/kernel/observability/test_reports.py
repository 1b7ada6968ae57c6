"""An error report holds code and never a person: canaries through a view and through a job."""

import json
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
import sentry_sdk
from django.test import Client
from procrastinate.contrib.django import app
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from kernel.jobs.worker import WorkerPlan
from kernel.observability import reports
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.kernel.observability import canary
from tests.kernel.observability.conftest import Lines
from tests.working import run_worker

pytestmark = pytest.mark.urls("tests.kernel.observability.canary")

DSN = "https://public@sentry.invalid/1"


class Captured(Transport):
    """Keeps what would have left the house."""

    sent: ClassVar[list[bytes]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent.append(envelope.serialize())

    @classmethod
    def events(cls) -> list[dict[str, Any]]:
        lines = [line for body in cls.sent for line in body.splitlines()]
        return [found for line in lines if "exception" in (found := json.loads(line))]


@pytest.fixture(autouse=True)
def no_reports_afterwards() -> Iterator[None]:
    Captured.sent.clear()
    yield
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


def _seen() -> list[str]:
    """The canaries that left, also as JSON writes Thai letters."""
    text = b"\n".join(Captured.sent).decode()
    forms = [(word, json.dumps(word).strip('"')) for word in canary.SECRETS]
    return [word for word, escaped in forms if word in text or escaped in text]


def _knock() -> int:
    client = Client(HTTP_HOST="banmai.localhost", raise_request_exception=False)
    client.cookies["remembered"] = canary.NAME.encode().hex()
    answer = client.post(
        f"/broken/{canary.CODE}/?phone={canary.PHONE}",
        {"name": canary.NAME, "citizen_id": canary.CITIZEN_ID},
        headers={"x-note": canary.MAIL, "authorization": f"Bearer {canary.CODE}"},
    )
    return answer.status_code


@pytest.mark.django_db
def test_a_broken_view_is_reported_without_the_citizen() -> None:
    tenant = DIRECTORY.by_slug("banmai")
    assert tenant is not None
    reports.start(dsn=DSN, release="r1", transport=Captured)

    assert _knock() == 500

    (event,) = Captured.events()
    assert _seen() == []
    assert [error["type"] for error in event["exception"]["values"]] == ["ValueError", "WithHer"]
    assert event["tags"]["tenant"] == tenant.id
    assert len(event["tags"]["request_id"]) == 32
    assert event["release"] == "r1"
    assert "{code}" in event["transaction"]


@pytest.mark.usefixtures("committed")
def test_a_broken_job_is_reported_without_the_citizen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    tenant = DIRECTORY.by_slug("banmai")
    assert tenant is not None
    reports.start(dsn=DSN, release="r1", transport=Captured)
    with tenant_scope(tenant):
        canary.broken_job.enqueue(told=f"{canary.NAME} {canary.PHONE} {canary.CITIZEN_ID}")

    run_worker(WorkerPlan(concurrency=1, until_empty=True))

    (event,) = Captured.events()
    assert _seen() == []
    assert event["tags"]["tenant"] == tenant.id
    assert event["transaction"].endswith("canary.broken_job")


@pytest.mark.usefixtures("committed")
def test_the_log_lines_of_both_name_nobody(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    tenant = DIRECTORY.by_slug("banmai")
    assert tenant is not None
    with tenant_scope(tenant):
        canary.broken_job.enqueue(told=f"{canary.NAME} {canary.PHONE}")

    assert _knock() == 500
    run_worker(WorkerPlan(concurrency=1, until_empty=True))

    assert lines.text.count("WithHer") >= 2
    assert [word for word in canary.SECRETS if word in lines.text] == []


@pytest.mark.django_db
def test_the_kit_alone_would_have_told_everything() -> None:
    sentry_sdk.init(dsn=DSN, transport=Captured, data_collection={"user_info": False})

    _knock()

    assert canary.NAME in _seen()


def test_a_line_without_an_exception_is_no_report() -> None:
    assert reports.scrubbed({"message": canary.NAME}, {}) is None


@pytest.mark.django_db
def test_without_a_dsn_nothing_is_started() -> None:
    reports.start(dsn="", release="r1", transport=Captured)

    _knock()

    assert Captured.sent == []
    assert not sentry_sdk.is_initialized()
