"""The pages that belong to no module, over the whole stack."""

from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.configuration.settings import change_setting
from kernel.errors import NotAllowed
from kernel.ports import TenantRef, TenantStatus
from kernel.ui import errors
from kernel.ui.context import THEME_COOKIE
from kernel.ui.theme import stylesheet_version
from tests.kernel.access.people import Visitor


@pytest.fixture
def visitor(tenant: TenantRef) -> Visitor:
    cache.clear()
    return Visitor(tenant)


def test_the_home_of_a_municipality_says_whose_it_is_and_what_can_be_done(
    visitor: Visitor, tenant: TenantRef
) -> None:
    page = visitor.get("/").content.decode()

    assert tenant.name in page
    assert tenant.name_en in page
    assert 'lang="th"' in page
    assert "skip-link" in page


def test_the_portal_lists_the_municipalities_that_are_live(tenant: TenantRef) -> None:
    page = Client(HTTP_HOST="localhost:8000").get("/").content.decode()

    assert tenant.name in page
    assert f"http://{tenant.host}:8000/" in page
    assert "/ops/" not in page


def test_the_desk_asks_who_is_there(visitor: Visitor) -> None:
    answer = visitor.get("/desk/")

    assert answer.status_code == HTTPStatus.FOUND
    assert "/accounts/" in answer["Location"]


def test_the_colour_of_the_municipality_reaches_the_page(visitor: Visitor) -> None:
    before = visitor.get("/ui/theme.css").content

    change_setting(key="look.colour", value="#8a1c4a", by=SYSTEM, at=timezone.now())
    answer = visitor.get("/ui/theme.css")

    assert before != answer.content
    assert b"--brand-raw: #8a1c4a" in answer.content
    assert answer["Content-Type"].startswith("text/css")
    assert stylesheet_version("#8a1c4a") in visitor.get("/").content.decode()


def test_only_the_named_version_of_the_theme_is_kept_for_ever(visitor: Visitor) -> None:
    version = stylesheet_version("#14566b")

    assert "immutable" in visitor.get(f"/ui/theme.css?v={version}")["Cache-Control"]
    assert visitor.get("/ui/theme.css?v=other")["Cache-Control"] == "no-cache"


def test_the_theme_is_remembered_without_script(visitor: Visitor) -> None:
    answer = visitor.post("/ui/theme/", {"theme": "dark", "next": "/?a=1"})

    assert answer["Location"] == "/?a=1"
    assert visitor.cookies[THEME_COOKIE].value == "dark"
    assert 'data-theme="dark"' in visitor.get("/").content.decode()


def test_following_the_device_again_forgets_the_theme(visitor: Visitor) -> None:
    visitor.post("/ui/theme/", {"theme": "dark"})
    visitor.post("/ui/theme/", {"theme": ""})

    assert "data-theme=" not in visitor.get("/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_way_back_leads_nowhere_else(visitor: Visitor, target: str) -> None:
    answer = visitor.post("/ui/theme/", {"theme": "dark", "next": target})

    assert answer["Location"] == "/"


def test_the_language_is_remembered_without_script(visitor: Visitor) -> None:
    answer = visitor.post("/ui/language/", {"language": "en", "next": "/"})

    assert answer.status_code == HTTPStatus.FOUND
    page = visitor.get("/").content.decode()

    assert 'lang="en"' in page
    assert "Skip to content" in page


def test_the_gallery_shows_every_component(visitor: Visitor) -> None:
    page = visitor.get("/_gallery/").content.decode()

    for part in ("button", "field", "card", "pill", "alert", "table", "timeline", "map"):
        assert f'id="{part}"' in page


def test_a_page_that_does_not_exist_says_what_to_do(visitor: Visitor) -> None:
    answer = visitor.get("/no-such-page/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "หน้าแรก" in answer.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 429, 500, 503])
def test_every_error_page_is_thai_and_asks_the_database_nothing(
    status: int, rf: RequestFactory
) -> None:
    answer = errors.error_page(rf.get("/"), status)

    assert answer.status_code == status
    assert 'lang="th"' in answer.content.decode()


@pytest.mark.parametrize("status", [TenantStatus.ONBOARDING, TenantStatus.SUSPENDED])
def test_a_municipality_that_is_not_open_says_so(status: TenantStatus, rf: RequestFactory) -> None:
    town = TenantRef(
        id="1", schema="t_1", slug="x", name="ทดสอบ", name_en="Test", host="x", status=status
    )

    answer = errors.closed_door(rf.get("/"), 503, town)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Retry-After"]
    assert "ทดสอบ" in answer.content.decode()
    assert "/ui/theme.css" not in answer.content.decode()


def test_a_refusal_is_shown_in_its_own_words(rf: RequestFactory) -> None:
    answer = errors.refused_page(rf.get("/"), NotAllowed())

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert str(NotAllowed()) in answer.content.decode()
