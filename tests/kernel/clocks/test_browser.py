"""The calendar page in a real Chromium: axe finds nothing, and it works by hand."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser

from kernel.clocks import services
from kernel.clocks.models import Calendar
from kernel.clocks.permissions import Permission
from kernel.ports import TENANT_DIRECTORY
from kernel.tenancy import tenant_scope
from tests.kernel.access.people import PASSWORD, officer, position, seat, with_password
from tests.kernel.clocks.golden import OFFICE_WEEK
from tests.serving import Site

SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]
pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def town(site: Site) -> Site:
    """A town hall whose calendar malee keeps."""
    tenant = TENANT_DIRECTORY.require().by_slug("banmai")
    assert tenant is not None
    with tenant_scope(tenant):
        seat(with_password(officer("malee")), position("keeper", Permission.MANAGE))
        Calendar.objects.create(code="office", name="เวลาราชการ", week=OFFICE_WEEK)
        services.import_public_holidays([2026], timezone.now())
    return site


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_a_holiday_is_declared_by_hand(town: Site, browser: Browser, size: dict[str, int]) -> None:
    page = browser.new_page(viewport=size, locale="th-TH")
    page.goto(town.url("banmai", "/desk/calendar/?year=2026"))
    page.fill("[name=login]", "malee")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/calendar/?year=2026")

    page.fill("#id_day", "2026-11-24")
    page.fill("[name=name]", "ประเพณียี่เป็ง")
    page.check("[name=kind][value=local]")
    page.get_by_role("button", name="บันทึก").click()
    page.wait_for_url("**/desk/calendar/")

    page.goto(town.url("banmai", "/desk/calendar/?year=2026"))
    assert page.get_by_text("ประเพณียี่เป็ง").first.is_visible()
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()
