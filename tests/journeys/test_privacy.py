"""On a phone: cover a face on a photo, and make a report confidential."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Attachment, AttachmentRole, Complaint
from tests.journeys.demo_town import TOWN, is_clean, shot
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def pictured(town: TenantRef) -> Attachment:
    """A photo that a reporter sent."""
    with tenant_scope(town):
        rows = Attachment.objects.filter(role=AttachmentRole.BEFORE, document__state="ready")
        return rows.select_related("complaint", "document").order_by("-pk")[0]


def _draw(page: Page, *corners: float) -> None:
    """Draw a box with the finger; corners are parts of the photo."""
    sheet = page.locator("[data-sheet]").bounding_box()
    assert sheet is not None
    left, top, right, bottom = corners
    x, y = sheet["x"], sheet["y"]
    page.mouse.move(x + sheet["width"] * left, y + sheet["height"] * top)
    page.mouse.down()
    page.mouse.move(x + sheet["width"] * right, y + sheet["height"] * bottom, steps=3)
    page.mouse.up()


def test_an_officer_covers_a_photo_and_another_looks_behind_it(
    site: Site, people: Any, pictured: Attachment
) -> None:
    case = f"/desk/complaints/{pictured.complaint.public_id}/"
    original = site.url(TOWN, f"/files/{pictured.document.public_id}/large/")
    page = people("clerk")
    page.goto(site.url(TOWN, f"{case}redaction/photos/{pictured.document.public_id}/"))
    is_clean(page)

    _draw(page, 0.1, 0.1, 0.4, 0.4)
    expect(page.locator("[data-count]")).to_contain_text("1/8")
    shot(page, "redact-photo")
    page.locator("[data-redact] button[type=submit]").click()

    page.wait_for_url(f"**{case}redaction/")
    expect(page.locator(".redact-thumb img").first).to_be_visible(timeout=30_000)
    shot(page, "redaction")
    # Not from the browser's own memory, which keeps a photo for five minutes.
    asked = "(address) => fetch(address, {cache: 'no-store'}).then((answer) => answer.status)"
    assert page.evaluate(asked, original) == 404

    palad = people("palad")
    palad.goto(site.url(TOWN, f"{case}redaction/"))
    palad.fill("#originals input[name=reason]", "ตรวจสอบตามคำร้อง")
    palad.locator("#originals button[type=submit]").click()
    expect(palad.locator(".redact-original")).to_be_visible()
    assert palad.locator(".redact-original").evaluate("(image) => image.naturalWidth") > 0
    is_clean(palad)


def test_triage_makes_a_report_confidential_and_the_lawyer_finds_it(
    site: Site, town: TenantRef, people: Any
) -> None:
    with tenant_scope(town):
        complaint = Complaint.objects.ordinary().open().order_by("-pk")[0]
    page = people("clerk")
    page.goto(site.url(TOWN, f"/desk/complaints/{complaint.public_id}/confidence/"))
    is_clean(page)
    page.fill("[name=reason]", "ร้องเรียนเจ้าหน้าที่")
    page.locator("button[name=seal]").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/desk/complaints/")
    assert complaint.number not in page.content()

    lawyer = people("legal")
    lawyer.goto(site.url(TOWN, "/desk/complaints/?tray=confidential"))
    expect(lawyer.get_by_text(complaint.number)).to_be_visible()
    assert lawyer.locator("[name=chosen]").count() == 0, "nothing is done with many of them"
    shot(lawyer, "confidential")
    is_clean(lawyer)
