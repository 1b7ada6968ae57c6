"""The pages of a case that crosses the border, as the two desks and the citizen see them."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint, Referral, ReferralState
from modules.complaints.services.letters import Offer
from modules.complaints.states import State
from tenants.directory import DIRECTORY
from tests.journeys.demo_town import DESKTOP, PHONE, TOWN, door, furnished, is_clean, shot
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
WORDS = "ต้นไม้ใหญ่ล้มขวางถนนเลียบคลองชลประทาน รถผ่านไม่ได้ทั้งสองฝั่ง มีสายไฟพาดอยู่บนกิ่งด้วย " * 3


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    """A town to which a neighbour has offered a case, and which has given one away."""
    ref = furnished()
    neighbour = DIRECTORY.by_slug("nadee")
    assert neighbour is not None
    there = {"partner": neighbour.id, "partner_name": "เทศบาลตำบลสุเทพ", "at": timezone.now()}
    referral = uuid4()
    offer = Offer(
        referral=str(referral),
        number="ส-69-00042",
        category="ต้นไม้ล้ม",
        words=WORDS,
        place="หน้าปากซอย 5 ตรงข้ามร้านกาแฟ",
        longitude=98.9485,
        latitude=18.7455,
        remark="ตรวจสอบแล้วอยู่ฝั่งท่าน",
        contact_name="",
        contact_phone="",
        contact_email="",
        language="th",
    )
    with tenant_scope(ref):
        Referral.objects.create(
            public_id=referral,
            is_ours=False,
            partner_number=offer.number,
            content=asdict(offer),
            **there,
        )
        gone = Complaint.objects.filter(state=State.CLOSED_OTHER).order_by("pk")[0]
        Referral.objects.create(
            is_ours=True,
            complaint=gone,
            state=ReferralState.ACCEPTED,
            partner_number="ส-69-00043",
            partner_state=State.WORKING,
            partner_label_th="กำลังดำเนินการ",
            partner_moved_at=timezone.now(),
            **there,
        )
    return ref


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[Any]:
    enter, contexts = door(browser, site)
    yield enter
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])
def test_the_tray_and_the_case_are_sound(
    site: Site, town: TenantRef, people: Any, size: dict[str, int], name: str
) -> None:
    with tenant_scope(town):
        gone = Complaint.objects.get(referrals__is_ours=True)
    page = people("clerk", viewport=size)
    page.goto(site.url(TOWN, "/desk/complaints/?tray=reopen"))
    is_clean(page)
    shot(page, f"tray-reopen-{name}")
    page.get_by_role("link", name="จากท้องถิ่นอื่น").click()
    expect(page.locator("h1")).to_have_text("เรื่องจากท้องถิ่นอื่น")
    is_clean(page)
    shot(page, f"offered-{name}")

    page.goto(site.url(TOWN, f"/desk/complaints/{gone.public_id}/"))
    page.locator("#neighbour").scroll_into_view_if_needed()
    is_clean(page)
    page.locator("#neighbour").screenshot(path=f".local/screenshots/neighbour-{name}.png")
    page.goto(site.url(TOWN, f"/track/{gone.tracking_code}/"))
    expect(page.get_by_text("เทศบาลตำบลสุเทพ รับเรื่องต่อแล้ว เลขที่ ส-69-00043")).to_be_visible()
    is_clean(page)
    shot(page, f"track-neighbour-{name}")


def test_an_officer_answers_the_neighbours_offer(site: Site, town: TenantRef, people: Any) -> None:
    page = people("clerk", viewport=PHONE)
    page.goto(site.url(TOWN, "/desk/complaints/offered/"))
    page.get_by_text("ไม่รับเรื่อง", exact=True).click()
    page.get_by_role("button", name="ตอบว่าไม่รับ").click()
    expect(page.locator(".field-error").first).to_be_visible()
    is_clean(page)
    shot(page, "offered-error-phone")

    page.get_by_label("ประเภทเรื่อง").select_option(index=1)
    page.get_by_role("button", name="รับเป็นเรื่องของเรา").click()
    expect(page.get_by_text("ต้นไม้ใหญ่ล้มขวางถนน").first).to_be_visible()
    expect(page.locator("#neighbour")).to_contain_text("รับต่อจาก เทศบาลตำบลสุเทพ เลขที่ ส-69-00042")
