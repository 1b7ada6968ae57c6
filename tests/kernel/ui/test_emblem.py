"""The emblem: public, kept for ever under its version, on the page, the tab and the home screen."""

import io
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.utils import timezone
from PIL import Image

from kernel.actors import SYSTEM
from kernel.configuration.files import ConfigurationFile
from kernel.configuration.settings import change_file, change_setting
from kernel.documents.store import ensure_bucket
from kernel.ports import TenantRef
from kernel.ui.branding import emblem_version
from tests.kernel.access.people import Visitor


def png(colour: str) -> bytes:
    body = io.BytesIO()
    Image.new("RGBA", (300, 300), colour).save(body, "PNG")
    return body.getvalue()


@pytest.fixture
def visitor(tenant: TenantRef) -> Visitor:
    ensure_bucket()
    cache.clear()
    emblem = ConfigurationFile(".png", png("#1f7a3d"))
    change_file(key="look.emblem", file=emblem, by=SYSTEM, at=timezone.now())
    return Visitor(tenant)


def test_every_shell_shows_it(visitor: Visitor) -> None:
    version = emblem_version()

    page = visitor.get("/").content.decode()

    for size in ("large", "small", "touch"):
        assert f"/ui/emblem/?size={size}&amp;v={version}" in page
    assert "favicon.svg" not in page


@pytest.mark.parametrize(("size", "edge"), [("large", 300), ("small", 144), ("touch", 180)])
def test_it_is_public_and_kept_for_ever_under_its_version(
    visitor: Visitor, size: str, edge: int
) -> None:
    answer = visitor.get(f"/ui/emblem/?size={size}&v={emblem_version()}")

    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert max(picture.size) == edge


def test_another_emblem_has_another_address(visitor: Visitor) -> None:
    before = emblem_version()
    change_file(
        key="look.emblem",
        file=ConfigurationFile(".png", png("#7a4b9b")),
        by=SYSTEM,
        at=timezone.now(),
    )

    assert emblem_version() != before
    assert visitor.get(f"/ui/emblem/?size=small&v={before}")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("size", ["source", "huge", "../large"])
def test_no_other_size_is_there(visitor: Visitor, size: str) -> None:
    assert visitor.get("/ui/emblem/", {"size": size}).status_code == HTTPStatus.NOT_FOUND


def test_without_an_emblem_the_drawn_one_stands(tenant: TenantRef) -> None:
    cache.clear()
    browser = Visitor(tenant)

    page = browser.get("/").content.decode()

    assert "/ui/emblem/" not in page
    assert "favicon.svg" in page
    assert "icons.svg#emblem" in page
    assert browser.get("/ui/emblem/").status_code == HTTPStatus.NOT_FOUND


def test_the_other_municipality_has_none_of_it(visitor: Visitor, other_tenant: TenantRef) -> None:
    address = f"/ui/emblem/?size=large&v={emblem_version()}"

    assert Visitor(other_tenant).get(address).status_code == HTTPStatus.NOT_FOUND


def test_the_name_is_the_configured_one(visitor: Visitor, tenant: TenantRef) -> None:
    assert tenant.name in visitor.get("/").content.decode()
    for key, value in (("name_th", "เทศบาลตำบลทดสอบ"), ("short_name_th", "ทต.ทดสอบ")):
        change_setting(key=f"office.{key}", value=value, by=SYSTEM, at=timezone.now())

    page = visitor.get("/").content.decode()

    assert "เทศบาลตำบลทดสอบ" in page
    assert 'content="ทต.ทดสอบ"' in page
    assert tenant.name not in page
