"""The hazards measured in the base library, asked of this product; each test carries its number.

H1, H2, H4, H7 and H8 are in test_guard.py, H10 in test_pooler.py, H11 and H12 in test_kills.py.
"""

import pathlib
import re
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from kernel.access.models import Account
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from kernel.tenancy.ownership import as_owner
from tenants import blueprints, lifecycle, schemas
from tenants.directory import DIRECTORY
from tenants.errors import StatusRefused, TenantExists
from tests.isolation.world import SIGNED_IN_BY
from tests.serving import Site, serving

PATHS = ("/", "/report/", "/track/", "/desk/", "/accounts/login/", "/api/v1/complaints/categories/")
HERE, THERE = "บ้านใหม่", "นาดี"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def _ref(slug: str) -> TenantRef:
    DIRECTORY.forget()
    ref = DIRECTORY.by_slug(slug)
    assert ref is not None
    return ref


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return found[1] if found else ""


def test_every_hazard_has_a_test_that_carries_its_number() -> None:
    folder = pathlib.Path(__file__).parent
    files = [*folder.glob("test_*.py"), *(folder.parent / "tenants").glob("test_*.py")]
    names = re.findall(r"def test_((?:h\d+_)+)", "".join(file.read_text() for file in files))
    numbers = {int(number) for name in names for number in re.findall(r"\d+", name)}

    assert numbers >= set(range(1, 13))


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("host", "town"),
    [
        ("banmai.localhost", HERE),
        ("BANMAI.LOCALHOST", HERE),
        ("banmai.localhost.", HERE),
        ("banmai.localhost:8000", HERE),
        ("NaDee.localhost.:443", THERE),
        ("localhost", None),
        ("LOCALHOST.:80", None),
        ("unknown.localhost", None),
        ("xbanmai.localhost", None),
        ("banmai", None),
        ("banmai.localhost.evil.example", None),
        ("banmai.localhost@evil.example", None),
        ("banmai.localhost:80:80", None),
        ("banmai.localhost nadee.localhost", None),
        ("banmai.localhost,nadee.localhost", None),
        ("banmai.localhost/nadee.localhost", None),
        ("127.0.0.1", None),
        ("[::1]:8000", None),
        ("[", None),
        ("..", None),
        ("a" * 300, None),
        ("", None),
    ],
)
def test_h3_a_host_opens_its_own_town_or_none(host: str, town: str | None, path: str) -> None:
    answer = Client(raise_request_exception=False).get(path, headers={"Host": host})
    title = _title(answer.content.decode())
    others = {HERE, THERE} - {town}

    assert answer.status_code < 500
    assert not [other for other in others if other in title]
    if town is None and host.lower().rstrip(".:80") != "localhost":
        assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded", "X-Forwarded-Server"]
)
def test_h3_no_other_header_names_the_town(header: str) -> None:
    given = {"Host": "banmai.localhost", header: "host=nadee.localhost"}
    given |= {header: "nadee.localhost"} if header != "Forwarded" else {}
    for path in PATHS[:3]:
        text = Client().get(path, headers=given).content.decode()

        assert HERE in _title(text) or HERE in text
        assert THERE not in text


