"""Signing in through an OpenID Connect provider that a municipality has configured."""

import re
import socket
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp
from oidc_provider_mock import User
from pytest_django import Settings

from kernel.access.models import Account
from kernel.citizens.oidc.outbound import guarded_session
from tests.kernel.access.people import Visitor

LOGIN = "/accounts/oidc/thaid/login/"


@pytest.fixture
def provider() -> Iterator[str]:
    people = [
        User(sub="1", claims={"name": "มาลี ดีงาม", "pid": "1100000000000"}),
    ]
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _the_provider_of_the_tests_is_ours(settings: Settings) -> None:
    settings.OIDC_PRIVATE_HOSTS = frozenset({"localhost"})


@pytest.fixture
def configured(tenant, provider: str) -> str:
    SocialApp.objects.create(
        provider="openid_connect",
        provider_id="thaid",
        name="ThaiD",
        client_id="town",
        secret="secret",
        settings={"server_url": provider},
    )
    return provider


def leave(visitor: Visitor) -> str:
    """Press the button; return the provider's address on the page that leads away."""
    page = visitor.post(LOGIN)
    found = re.search(r'href="(http://localhost[^"]+)"', page.content.decode())
    assert found
    return unescape(found[1])


def consent(address: str, sub: str = "1") -> str:
    """Say yes at the provider, as a browser would; return where it sends us."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    target = urlsplit(answer.headers["location"])
    return f"{target.path}?{target.query}"


def test_the_sign_in_page_offers_the_configured_providers(
    visitor: Visitor, configured: str
) -> None:
    assert "ThaiD" in visitor.get("/sign-in/").content.decode()


def test_a_citizen_comes_in_through_the_provider(visitor: Visitor, configured: str) -> None:
    address = leave(visitor)
    asked = parse_qs(urlsplit(address).query)
    came = visitor.get(consent(address))

    account = SocialAccount.objects.select_related("user").get()
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["nonce"][0]
    assert came.url == "/me/"
    assert account.uid == f"{configured}|1"
    assert account.user.name == "มาลี ดีงาม"
    assert account.user.is_citizen
    assert "1100000000000" not in str(account.extra_data)
    assert visitor.get("/me/").status_code == 200


def test_the_same_person_finds_the_same_account(visitor: Visitor, configured: str, tenant) -> None:
    visitor.get(consent(leave(visitor)))
    again = Visitor(tenant)
    again.get(consent(leave(again)))

    assert Account.objects.filter(kind="citizen").count() == 1


def test_the_same_subject_of_another_issuer_is_another_person(
    visitor: Visitor, configured: str, tenant
) -> None:
    visitor.get(consent(leave(visitor)))
    with oidc_provider_mock.run_server_in_thread() as server:
        SocialApp.objects.update(settings={"server_url": f"http://localhost:{server.server_port}"})
        other = Visitor(tenant)
        other.get(consent(leave(other)))

    assert Account.objects.filter(kind="citizen").count() == 2


def test_an_answer_without_our_state_is_refused(visitor: Visitor, configured: str, tenant) -> None:
    back = consent(leave(visitor))
    stranger = Visitor(tenant)

    refused = stranger.get(back)
    replayed = (visitor.get(back).status_code, visitor.get(back).status_code)

    assert refused.status_code in {200, 401}
    assert "_auth_user_id" not in stranger.session
    assert replayed[0] == 302


def test_an_id_token_with_a_foreign_nonce_is_refused(
    visitor: Visitor, configured: str, monkeypatch
) -> None:
    address = leave(visitor)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]

    visitor.get(consent(address.replace(nonce, "somebody-elses")))

    assert "_auth_user_id" not in visitor.session
    assert not SocialAccount.objects.exists()


def test_a_provider_of_one_town_is_unknown_in_the_next(neighbour: Visitor, configured: str) -> None:
    assert neighbour.post(LOGIN).status_code == 404


def test_a_provider_that_is_away_is_said_so(visitor: Visitor, configured: str) -> None:
    SocialApp.objects.update(settings={"server_url": "http://localhost:9"})

    answer = visitor.post(LOGIN)

    assert answer.status_code == 503
    assert "ไม่ตอบสนอง" in answer.content.decode()


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"],  # noqa: S104  # the name of nobody, which Linux takes for itself
)
def test_a_provider_inside_our_own_network_is_never_asked(
    visitor: Visitor, configured: str, settings: Settings, host: str
) -> None:
    settings.OIDC_PRIVATE_HOSTS = frozenset()
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        ours.listen()
        ours.settimeout(0.2)
        address = f"http://{host}:{ours.getsockname()[1]}"
        SocialApp.objects.update(settings={"server_url": address})

        assert visitor.post(LOGIN).status_code == 503
        with pytest.raises(TimeoutError):
            ours.accept()


def test_a_name_that_turns_private_between_two_look_ups_is_not_believed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: the address that was checked is the one connected to."""
    settings.OIDC_PRIVATE_HOSTS = frozenset()
    asked: list[str] = []

    def look_up(host: str, port: int, *_rest: object, **_more: object) -> list[object]:
        asked.append(host)
        address = host if host[0].isdigit() else "93.184.215.14"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def refuse(_self: socket.socket, target: object) -> None:
        connected.append(target)
        raise ConnectionRefusedError

    connected: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(requests.ConnectionError):
        guarded_session().get("http://provider.example/")

    assert asked.count("provider.example") == 1
    assert connected == [("93.184.215.14", 80)]
