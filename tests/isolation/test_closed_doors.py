"""What a town that is shut, and a module that is off, still answer: nothing of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from kernel.access.models import Account
from kernel.tenancy import tenant_scope
from tenants import lifecycle
from tenants.directory import DIRECTORY
from tests.isolation.world import SIGNED_IN_BY, World

REASON = "ย้ายเครื่องแม่ข่าย"
DOORS = ("/", "/report/", "/desk/", "/accounts/login/", "/api/v1/complaints/categories/")


def _ask(path: str, host: str = "banmai.localhost") -> Any:
    DIRECTORY.forget()
    return Client(raise_request_exception=False).get(path, headers={"Host": host})


@pytest.mark.parametrize("path", DOORS)
def test_a_suspended_town_says_why_and_when_to_come_again(committed, path: str) -> None:
    lifecycle.suspend("banmai", reason=REASON)

    answer = _ask(path)

    assert answer.status_code == 503
    assert answer["Retry-After"]
    if path.startswith("/api/"):
        assert answer["Content-Type"] == "application/problem+json"
    else:
        assert REASON in answer.content.decode()
    assert _ask(path, "nadee.localhost").status_code in {200, 302}


@pytest.mark.parametrize("path", DOORS)
def test_a_closed_town_is_gone(committed, path: str) -> None:
    lifecycle.suspend("banmai", reason=REASON)
    lifecycle.close("banmai", reason="ยุบรวมกับเทศบาลเมือง")

    answer = _ask(path)

    assert answer.status_code == 410
    if not path.startswith("/api/"):
        assert "ยุบรวมกับเทศบาลเมือง" in answer.content.decode()


@pytest.fixture
def switched_off(world: World) -> Iterator[World]:
    lifecycle.switch_modules(world.here.slug, modules=[])
    DIRECTORY.forget()
    yield world
    lifecycle.switch_modules(world.here.slug, modules=["complaints"])
    DIRECTORY.forget()


@pytest.mark.parametrize(
    "path",
    [
        "/report/",
        "/track/",
        "/desk/complaints/",
        "/api/v1/complaints/",
        "/api/v1/complaints/categories/",
    ],
)
def test_a_module_that_is_off_has_no_address(switched_off: World, path: str) -> None:
    assert switched_off.officer_here().get(path).status_code == 404


def test_a_module_that_is_off_is_in_no_menu_and_no_inbox(switched_off: World) -> None:
    with tenant_scope(switched_off.here):
        citizen = Account.objects.filter(kind="citizen").first()
    pages = [switched_off.officer_here().get("/desk/")]
    pages.append(Client().get("/", headers={"Host": switched_off.here.host}))
    visitor = Client(headers={"Host": switched_off.here.host})
    with tenant_scope(switched_off.here):
        visitor.force_login(citizen, SIGNED_IN_BY)
    pages.append(visitor.get("/me/"))

    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert [a for a in ("/report/", "/track/", "/desk/complaints/") if f'"{a}' in text] == []


def test_the_same_pages_name_the_module_while_it_is_on(world: World) -> None:
    """The control: the addresses looked for above are there otherwise."""
    assert '"/desk/complaints/' in world.officer_here().get("/desk/").content.decode()
    home = Client().get("/", headers={"Host": world.here.host})
    assert '"/report/' in home.content.decode()
