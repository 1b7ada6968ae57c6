"""The field crew on a phone: nearest job, photo before, part used, photo after, done."""

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from kernel.access.models import Division
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint
from modules.complaints.states import State
from tests.journeys.demo_town import TOWN, is_clean, pictured, shot
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def last_job(town: TenantRef) -> Complaint:
    """The job of the electricians that is due last, so that only nearness brings it up."""
    with tenant_scope(town):
        unit = Division.objects.get(code="electrical")
        rows = Complaint.objects.filter(unit=unit, state=State.WORKING, pin__isnull=False)
        return rows.order_by("-due_at", "-pk")[0]


def camera() -> dict[str, Any]:
    """Return a photo as a phone's camera makes it: far too large for one bar of signal."""
    body = io.BytesIO()
    Image.effect_noise((3000, 2250), 60).convert("RGB").save(body, "JPEG", quality=92)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": body.getvalue()}


def takes(page: Page, field: str) -> None:
    """Take a photo and wait until it stands on the page, small, with its place."""
    page.set_input_files(field, camera())
    form = page.locator("form", has=page.locator(field))
    expect(form.locator(".photos-list img")).to_be_visible(timeout=30_000)
    expect(form.locator("[data-taken=lat]")).not_to_have_value("")
    expect(form.locator("[data-taken=at]")).not_to_have_value("")
    assert page.locator(field).evaluate("(input) => input.files[0].size") < 2_000_000


def big_enough(page: Page) -> None:
    """Every button of the page is 56 px high or more."""
    low = page.locator(".crew .button:visible, .crew-open:visible").evaluate_all(
        "(all) => all.filter((b) => b.getBoundingClientRect().height < 56).map((b) => b.outerHTML)"
    )
    assert not low


def test_a_job_from_the_list_to_done(
    site: Site, town: TenantRef, people: Any, last_job: Complaint
) -> None:
    pin = last_job.pin
    assert pin is not None
    here = {"longitude": pin.x, "latitude": pin.y}
    page: Page = people("crew", geolocation=here, permissions=["geolocation"])
    page.goto(site.url(TOWN, "/desk/complaints/jobs/"))
    is_clean(page)
    big_enough(page)
    shot(page, "crew-jobs-390")

    page.click("[data-near]")
    expect(page.locator(".crew-card").first.locator("[data-far]")).to_have_text("0 ม.")
    is_clean(page)
    shot(page, "crew-near-390")
    pictured(page, "crew-jobs")
    page.click(".crew-map summary")
    expect(page.locator("[data-map][data-ready=true]")).to_be_visible(timeout=60_000)
    shot(page, "crew-map-390", full=False)

    page.locator(".crew-open").first.click()
    page.wait_for_url(f"**/jobs/{last_job.public_id}/")
    is_clean(page)
    big_enough(page)
    shot(page, "crew-job-390")
    pictured(page, "crew-job")

    takes(page, "#id_before_photos")
    page.get_by_role("button", name="บันทึกภาพก่อนทำ").click()
    expect(page.locator(".toast")).to_contain_text("บันทึกภาพก่อนทำแล้ว")
    page.select_option("[name=part]", "led-bulb")
    page.fill("[name=quantity]", "2")
    page.get_by_role("button", name="เพิ่มอะไหล่").click()
    expect(page.locator(".crew-parts")).to_contain_text("หลอด LED 18 วัตต์ 2 หลอด")
    takes(page, "#id_done_photos")
    page.fill("#id_done_remark", "เปลี่ยนหลอดสองดวง ไฟติดแล้ว")
    is_clean(page)
    shot(page, "crew-done-390")
    pictured(page, "crew-done", top=".crew-done")
    page.get_by_role("button", name="ปิดงาน").click()
    page.wait_for_url("**/desk/complaints/jobs/")
    expect(page.locator(".toast")).to_contain_text(last_job.number)

    with tenant_scope(town):
        last_job.refresh_from_db()
        assert last_job.state == State.DONE
        assert last_job.parts_used.get().part_code == "led-bulb"
        roles = set(last_job.attachments.values_list("role", flat=True))
        assert {"before", "after"} <= roles
        hints = [entry.facts["taken"] for entry in last_job.entries.filter(kind="note")]
        assert hints[0]["lat"] == pytest.approx(pin.y, abs=1e-4)


def test_the_crew_works_without_script_or_position(
    site: Site, town: TenantRef, people: Any
) -> None:
    page: Page = people("crew", java_script_enabled=False)
    page.goto(site.url(TOWN, "/desk/complaints/jobs/"))
    page.locator(".crew-open").first.click()
    page.set_input_files("#id_done_photos", camera())
    page.fill("#id_done_remark", "แก้ไขแล้ว")
    page.get_by_role("button", name="ปิดงาน").click()

    expect(page.locator(".toast")).to_contain_text("ปิดงานแล้ว")
