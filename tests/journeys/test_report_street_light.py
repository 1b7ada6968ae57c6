"""A street light at phone size: report, triage, crew, done; the citizen sees it and rates."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kernel.notifications.models import Message
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint, Round
from modules.complaints.states import State
from tests.journeys.demo_town import (
    DESKTOP,
    PHONE,
    TOWN,
    chooses_photo,
    is_clean,
    map_is_ready,
    pictured,
    sees_photos,
    shot,
    street_photo,
)
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PHOTOS = "input[name=photos]"


def reports(page: Page, site: Site) -> None:
    """The citizen fills in the form and sends it."""
    page.goto(site.url(TOWN, "/report/"))
    is_clean(page)
    shot(page, "report-390")
    page.fill("#kinds-words", "ไฟถนน")
    page.locator(".kind:visible label.choice").first.click()
    pictured(page, "report-kind")
    chooses_photo(page, PHOTOS, lit=False)
    page.fill("[name=words]", "ไฟทางหน้าปากซอยดับสนิท 3 คืนแล้ว มืดมาก เด็กเดินกลับบ้านลำบาก")
    map_is_ready(page)
    page.click("[data-locate]")
    expect(page.locator("[name=lat]")).not_to_have_value("")
    pictured(page, "report-place", top=".report-map")
    page.fill("[name=place]", "ปากซอย 3 ใกล้ร้านค้าชุมชน")
    page.fill("[name=phone]", "081 234 5678")
    page.fill("[name=email]", "somchai@example.com")
    is_clean(page)
    shot(page, "report-filled-390")
    pictured(page, "report-words", top="#step-what")
    page.click("form[data-report] button[type=submit]")
    page.wait_for_url("**/report/sent/**")
    is_clean(page)
    shot(page, "sent-390")
    pictured(page, "sent")


def assigns(page: Page, site: Site, complaint: Complaint) -> None:
    """The clerk finds the report in the tray and gives it to the unit of its kind."""
    page.goto(site.url(TOWN, "/desk/complaints/"))
    is_clean(page)
    shot(page, "desk-list-390")
    page.goto(site.url(TOWN, f"/desk/complaints/{complaint.public_id}/"))
    is_clean(page)
    shot(page, "desk-detail-390")
    page.click("summary:has-text('มอบหมายหน่วยงาน')")
    is_clean(page)
    shot(page, "desk-assign-390")
    pictured(page, "desk-assign", top="details[open]")
    assert page.input_value("#id_assign_unit") == "electrical"
    page.click("details[open] .actions button")
    expect(page.locator(".toast")).to_contain_text("บันทึกแล้ว")


def works(page: Page, site: Site, complaint: Complaint) -> None:
    """The crew opens the job on the phone and says what was done, with a photo."""
    page.goto(site.url(TOWN, f"/desk/complaints/jobs/{complaint.public_id}/"))
    chooses_photo(page, "#id_done_photos", lit=True)
    page.fill("#id_done_remark", "เปลี่ยนหลอดและสวิตช์แสงแล้ว ไฟติดปกติ ขอบคุณที่แจ้ง")
    is_clean(page)
    page.get_by_role("button", name="ปิดงาน").click()
    expect(page.locator(".toast")).to_contain_text("ปิดงานแล้ว")


def rates(page: Page) -> None:
    """The citizen taps a face and sends it: two taps."""
    page.locator(".face-5").click()
    page.get_by_role("button", name="ส่งคะแนน").click()
    expect(page.get_by_text("คุณให้คะแนนครั้งนี้ 5 จาก 5")).to_be_visible()
    is_clean(page)
    shot(page, "track-rated-390")


def test_from_report_to_a_rating_on_a_phone(
    site: Site, town: TenantRef, people: Any, spot: dict[str, float]
) -> None:
    citizen: Page = people(geolocation=spot, permissions=["geolocation"])
    reports(citizen, site)
    with tenant_scope(town):
        complaint = Complaint.objects.latest("pk")
        assert complaint.state == State.NEW
        assert complaint.village is not None
    citizen.get_by_role("link", name="เปิดหน้าติดตาม").click()
    sees_photos(citizen, 1)
    is_clean(citizen)
    shot(citizen, "track-new-390")

    assigns(people("clerk"), site, complaint)
    works(people("crew"), site, complaint)

    citizen.reload()
    expect(citizen.locator(".pill").first).to_contain_text("เสร็จ")
    sees_photos(citizen, 2)
    is_clean(citizen)
    shot(citizen, "track-done-390")
    pictured(citizen, "track-rate")
    pictured(citizen, "track-photos", top="#photos")
    address = citizen.locator(".gallery-item img").first.get_attribute("src")
    assert site.get(TOWN, address)[0] == 404
    rates(citizen)
    with tenant_scope(town):
        complaint.refresh_from_db()
        assert complaint.state == State.DONE
        assert Round.objects.get(complaint=complaint).score == 5
        told = Message.objects.filter(key__startswith=f"complaint:{complaint.pk}:")
        events = set(told.values_list("event", flat=True))
        assert {"complaint.received", "complaint.assigned", "complaint.resolved"} <= events


def test_a_report_works_without_script(site: Site, town: TenantRef, people: Any) -> None:
    page: Page = people(java_script_enabled=False)
    page.goto(site.url(TOWN, "/report/"))

    page.locator(".kinds-group summary").first.click()
    page.locator(".kinds-group[open] label.choice").first.click()
    page.set_input_files("input[name=photos]", street_photo(lit=False))
    page.fill("[name=words]", "แจ้งโดยไม่ใช้สคริปต์ ระบบต้องรับได้เหมือนกัน")
    page.select_option("[name=village]", index=1)
    page.click("form[data-report] button[type=submit]:not([name])")

    page.wait_for_url("**/report/sent/**")
    shot(page, "sent-noscript-390")
    page.get_by_role("link", name="เปิดหน้าติดตาม").click()
    expect(page.locator("h2", has_text="ความคืบหน้า")).to_be_visible()


def test_a_forgotten_part_is_pointed_at_and_nothing_is_lost(
    site: Site, town: TenantRef, people: Any
) -> None:
    page: Page = people()
    page.goto(site.url(TOWN, "/report/"))
    chooses_photo(page, PHOTOS, lit=False)

    page.click("form[data-report] button[type=submit]")

    expect(page.locator(".kinds.is-missing")).to_be_visible()
    expect(page.locator(".photos-list img")).to_be_visible()
    shot(page, "report-missing-390")


@pytest.mark.parametrize("look", ["390-light", "390-dark", "1440-light"])
def test_every_page_looks_right_and_axe_finds_nothing(
    site: Site, town: TenantRef, people: Any, look: str
) -> None:
    width, scheme = look.split("-")
    size = PHONE if width == "390" else DESKTOP
    with tenant_scope(town):
        asked = Complaint.objects.filter(state=State.WAITING_CITIZEN).first()
        working = Complaint.objects.filter(state=State.WORKING).first()
        done = Complaint.objects.filter(state=State.DONE, attachments__isnull=False).first()
    assert asked is not None
    assert working is not None
    assert done is not None
    visits = {
        "report": ("", "/report/"),
        "ask-code": ("", "/track/"),
        "track-question": ("", f"/track/{asked.tracking_code}/"),
        "track-done": ("", f"/track/{done.tracking_code}/"),
        "desk": ("clerk", "/desk/"),
        "desk-list": ("clerk", "/desk/complaints/?tray=open"),
        "desk-filter": ("clerk", "/desk/complaints/?tray=all&words=ไฟ"),
        "desk-detail": ("clerk", f"/desk/complaints/{working.public_id}/"),
        "desk-done": ("clerk", f"/desk/complaints/{done.public_id}/"),
    }
    pages = {who: people(who, viewport=size, color_scheme=scheme) for who in ("", "clerk")}
    for visit, (who, path) in visits.items():
        page = pages[who]
        answer = page.goto(site.url(TOWN, path))
        assert answer is not None
        assert answer.status == 200, path
        if page.locator("[data-map]").count():
            map_is_ready(page)
        is_clean(page)
        shot(page, f"{visit}-{look}")
        if look == "1440-light" and who:
            pictured(page, visit)


def test_danger_leads_to_a_call_instead_of_a_report(
    site: Site, town: TenantRef, people: Any
) -> None:
    page: Page = people()
    page.goto(site.url(TOWN, "/report/?category=open-burning"))
    page.fill("[name=words]", "ไฟไหม้หญ้าข้างทาง ลามเข้าหาบ้าน")
    page.select_option("[name=village]", index=1)
    page.select_option("[name=question-open-burning-spreading]", label="ใช่")
    expect(page.locator(".question-stop a[href='tel:199']")).to_be_visible()
    is_clean(page)
    pictured(page, "report-stop", top="[data-question]:has(.question-stop:not([hidden]))")

    page.click("form[data-report] button[type=submit]:not([name])")

    expect(page.locator(".question-stop:visible")).to_be_in_viewport()
    expect(page.locator("form[data-report]")).to_be_visible()
    with tenant_scope(town):
        assert not Complaint.objects.filter(words__startswith="ไฟไหม้หญ้า").exists()
