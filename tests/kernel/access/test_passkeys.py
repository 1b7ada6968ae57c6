"""A passkey in a real browser, with the browser's own virtual authenticator."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kernel.access.permissions import Permission
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.conftest import Databases
from tests.kernel.access.people import PASSWORD, officer, position, seat, with_password
from tests.serving import Site, serving

pytestmark = pytest.mark.journey


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict[str, object]:
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"],
    }


@pytest.fixture
def town(committed: Databases) -> Iterator[tuple[Site, TenantRef]]:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    with tenant_scope(ref):
        person = with_password(officer("malee", first_name="มาลี", is_demo=False))
        seat(person, position("hr", Permission.PEOPLE_VIEW))
    with serving(committed.name) as site:
        site.start_web()
        yield site, ref


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def _with_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_an_officer_adds_a_passkey_and_comes_in_with_it_alone(
    town: tuple[Site, TenantRef], page: Page
) -> None:
    site, _ref = town
    people = site.url("banmai", "/desk/people/")
    _with_authenticator(page)
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(people)
    page.get_by_label("ชื่อผู้ใช้").fill("malee")
    page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    expect(page).to_have_url(re.compile("/accounts/2fa/$"))

    page.goto(site.url("banmai", "/accounts/2fa/webauthn/add/"))
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/accounts/2fa/**")
    page.goto(people)
    expect(page.get_by_role("heading", level=1)).to_have_text("เจ้าหน้าที่")

    page.context.clear_cookies()
    page.goto(people)
    page.get_by_role("button", name="เข้าด้วยพาสคีย์").click()
    page.wait_for_url("**/desk/people/")
    expect(page.get_by_role("heading", level=1)).to_have_text("เจ้าหน้าที่")
