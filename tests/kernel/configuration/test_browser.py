"""The settings page in a real Chromium, on a phone and a wide screen, with and without script."""

import os
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from kernel.access.models import Officer
from kernel.actors import SYSTEM
from kernel.configuration.permissions import Permission
from kernel.configuration.settings import change_file, setting
from kernel.documents.store import ensure_bucket
from kernel.tenancy import tenant_scope
from onboarding import services as onboarding
from tenants.directory import DIRECTORY
from tests.kernel.access import people
from tests.kernel.ui.visits import PHONE, SIZES, Visit
from tests.serving import Site

PAGE = "/desk/settings/"
LOOK = "/desk/settings/edit/?group=look"
pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def manager(site: Site) -> Officer:
    ensure_bucket()
    town = DIRECTORY.by_slug("banmai")
    assert town is not None
    onboarding.load_reference_configuration(town, bundle="mae_hia", at=timezone.now())
    with tenant_scope(town):
        person = people.with_password(people.officer("wichai", first_name="วิชัย"))
        people.seat(person, people.position("it", *Permission, title="นักวิชาการคอมพิวเตอร์"))
        return person


@pytest.fixture
def visit(browser: Browser, site: Site, manager: Officer) -> Iterator[Any]:
    opened: list[Visit] = []

    def sign_in(path: str, **options: Any) -> Visit:
        opened.append(Visit(browser, **options))
        page = opened[-1].page
        page.goto(site.url("banmai", f"/accounts/login/?next={path.replace('?', '%3F')}"))
        page.locator("[name=login]").fill(manager.account.username)
        page.locator("[name=password]").fill(people.PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(f"**{path}")
        return opened[-1]

    yield sign_in
    for one in opened:
        one.context.close()


@pytest.fixture
def seal(tmp_path: Path) -> Path:
    """A round picture on a clear ground."""
    image = Image.new("RGBA", (400, 400))
    ImageDraw.Draw(image).ellipse((10, 10, 390, 390), fill="#2f6079")
    path = tmp_path / "ตราใหม่.png"
    image.save(path)
    return path


def judged(page: Page, name: str) -> None:
    """Let axe look, measure the width, and keep a picture when somebody asks for one."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(visit: Any, size: str, scheme: str) -> None:
    seen = visit(PAGE, viewport=SIZES[size], color_scheme=scheme)
    judged(seen.page, f"settings-{size}-{scheme}")
    for group in ("office", "look", "map", "complaints"):
        seen.page.goto(seen.page.url.split("/desk/")[0] + f"{PAGE}edit/?group={group}")
        judged(seen.page, f"settings-{group}-{size}-{scheme}")
    seen.page.goto(seen.page.url.split("/desk/")[0] + f"{PAGE}values/?group=look")
    judged(seen.page, f"settings-values-{size}-{scheme}")
    seen.page.goto(seen.page.url.split("/desk/")[0] + "/")
    judged(seen.page, f"home-{size}-{scheme}")

    assert seen.complaints == []


def test_errors_are_said_on_top_and_beside_the_field(visit: Any) -> None:
    seen = visit("/desk/settings/edit/?group=map", viewport=PHONE)
    page = seen.page
    page.get_by_label("ภาพแผนที่จากที่อื่น (XYZ)").check()
    page.get_by_label("ที่มาของแผนที่ฐาน").fill("")

    page.get_by_role("button", name="บันทึก").click()

    expect(page.get_by_role("alert")).to_contain_text("บอกที่อยู่ของแผนที่ที่เลือก")
    expect(page.get_by_label("ที่อยู่แผนที่ฐาน")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("ภาพแผนที่จากที่อื่น (XYZ)")).to_be_checked()
    judged(page, "settings-errors-phone")


def test_the_note_of_the_colour_follows_the_choice(visit: Any) -> None:
    seen = visit(LOOK, viewport=PHONE)
    note = seen.page.locator("[data-colour-note]")

    seen.page.locator("[data-colour]").fill("#ffe08a")

    expect(note).to_contain_text("#ffe08a")
    expect(note).to_contain_text("ระบบจะปรับเป็น")
    judged(seen.page, "settings-colour-phone")
    assert seen.complaints == []


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "none"])
def test_an_emblem_is_changed_and_seen_in_the_masthead(
    visit: Any, site: Site, seal: Path, options: dict[str, bool]
) -> None:
    seen = visit(LOOK, viewport=PHONE, **options)
    page = seen.page
    before = page.locator(".masthead .emblem img").get_attribute("src")

    page.locator("input[type=file]").set_input_files(seal)
    page.get_by_role("button", name="บันทึก").click()
    page.wait_for_url(f"**{PAGE}*")

    expect(page.get_by_text("บันทึกการตั้งค่าแล้ว")).to_be_visible()
    image = page.locator(".masthead .emblem img")
    assert image.get_attribute("src") != before
    assert site.get("banmai", str(image.get_attribute("src")))[0] == HTTPStatus.OK
    _forget_the_emblem()


def _forget_the_emblem() -> None:
    town = DIRECTORY.by_slug("banmai")
    assert town is not None
    with tenant_scope(town):
        change_file(key="look.emblem", file=None, by=SYSTEM, at=timezone.now())
        assert not setting("look.emblem")
    onboarding.load_reference_configuration(town, bundle="mae_hia", at=timezone.now())
