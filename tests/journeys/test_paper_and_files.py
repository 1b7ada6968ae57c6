"""Work orders and large lists: the officer asks, watches, and fetches the file."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint
from modules.complaints.states import State
from tests.journeys.demo_town import DESKTOP, PHONE, TOWN, door, furnished, is_clean, shot
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    return furnished()


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[Any]:
    enter, contexts = door(browser, site)
    yield enter
    for context in contexts:
        context.close()


def fetched(page: Page) -> str:
    """Wait for the file, fetch it, and return the name under which it is saved."""
    expect(page.get_by_role("link", name="ดาวน์โหลดไฟล์")).to_be_visible(timeout=60_000)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="ดาวน์โหลดไฟล์").click()
    return waiting.value.suggested_filename


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])
def test_an_officer_prints_the_work_order_of_a_case(
    site: Site, town: TenantRef, people: Any, size: dict[str, int], name: str
) -> None:
    with tenant_scope(town):
        complaint = Complaint.objects.filter(state=State.WORKING).order_by("pk")[0]
    page = people("clerk", viewport=size)
    page.goto(site.url(TOWN, f"/desk/complaints/{complaint.public_id}/"))
    page.get_by_role("button", name="พิมพ์ใบสั่งงาน").click()
    expect(page.locator("h1")).to_have_text(f"ใบสั่งงาน {complaint.number}")
    is_clean(page)
    shot(page, f"work-order-waiting-{name}")

    assert fetched(page) == f"ใบสั่งงาน {complaint.number}.pdf"
    is_clean(page)
    shot(page, f"work-order-ready-{name}")

    page.goto(site.url(TOWN, "/desk/files/"))
    is_clean(page)
    shot(page, f"files-{name}")


def test_an_officer_prints_the_chosen_cases_of_the_list(
    site: Site, town: TenantRef, people: Any
) -> None:
    page = people("clerk", viewport=DESKTOP)
    page.goto(site.url(TOWN, "/desk/complaints/?tray=all&state=working"))
    for place in range(2):
        page.locator("input[name=chosen][type=checkbox]").nth(place).check()
    shot(page, "list-print-desktop")
    page.get_by_role("button", name="พิมพ์ใบสั่งงานของเรื่องที่เลือก").click()

    expect(page.locator("h1")).to_have_text("ใบสั่งงาน 2 เรื่อง")
    assert fetched(page).endswith(".pdf")
