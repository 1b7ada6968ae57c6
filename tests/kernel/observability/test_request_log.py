"""Each request leaves one line: its id, tenant, route, status and time; no path and no person."""

import pytest
from django.test import Client

from kernel.ports import TenantRef
from tests.kernel.observability import canary
from tests.kernel.observability.conftest import Lines

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.kernel.observability.canary"),
]


@pytest.fixture
def client() -> Client:
    return Client(HTTP_HOST="banmai.localhost", raise_request_exception=False)


def test_the_line_and_the_answer_share_an_id(
    client: Client, lines: Lines, tenant: TenantRef
) -> None:
    answer = client.get("/api/v1/schema/?phone=0812345678")

    (line,) = lines.requests()
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["tenant"] == tenant.id
    assert line["route"] == "api/v1/schema/"
    assert (line["method"], line["status"], line["actor"]) == ("GET", 200, "anonymous")
    assert line["ms"] > 0
    assert "0812345678" not in lines.text


def test_a_tracking_code_in_the_path_is_not_logged(client: Client, lines: Lines) -> None:
    client.get(f"/broken/{canary.CODE}/")
    client.get(f"/no-such-page/{canary.CODE}/")

    assert [line["status"] for line in lines.requests()] == [500, 404]
    assert canary.CODE not in lines.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [("0123456789abcdef", True), ("short", False), ('x" evil="1234567890', False)],
)
def test_a_proxys_id_is_kept_only_when_safe(client: Client, given: str, *, kept: bool) -> None:
    answer = client.get("/api/v1/schema/", headers={"x-request-id": given})

    assert (answer["X-Request-ID"] == given) is kept


def test_every_answer_says_what_a_page_may_use(client: Client) -> None:
    answer = client.get("/api/v1/schema/")

    assert "geolocation=(self)" in answer["Permissions-Policy"]
    assert "microphone=()" in answer["Permissions-Policy"]
    assert "script-src 'self';" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
