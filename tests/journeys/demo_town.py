"""A municipality with demonstration people, and browsers in which they are signed in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from kernel.ports import TenantRef
from onboarding import services as onboarding
from onboarding.demo import services as demo
from onboarding.demo.people import PASSWORD
from tenants.directory import DIRECTORY
from tests.serving import Site

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SHOTS = Path(settings.BASE_DIR) / ".local" / "screenshots"
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
        look = {"viewport": PHONE, "locale": "th-TH", "timezone_id": "Asia/Bangkok", **options}
        context = browser.new_context(**look)
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


def is_clean(page: Page) -> None:
    """Nothing for axe to find, nothing wider than the screen."""
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
