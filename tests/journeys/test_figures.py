"""What everybody sees of the cases, and what the mayor counts; pictures for the how-to pages."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint
from modules.complaints.services.publishing import publish_when_assigned
from tests.journeys.demo_town import (
    DESKTOP,
    PHONE,
    TOWN,
    furnished,
    is_clean,
    map_is_ready,
    pictured,
    shot,
)
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    ref = furnished()
    with tenant_scope(ref):
        for complaint_id in Complaint.objects.values_list("pk", flat=True):
            publish_when_assigned(complaint_id=complaint_id, at=timezone.now())
    return ref


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])
def test_everybody_finds_the_cases_on_map_and_list(
    site: Site, town: TenantRef, people: Any, size: dict[str, int], name: str
) -> None:
    page = people(viewport=size)
    page.goto(site.url(TOWN, "/cases/"))
    map_is_ready(page)
    expect(page.locator(".map-link").first).to_be_visible()
    is_clean(page)
    shot(page, f"cases-{name}")
    pictured(page, f"cases-{name}")

    page.locator(".case-item a").first.click()
    expect(page.locator(".public-lines")).to_be_visible()
    is_clean(page)
    shot(page, f"case-{name}")

    page.goto(site.url(TOWN, "/cases/embed/"))
    map_is_ready(page)
    shot(page, f"cases-embed-{name}", full=False)


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])
def test_the_mayor_reads_the_figures_and_the_cases_behind_one(
    site: Site, town: TenantRef, people: Any, size: dict[str, int], name: str
) -> None:
    page = people("mayor", viewport=size)
    address = "/desk/complaints/dashboard/?period=custom&first=2025-10-01&last=2026-12-31"
    page.goto(site.url(TOWN, address))
    map_is_ready(page)
    is_clean(page)
    shot(page, f"dashboard-{name}")
    pictured(page, f"dashboard-{name}")
    tile = page.locator(".stat").first
    number = tile.locator(".stat-value").inner_text()

    tile.click()

    expect(page.locator("main [role=status]")).to_contain_text(f"{number} ")
    is_clean(page)
    pictured(page, f"behind-a-number-{name}")


def test_triage_decides_what_everybody_sees(site: Site, town: TenantRef, people: Any) -> None:
    page = people("clerk")
    with tenant_scope(town):
        complaint = Complaint.objects.filter(publication__isnull=False).first()
        assert complaint is not None
        address = f"/desk/complaints/{complaint.public_id}/publication/"
    page.goto(site.url(TOWN, address))
    is_clean(page)
    shot(page, "publication-phone")
    page.check("#id_shows_words")
    page.fill("#id_words", "ไฟถนนดับ แจ้งโดยผู้ใช้ทาง")
    page.click("main button[type=submit]")
    page.get_by_role("link", name="ดูหน้าที่ประชาชนเห็น").click()
    expect(page.get_by_text("ไฟถนนดับ แจ้งโดยผู้ใช้ทาง")).to_be_visible()
