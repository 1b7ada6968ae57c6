"""Signing in and the people pages in a real Chromium: passkeys, sizes, axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from kernel.access import services
from kernel.access.models import Position
from kernel.access.permissions import Permission
from kernel.actors import SYSTEM
from kernel.ports import TENANT_DIRECTORY
from kernel.tenancy import tenant_scope
from tests.kernel.access.people import (
    FIRST,
    PASSWORD,
    administrator,
    officer,
    position,
    seat,
    with_password,
)
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]
PAGES = [
    "/desk/people/",
    "/desk/people/structure/",
    "/desk/people/{officer}/",
    "/desk/people/{officer}/appoint/delegated/",
    "/desk/people/{officer}/close/",
    "/desk/people/positions/{position}/",
    "/accounts/me/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/password/change/",
]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def town(site: Site) -> dict[str, int]:
    """A town hall with an administrator, a newcomer and somebody who acts for another."""
    tenant = TENANT_DIRECTORY.require().by_slug("banmai")
    assert tenant is not None
    with tenant_scope(tenant):
        administrator()
        newcomer = with_password(officer("malee", first_name="มาลี", is_demo=False))
        seat(newcomer, position("hr", Permission.PEOPLE_VIEW, title="นักทรัพยากรบุคคล"))
        somchai = officer()
        seat(somchai, position("engineer", "complaints.resolve"))
        palad = Position.objects.get(code="admin-seat")
        services.record_acting(
            officer_id=somchai.pk,
            position_id=palad.pk,
            from_date=FIRST,
            order_reference="ที่ 12/2569",
            by=SYSTEM,
            at=timezone.now(),
        )
        return {"officer": somchai.pk, "position": palad.pk}


def sign_in(page: Page, site: Site, username: str, path: str) -> None:
    page.goto(site.url("banmai", path))
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def assert_sound(page: Page, where: str) -> None:
    faults = Axe().run(page)
    assert faults.violations_count == 0, f"{where}: {faults.generate_report()}"
    wide, shown = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= shown, f"{where} is wider than the screen"


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_axe_finds_nothing_on_the_pages_before_signing_in(
    site: Site, town: dict[str, int], browser: Browser, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size, locale="th-TH")

    for path in ("/accounts/login/", "/sign-in/", "/accounts/password/reset/"):
        page.goto(site.url("banmai", path))
        assert_sound(page, path)
    page.close()


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_axe_finds_nothing_on_the_people_pages(
    site: Site, town: dict[str, int], browser: Browser, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size, locale="th-TH")
    sign_in(page, site, "admin", "/desk/people/")

    for path in PAGES:
        page.goto(site.url("banmai", path.format(**town)))
        assert_sound(page, path)
    page.close()


def test_an_officer_adds_a_passkey_and_comes_in_with_it_alone(
    site: Site, town: dict[str, int], page: Page
) -> None:
    people = site.url("banmai", "/desk/people/")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(page, site, "malee", "/desk/people/")
    expect(page).to_have_url(re.compile("/accounts/2fa/$"))

    page.goto(site.url("banmai", "/accounts/2fa/webauthn/add/"))
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto(people)
    expect(page.get_by_role("heading", level=1)).to_have_text("เจ้าหน้าที่")

    page.context.clear_cookies()
    page.goto(people)
    page.get_by_role("button", name="เข้าด้วยพาสคีย์").click()
    page.wait_for_url("**/desk/people/")
    expect(page.get_by_role("heading", level=1)).to_have_text("เจ้าหน้าที่")
