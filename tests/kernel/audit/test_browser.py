"""The book of deeds in a real Chromium: axe finds nothing, nothing overflows."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from kernel.actors import Actor, ActorKind
from kernel.audit import services as audit
from kernel.audit.permissions import Permission
from kernel.audit.words import describe
from kernel.ports import TENANT_DIRECTORY
from kernel.tenancy import tenant_scope
from tests.kernel.access.people import PASSWORD, officer, position, seat, with_password
from tests.serving import Site

SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]
pytestmark = [pytest.mark.journey, pytest.mark.slow]
SOMCHAI = Actor(
    kind=ActorKind.OFFICER,
    label="สมชาย ใจดี (นายช่างโยธา)",
    capacity="รักษาราชการแทน ผู้อำนวยการกองช่าง",
)


@pytest.fixture(scope="module")
def book(site: Site) -> Site:
    """A town hall whose auditor is malee, and a book with some deeds in it."""
    tenant = TENANT_DIRECTORY.require().by_slug("banmai")
    assert tenant is not None
    describe({"lamp.lit": "เปิดไฟทาง"})
    with tenant_scope(tenant):
        seat(with_password(officer("malee")), position("auditor", Permission.VIEW))
        for number in range(3):
            audit.record(
                actor=SOMCHAI,
                action="lamp.lit",
                subject=f"lamp:{number}",
                at=datetime(2026, 4, 10, 8, 30, tzinfo=UTC),
                before={"state": "ดับ", "phone": "0812345678"},
                after={"state": "ติด", "phone": "0898765432", "places": ["หน้าวัดป่าจี้", "ซอย 3"]},
                reason="ผู้แจ้งโทรมาตามเรื่อง",
            )
        audit.record_look(
            actor=SOMCHAI, subject="lamp:1", fields=["phone"], at=datetime(2026, 4, 10, tzinfo=UTC)
        )
    return site


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_axe_finds_nothing_in_the_book(book: Site, browser: Browser, size: dict[str, int]) -> None:
    page = browser.new_page(viewport=size, locale="th-TH")
    page.goto(book.url("banmai", "/desk/audit/"))
    page.fill("[name=login]", "malee")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/audit/")
    page.locator("summary", has_text="รายละเอียด").nth(1).click()

    found = Axe().run(page)

    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.get_by_text("หน้าวัดป่าจี้, ซอย 3").count() == 3
    page.close()
