"""A municipality with demonstration people, and browsers in which they are signed in."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kernel.ports import TenantRef
from onboarding import services as onboarding
from onboarding.demo import services as demo
from onboarding.demo.people import PASSWORD
from tenants.directory import DIRECTORY
from tests.serving import Site

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SHOTS = Path(settings.BASE_DIR) / ".local" / "screenshots"
# infra/dev/how_to_pictures.py makes the pictures of the how-to pages of what lies here.
PICTURES = SHOTS / "how-to"
# Sharp enough for a page of documentation, and half the work of a real phone's two or three.
PIXELS = 1.5
TOWN = "banmai"


def furnished() -> TenantRef:
    """Give the town the reference configuration and the demonstration people."""
    ref = DIRECTORY.by_slug(TOWN)
    assert ref is not None
    onboarding.load_reference_configuration(ref, bundle="mae_hia", at=timezone.now())
    demo.load(ref, name="mae_hia", at=timezone.now())
    return ref


def door(browser: Browser, site: Site) -> tuple[Callable[..., Page], list[BrowserContext]]:
    """Return what opens a browser for somebody, and the list of browsers to close."""
    contexts: list[BrowserContext] = []

    def enter(username: str = "", **options: Any) -> Page:
        look = {"viewport": PHONE, "locale": "th-TH", "timezone_id": "Asia/Bangkok"}
        context = browser.new_context(**{"device_scale_factor": PIXELS, **look, **options})
        contexts.append(context)
        page = context.new_page()
        if username:
            _sign_in(page, site, username)
        return page

    return enter, contexts


def _sign_in(page: Page, site: Site, username: str) -> None:
    page.goto(site.url(TOWN, "/accounts/login/"))
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)


def shot(page: Page, name: str, *, full: bool = True) -> None:
    """Keep a picture of the page under .local/screenshots."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"complaints-{name}.png", full_page=full)


def pictured(page: Page, name: str, *, top: str = "") -> None:
    """Keep what the screen shows for the how-to pages, with the part named by `top` on top."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    if top:
        page.locator(top).first.evaluate("(part) => part.scrollIntoView({ block: 'start' })")
    else:
        page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"{name}.png")


def is_clean(page: Page) -> None:
    """Nothing for axe to find, nothing wider than the screen."""
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def street_photo(*, lit: bool) -> dict[str, Any]:
    """Return a photo of a lamp at night, as a file to choose."""
    picture = Image.new("RGB", (1200, 900), "#1c2733")
    brush = ImageDraw.Draw(picture)
    brush.rectangle((580, 260, 606, 900), fill="#5b6670")
    brush.rectangle((600, 260, 800, 282), fill="#5b6670")
    if lit:
        brush.polygon([(790, 300), (560, 900), (1040, 900)], fill="#57512f")
    brush.ellipse((745, 268, 845, 318), fill="#ffe9a3" if lit else "#39424a")
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=88)
    return {"name": "ไฟทาง.jpg", "mimeType": "image/jpeg", "buffer": body.getvalue()}


def chooses_photo(page: Page, field: str, *, lit: bool) -> None:
    """Choose a photo of the lamp and wait until it stands below its field, small."""
    page.set_input_files(field, street_photo(lit=lit))
    picker = page.locator(field).locator("xpath=ancestor::*[@data-photos]")
    expect(picker.locator(".photos-list img")).to_be_visible(timeout=30_000)


def sees_photos(page: Page, number: int) -> None:
    """Wait until that many photos are on the page, drawn and not broken."""
    expect(page.locator(".gallery-item img")).to_have_count(number, timeout=60_000)
    page.locator(".gallery-item").last.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.querySelectorAll('.gallery-item img')].every((i) => i.naturalWidth > 0)"
    )


def map_is_ready(page: Page) -> None:
    """Wait until the page's map is drawn, and go back to the top."""
    page.locator("[data-map]").first.scroll_into_view_if_needed()
    expect(page.locator("[data-map][data-ready=true]").first).to_be_visible(timeout=60_000)
    page.evaluate("scrollTo(0, 0)")
