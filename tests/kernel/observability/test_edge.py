"""Nobody but our own proxies says who asks, and over which scheme."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from kernel.observability.edge import Edge, Proxies

PROXY = "10.1.2.3"
STRANGER = "203.0.113.9"


def _seen(settings: Settings, trusted: list[str], peer: str, **headers: str) -> HttpRequest:
    settings.TRUSTED_PROXIES = trusted
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    Edge(view)(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer))
    return seen[0]


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "client"),
    [
        ([], PROXY, STRANGER, PROXY),
        (["10.0.0.0/8"], STRANGER, "1.2.3.4", STRANGER),
        (["10.0.0.0/8"], PROXY, STRANGER, STRANGER),
        (["10.0.0.0/8"], PROXY, f"1.2.3.4, {STRANGER}", STRANGER),
        (["10.0.0.0/8"], PROXY, f"1.2.3.4, {STRANGER}, 10.9.9.9", STRANGER),
        (["10.0.0.0/8"], PROXY, f"{STRANGER}, rubbish", PROXY),
        (["10.0.0.0/8"], PROXY, "", PROXY),
        (["10.0.0.0/8"], f"::ffff:{PROXY}", STRANGER, STRANGER),
        (["10.1.2.3"], PROXY, "2001:db8::7", "2001:db8::7"),
        (["unix"], "", STRANGER, STRANGER),
        ([], "", STRANGER, ""),
    ],
)
def test_the_address_is_what_our_outermost_proxy_saw(
    settings: Settings, trusted: list[str], peer: str, forwarded: str, client: str
) -> None:
    request = _seen(settings, trusted, peer, **{"X-Forwarded-For": forwarded})

    assert request.META["REMOTE_ADDR"] == client


@pytest.mark.parametrize(("peer", "is_secure"), [(PROXY, True), (STRANGER, False)])
def test_only_our_proxy_says_that_tls_was_used(
    settings: Settings, peer: str, *, is_secure: bool
) -> None:
    request = _seen(settings, ["10.0.0.0/8"], peer, **{"X-Forwarded-Proto": "https"})

    assert request.is_secure() is is_secure


def test_no_claim_of_a_client_reaches_the_code_behind(settings: Settings) -> None:
    claims = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP")
    request = _seen(settings, ["10.0.0.0/8"], PROXY, **dict.fromkeys(claims, "evil.example"))

    assert [name for name in claims if name in request.headers] == []


def test_a_body_beyond_reason_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.LARGEST_BODY = 10
    body, host = {"field": "x" * 100}, {"Host": "localhost"}

    page = Client().post("/report/", body, headers=host)
    problem = Client().post("/api/v1/complaints/", body, headers=host)

    assert page.status_code == problem.status_code == 413
    assert "โปรดลดจำนวนหรือขนาดของภาพ" in page.content.decode()
    assert problem["Content-Type"] == "application/problem+json"
    assert problem.json()["code"] == "too_large"


def test_a_proxy_that_is_no_network_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"TRUSTED_PROXIES"):
        Proxies(["the-proxy"])


def test_a_rotating_forwarded_address_does_not_reset_the_count_of_sign_ins(tenant) -> None:
    client = Client(headers={"Host": tenant.host})

    tried = [
        client.post(
            "/api/v1/auth/token/",
            {"username": f"nobody{number}", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        ).status_code
        for number in range(40)
    ]

    assert tried[0] == 401
    assert tried[-1] == 429
