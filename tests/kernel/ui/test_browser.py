"""The look in a real Chromium: axe finds nothing, nothing overflows, the CSP refuses nothing."""

import io
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from kernel.access.models import Officer
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.kernel.access import people
from tests.kernel.ui.visits import DESKTOP, PHONE, SIZES
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def administrator(site: Site) -> Officer:
    town = DIRECTORY.by_slug("banmai")
    assert town is not None
    with tenant_scope(town):
        return people.administrator()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["/", "/_gallery/", "/no-such-page/"])
def test_axe_finds_nothing(site: Site, visit: Any, path: str, size: str, scheme: str) -> None:
    seen = visit(site.url("banmai", path), viewport=SIZES[size], color_scheme=scheme)

    found = Axe().run(seen.page)

    assert not found.response["violations"], found.generate_report()
    overflow = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    assert seen.complaints == []


def test_targets_are_large_enough_for_a_thumb(site: Site, visit: Any) -> None:
    page = visit(site.url("banmai", "/_gallery/"), viewport=PHONE).page

    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, select, .button, nav a")]
        .filter((e) => e.checkVisibility())
        .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
        .map(([html]) => html)"""
    )

    assert small == []


def test_the_map_is_drawn_and_the_pin_writes_its_place(site: Site, visit: Any) -> None:
    seen = visit(
        site.url("banmai", "/_gallery/"),
        viewport=PHONE,
        geolocation={"latitude": 18.7421, "longitude": 98.9402},
        permissions=["geolocation"],
    )
    page = seen.page
    frame = page.locator("[data-map=pick]")
    frame.scroll_into_view_if_needed()
    page.wait_for_selector("[data-map=pick][data-ready=true]", timeout=30_000)

    page.get_by_role("button", name="ตำแหน่งของฉัน").click()

    expect(page.locator("#lat")).to_have_value("18.742100")
    expect(page.locator("#lon")).to_have_value("98.940200")
    frame.locator("canvas").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#lat")).not_to_have_value("18.742100")
    assert float(page.input_value("#lat")) > 18.7421
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert seen.complaints == []


def test_photos_are_shrunk_shown_and_removable(site: Site, visit: Any, tmp_path: Path) -> None:
    seen = visit(site.url("banmai", "/_gallery/"), viewport=PHONE)
    page = seen.page
    large = tmp_path / "large.png"
    Image.new("RGB", (3200, 2400), "#888888").save(large)
    picker = page.locator("[data-photos]")

    picker.locator("input").set_input_files([large, large])
    page.wait_for_selector("[data-photos] .photo:nth-child(2)")
    sent = page.evaluate(
        """async () => [...new Uint8Array(
        await document.querySelector("[data-photos] input").files[0].arrayBuffer())]"""
    )
    picker.get_by_role("button", name="ลบรูปที่ 1").click()

    with Image.open(io.BytesIO(bytes(sent))) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (1600, 1200)
    assert picker.locator(".photo").count() == 1
    assert page.evaluate("document.querySelector('[data-photos] input').files.length") == 1
    assert seen.complaints == []


def test_the_theme_changes_at_once_and_stays(site: Site, visit: Any) -> None:
    seen = visit(site.url("banmai"), viewport=PHONE, color_scheme="light")
    page = seen.page
    page.get_by_label("ภาษาและการแสดงผล").click()

    with page.expect_response("**/ui/theme/"):
        page.get_by_role("button", name="มืด").click()

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 22, 20)"
    assert seen.complaints == []


def test_the_keyboard_reaches_the_content_first_and_closes_menus(site: Site, visit: Any) -> None:
    page = visit(site.url("banmai"), viewport=DESKTOP).page

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.get_by_label("ภาษาและการแสดงผล").press("Enter")
    assert page.locator(".menu-panel").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".menu-panel").first.is_visible()


def test_without_script_the_page_still_reads_and_the_form_still_sends(
    site: Site, visit: Any
) -> None:
    seen = visit(site.url("banmai"), viewport=PHONE, java_script_enabled=False)
    page = seen.page

    page.get_by_label("ภาษาและการแสดงผล").click()
    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_every_report_on_the_map_is_a_link(site: Site, visit: Any) -> None:
    seen = visit(site.url("banmai", "/_gallery/"), viewport=DESKTOP)
    seen.page.locator("[data-map=many]").scroll_into_view_if_needed()
    seen.page.wait_for_selector("[data-map=many][data-ready=true]", timeout=30_000)

    links = seen.page.locator("[data-map=many] a.map-link")

    expect(links).to_have_count(3)
    assert "ถนนลูกรัง" in (links.first.get_attribute("aria-label") or "")
    assert seen.complaints == []


@pytest.mark.parametrize("size", SIZES)
def test_the_desk_of_an_officer(site: Site, visit: Any, administrator: Officer, size: str) -> None:
    seen = visit(site.url("banmai", "/accounts/login/?next=/desk/"), viewport=SIZES[size])
    page = seen.page
    page.locator("[name=login]").fill(administrator.account.username)
    page.locator("[name=password]").fill(people.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/desk/")

    found = Axe().run(page)

    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.get_by_role("heading", name="งานของฉัน")).to_be_visible()
    page.get_by_label("บัญชีของฉัน").click()
    page.get_by_role("button", name="ออกจากระบบ").click()
    assert "/desk/" not in page.url
    assert seen.complaints == []