@pytest.fixture(scope="module")
def served(databases, django_db_setup: None, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock(), serving(databases.name) as running:
        running.start_web()
        yield running


@pytest.mark.parametrize(
    ("target", "lines"),
    [
        ("/", ["Host: banmai.localhost", "Host: nadee.localhost"]),
        ("/", ["Host: nadee.localhost", "Host: banmai.localhost"]),
        ("/", ["Host: banmai.localhost", "host : nadee.localhost"]),
        ("/", ["Host: banmai.localhost\r\n nadee.localhost"]),
        ("/", ["Host:"]),
        ("/", ["X-Forwarded-Host: nadee.localhost"]),
    ],
)
def test_h3_two_host_lines_open_nothing(served: Site, target: str, lines: list[str]) -> None:
    status, text = _raw(served.port, target, lines)

    assert status in {400, 404}
    assert not [town for town in (HERE, THERE) if town in text]


def test_h3_an_absolute_address_in_the_request_line_does_not_choose_the_town(served: Site) -> None:
    status, text = _raw(served.port, "http://nadee.localhost/", ["Host: banmai.localhost"])

    assert status in {200, 400}
    assert THERE not in text


def _raw(port: int, target: str, lines: list[str]) -> tuple[int, str]:
    request = "\r\n".join([f"GET {target} HTTP/1.1", *lines, "Connection: close", "", ""])
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as line:
        line.sendall(request.encode())
        with line.makefile("rb") as stream:
            answer = stream.read().decode("utf-8", "replace")
    return int(answer.split(" ", 2)[1]), answer


@pytest.fixture
def officer(committed) -> Account:
    with tenant_scope(_ref("banmai")):
        account = Account(kind="citizen", username="malee", joined_at=timezone.now())
        account.set_password("the same everywhere")
        account.save()
    return account


def _signed_in(account: Account) -> str:
    client = Client(headers={"Host": "banmai.localhost"})
    with tenant_scope(_ref("banmai")):
        client.force_login(account, SIGNED_IN_BY)
    assert client.get("/me/").status_code == 200
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _knows(cookie: str, host: str) -> bool:
    client = Client(headers={"Host": host})
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    return client.get("/me/").status_code == 200


def _clone(account: Account, cookie: str, source: str, target: str) -> None:
    """Copy account and session row as a careless clone of a municipality would."""
    with tenant_scope(_ref(source)):
        row = Session.objects.values().get(pk=cookie)
        person = Account.objects.values().get(pk=account.pk)
    with tenant_scope(_ref(target)):
        Account.objects.bulk_create([Account(**person)])
        Session.objects.bulk_create([Session(**row)])


def test_h5_a_session_of_one_town_is_nobody_in_the_next(officer: Account) -> None:
    cookie = _signed_in(officer)

    assert _knows(cookie, "banmai.localhost")
    assert not _knows(cookie, "nadee.localhost")
    assert not _knows(cookie, "localhost")


def test_h6_even_a_cloned_account_with_its_session_row_is_nobody_there(officer: Account) -> None:
    cookie = _signed_in(officer)
    _clone(officer, cookie, "banmai", "nadee")

    assert not _knows(cookie, "nadee.localhost")


def test_h6_the_clone_would_be_somebody_if_all_towns_shared_one_secret(
    officer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the tenant in the secret, the same clone is signed in."""
    monkeypatch.setattr(settings, "SECRET_KEY", str.__str__(settings.SECRET_KEY))
    cookie = _signed_in(officer)
    _clone(officer, cookie, "banmai", "nadee")

    assert _knows(cookie, "nadee.localhost")


def test_h9_the_same_slug_again_gets_a_schema_that_never_was(committed) -> None:
    before = _ref("nadee")
    with tenant_scope(before):
        Account.objects.create(kind="citizen", username="old", joined_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tenants_domain WHERE tenant_id = %s", [before.id])
        cursor.execute("DELETE FROM tenants_tenant WHERE id = %s", [before.id])

    application = lifecycle.Application(slug="nadee", code="5099902", name=THERE, name_en="Na Dee")
    lifecycle.register(application, at=timezone.now())
    after = lifecycle.build("nadee", at=timezone.now())

    assert (after.id, after.schema) != (before.id, before.schema)
    with tenant_scope(after):
        assert not Account.objects.exists()


def test_h9_a_closed_town_keeps_its_slug_and_its_code(committed) -> None:
    lifecycle.suspend("nadee", reason="ยุบรวม")
    lifecycle.close("nadee", reason="ยุบรวม")
    ours = lifecycle.Application(slug="nadee", code="5099902", name=THERE, name_en="x")

    with pytest.raises(TenantExists):
        lifecycle.register(
            lifecycle.Application(slug="nadee", code="1", name="x", name_en="x"), at=timezone.now()
        )
    with pytest.raises(StatusRefused):
        lifecycle.register(ours, at=timezone.now())


def test_h9_a_schema_that_is_there_is_never_taken_over(committed) -> None:
    taken = _ref("banmai")

    with as_owner():
        blueprint = blueprints.current()
        with pytest.raises(DatabaseError), transaction.atomic():
            schemas.build(taken, blueprint)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [taken.schema])
        assert cursor.fetchone() == (1,)
