"""While the database is away, visitors are asked to come back, and nothing claims to be done."""

from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.test import Client

from tenants.directory import DIRECTORY

HOST = {"Host": "banmai.localhost"}


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question to the registry ends as if the server had gone."""

    def gone(_host: str) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(DIRECTORY, "by_host", gone)


def test_a_page_says_come_back_soon(lost: None, db: None) -> None:
    answer = Client().get("/report/", headers=HOST)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Retry-After"] == "5"
    assert "ระบบไม่พร้อมให้บริการชั่วคราว" in answer.content.decode()


def test_a_program_gets_a_problem_document(lost: None, db: None) -> None:
    answer = Client().get("/api/v1/complaints/", headers=HOST)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "5"


def test_a_view_that_loses_the_database_answers_the_same(tenant, monkeypatch) -> None:
    def gone(*_args: object, **_words: object) -> None:
        raise OperationalError("terminating connection due to administrator command")

    assert DIRECTORY.by_host("banmai.localhost")
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)

    answer = Client().get("/tiles/villages.geojson", headers=HOST)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Retry-After"] == "5"
