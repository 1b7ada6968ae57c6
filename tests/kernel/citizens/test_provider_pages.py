"""Identity providers are named on a page; their secrets are written and never shown."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import oidc_provider_mock
import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from kernel.actors import Actor, ActorKind
from kernel.audit.models import Entry
from kernel.citizens import providers
from kernel.citizens.oidc.addresses import AddressNotUsable, clean_address
from kernel.citizens.oidc.trying import try_provider
from kernel.citizens.providers import Provider
from kernel.configuration.permissions import Permission
from kernel.errors import NotAllowed
from kernel.ports import TenantRef
from kernel.tenancy.seals import unseal
from tests.kernel.access import people
from tests.kernel.access.people import Visitor

PAGE = "/desk/settings/providers/"
SECRET = "นกขมิ้น-c0ffee-secret"
WRITTEN = {
    "name": "LINE",
    "server_url": "https://access.line.me/",
    "client_id": "1650000000",
    "secret": SECRET,
    "is_on": "on",
}
CHIEF = Actor(kind=ActorKind.SYSTEM, label="พัชรี", permissions=frozenset({Permission.MANAGE}))


@pytest.fixture
def manager(tenant: TenantRef) -> Visitor:
    officer = people.with_password(people.officer())
    people.seat(officer, people.position("it", Permission.VIEW, Permission.MANAGE))
    visitor = Visitor(tenant)
    visitor.sign_in("somchai")
    return visitor


@pytest.fixture
def local(settings: Settings) -> None:
    settings.OIDC_PRIVATE_HOSTS = frozenset({"localhost"})


def added(**changes: Any) -> SocialApp:
    written = Provider(
        **{
            "name": "LINE",
            "server_url": "https://access.line.me",
            "client_id": "1650000000",
            "secret": SECRET,
            **changes,
        }
    )
    return providers.add_provider(written=written, by=CHIEF, at=timezone.now())


def test_a_provider_is_added_and_stands_on_the_sign_in_page(
    manager: Visitor, tenant: TenantRef
) -> None:
    manager.post(f"{PAGE}new/", WRITTEN)

    app = SocialApp.objects.get()
    assert (app.provider_id, app.client_id) == ("line", "1650000000")
    assert app.settings["server_url"] == "https://access.line.me"
    assert "LINE" in Visitor(tenant).get("/sign-in/").content.decode()
    page = manager.get(f"{PAGE}{app.pk}/").content.decode()
    assert "/accounts/oidc/line/login/callback/" in page


def test_the_secret_is_sealed_and_seen_nowhere(manager: Visitor) -> None:
    manager.post(f"{PAGE}new/", WRITTEN)
    manager.post(f"{PAGE}{SocialApp.objects.get().pk}/", {**WRITTEN, "secret": "another-one"})

    app = SocialApp.objects.get()
    rows = json.dumps([app.secret, app.settings, app.key], ensure_ascii=False)
    book = json.dumps(list(Entry.objects.values("before", "after")), ensure_ascii=False)
    pages = "".join(
        manager.get(path).content.decode()
        for path in (PAGE, f"{PAGE}{app.pk}/", f"{PAGE}{app.pk}/remove/", "/desk/audit/")
    )
    for text in (rows, book, pages):
        assert SECRET not in text
        assert "another-one" not in text
        assert app.settings["sealed_secret"] not in book + pages
    assert Entry.objects.filter(after__secret_changed=True).exists()


def test_allauth_gets_the_secret_and_only_this_municipality_can_open_it(
    tenant: TenantRef, other_tenant: TenantRef
) -> None:
    app = added()
    sealed = app.settings["sealed_secret"]

    assert [one.secret for one in get_adapter().list_apps(None)] == [SECRET]
    assert SocialApp.objects.get().secret == ""
    assert unseal(sealed, purpose="another purpose") == ""
    connection.set_tenant(other_tenant)
    assert unseal(sealed, purpose=providers.PURPOSE) == ""
    connection.set_tenant(tenant)


def test_an_empty_secret_keeps_the_present_one(manager: Visitor) -> None:
    app = added()

    manager.post(f"{PAGE}{app.pk}/", {**WRITTEN, "secret": "", "name": "LINE Login"})

    (found,) = get_adapter().list_apps(None)
    assert (found.name, found.secret) == ("LINE Login", SECRET)


def test_a_provider_that_is_off_lets_nobody_in(manager: Visitor, tenant: TenantRef) -> None:
    app = added(is_on=False)

    assert get_adapter().list_apps(None) == []
    assert "LINE" not in Visitor(tenant).get("/sign-in/").content.decode()
    login = Visitor(tenant).post(f"/accounts/oidc/{app.provider_id}/login/")
    assert login.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "address",
    [
        "",
        "access.line.me",
        "http://access.line.me",
        "https://localhost",
        "https://127.0.0.1",
        "https://[::1]/",
        "https://0x7f.1",
        "https://user:pass@access.line.me",
        "https://access.line.me/?a=b",
        "https://access.line.me:99999",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_no_public_https_is_refused(tenant: TenantRef, address: str) -> None:
    with pytest.raises(AddressNotUsable):
        clean_address(address)
    with pytest.raises(AddressNotUsable):
        added(server_url=address)
    assert not try_provider(address).is_fine


def test_a_name_that_leads_into_our_own_network_is_not_asked(
    tenant: TenantRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = [(2, 1, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_asked, **_options: inside)

    (fault,) = try_provider("https://sso.example.com").faults

    assert "ติดต่อผู้ให้บริการไม่ได้" in str(fault)


@pytest.fixture
def odd() -> Iterator[tuple[HTTPServer, dict[str, Any]]]:
    """A server that answers whatever the test wants."""
    answer: dict[str, Any] = {"status": 200, "body": b"{}"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answer["status"])
            self.end_headers()
            self.wfile.write(answer["body"])

        def log_message(self, *_words: object) -> None:
            """Be quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server, answer
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("local")
@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (500, b"{}", "ไม่ได้ตอบข้อมูล OpenID Connect"),
        (302, b"", "ไม่ได้ตอบข้อมูล OpenID Connect"),
        (200, b"<html>", "ไม่ได้ตอบข้อมูล OpenID Connect"),
        (200, b"[]", "ไม่ได้ตอบข้อมูล OpenID Connect"),
        (200, b'{"a": "' + b"x" * 200_000 + b'"}', "ไม่ได้ตอบข้อมูล OpenID Connect"),
        (200, b'{"issuer": "https://other.example"}', "https://other.example"),
    ],
)
def test_the_test_button_says_what_is_wrong(
    manager: Visitor, odd: tuple[HTTPServer, dict[str, Any]], status: int, body: bytes, words: str
) -> None:
    server, answer = odd
    answer |= {"status": status, "body": body}
    app = added(server_url=f"http://localhost:{server.server_port}")

    page = manager.post(f"{PAGE}{app.pk}/test/", follow=True).content.decode()

    assert words in page


@pytest.mark.usefixtures("local")
def test_the_test_button_finds_a_good_provider_good(manager: Visitor) -> None:
    with oidc_provider_mock.run_server_in_thread() as server:
        app = added(server_url=f"http://localhost:{server.server_port}")
        page = manager.post(f"{PAGE}{app.pk}/test/", follow=True).content.decode()

    assert "ติดต่อผู้ให้บริการได้" in page


def test_a_provider_is_removed_with_its_secret(manager: Visitor) -> None:
    app = added()

    assert "รหัสลับจะถูกลบถาวร" in manager.get(f"{PAGE}{app.pk}/remove/").content.decode()
    manager.post(f"{PAGE}{app.pk}/remove/")

    assert not SocialApp.objects.exists()
    assert manager.get(f"{PAGE}{app.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_only_a_manager_may(tenant: TenantRef) -> None:
    app = added()
    officer = people.with_password(people.officer())
    people.seat(officer, people.position("it", Permission.VIEW))
    reader = Visitor(tenant)
    reader.sign_in("somchai")
    nobody = Actor(kind=ActorKind.OFFICER, label="ใครสักคน")

    for path in ("", "new/", f"{app.pk}/", f"{app.pk}/remove/"):
        assert reader.get(PAGE + path).status_code == HTTPStatus.FORBIDDEN
    assert reader.post(f"{PAGE}{app.pk}/test/").status_code == HTTPStatus.FORBIDDEN
    with pytest.raises(NotAllowed):
        providers.remove_provider(pk=app.pk, by=nobody, at=timezone.now())


def test_the_pages_speak_english(manager: Visitor) -> None:
    app = added()
    manager.post("/ui/language/", {"language": "en"})

    for path in (PAGE, f"{PAGE}new/", f"{PAGE}{app.pk}/", f"{PAGE}{app.pk}/remove/"):
        assert '<html lang="en"' in manager.get(path).content.decode()
