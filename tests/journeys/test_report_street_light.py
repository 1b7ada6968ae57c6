"""A street light at phone size: report, triage, work, done, and the citizen sees it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from kernel.geo.models import Village
from kernel.notifications.models import Message
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint
from modules.complaints.states import State
from onboarding import services as onboarding
from onboarding.demo import services as demo
from onboarding.demo.people import PASSWORD
from tenants.directory import DIRECTORY
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SHOTS = Path(settings.BASE_DIR) / ".local" / "screenshots"
TOWN = "banmai"


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    """A municipality with the reference configuration and demonstration people."""
    ref = DIRECTORY.by_slug(TOWN)
    assert ref is not None
    onboarding.load_reference_configuration(ref, bundle="mae_hia", at=timezone.now())
    demo.load(ref, name="mae_hia", at=timezone.now())
    return ref


@pytest.fixture
def spot(town: TenantRef) -> dict[str, float]:
    """Where the phone stands: inside a village."""
    with tenant_scope(town):
        inside = Village.objects.order_by("number")[0].geom.point_on_surface
    return {"longitude": inside.x, "latitude": inside.y}


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[Any]:
    """Open a browser for somebody; officers sign in."""
    contexts = []

    def enter(username: str = "", **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": PHONE, "locale": "th-TH", "timezone_id": "Asia/Bangkok", **options}
        )
        contexts.append(context)
        page = context.new_page()
        if username:
            sign_in(page, site, username)
        return page

    yield enter
    for context in contexts:
        context.close()


def sign_in(page: Page, site: Site, username: str) -> None:
    page.goto(site.url(TOWN, "/accounts/login/"))
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)


def street_photo(*, lit: bool) -> dict[str, Any]:
    """Return a photo of a lamp at night, as a file to choose."""
    picture = Image.new("RGB", (1200, 900), "#1c2733")
    brush = ImageDraw.Draw(picture)
    brush.rectangle((580, 260, 606, 900), fill="#5b6670")
    brush.rectangle((600, 260, 800, 282), fill="#5b6670")
    if lit:
        brush.polygon([(790, 300), (560, 900), (1040, 900)], fill="#57512f")
    brush.ellipse((745, 268, 845, 318), fill="#ffe9a3" if lit else "#39424a")
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=88)
    return {"name": "ไฟทาง.jpg", "mimeType": "image/jpeg", "buffer": body.getvalue()}


def shot(page: Page, name: str, *, full: bool = True) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"complaints-{name}.png", full_page=full)


def is_clean(page: Page) -> None:
    """Nothing for axe to find, nothing wider than the screen."""
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def reports(page: Page, site: Site) -> None:
    """The citizen fills in the form and sends it."""
    page.goto(site.url(TOWN, "/report/"))
    is_clean(page)
    shot(page, "report-390")
    page.fill("#kinds-words", "ไฟถนน")
    page.locator(".kind:visible label.choice").first.click()
    page.set_input_files("input[name=photos]", street_photo(lit=False))
    expect(page.locator(".photos-list img")).to_be_visible()
    page.fill("[name=words]", "ไฟทางหน้าปากซอยดับสนิท 3 คืนแล้ว มืดมาก เด็กเดินกลับบ้านลำบาก")
    page.locator("[data-map]").scroll_into_view_if_needed()
    expect(page.locator("[data-map][data-ready=true]")).to_be_visible(timeout=60_000)
    page.click("[data-locate]")
    expect(page.locator("[name=lat]")).not_to_have_value("")
    page.fill("[name=place]", "ปากซอย 3 ใกล้ร้านค้าชุมชน")
    page.fill("[name=phone]", "081 234 5678")
    page.fill("[name=email]", "somchai@example.com")
    is_clean(page)
    shot(page, "report-filled-390")
    page.click("form[data-report] button[type=submit]")
    page.wait_for_url("**/report/sent/**")
    is_clean(page)
    shot(page, "sent-390")


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
    assert page.input_value("#id_assign_unit") == "electrical"
    page.click("details[open] .actions button")
    expect(page.locator(".toast")).to_contain_text("บันทึกแล้ว")


def resolves(page: Page, site: Site, complaint: Complaint) -> None:
    """The crew says what was done, with a photo."""
    page.goto(site.url(TOWN, f"/desk/complaints/{complaint.public_id}/"))
    page.click("summary:has-text('แจ้งผลเสร็จแล้ว')")
    page.fill("#id_resolve_remark", "เปลี่ยนหลอดและสวิตช์แสงแล้ว ไฟติดปกติ ขอบคุณที่แจ้ง")
    page.set_input_files("details[open] input[name=photos]", street_photo(lit=True))
    expect(page.locator("details[open] .photos-list img")).to_be_visible()
    is_clean(page)
    shot(page, "desk-resolve-390")
    page.click("details[open] .actions button")
    expect(page.locator(".toast")).to_contain_text("บันทึกแล้ว")


def sees_photos(page: Page, number: int) -> None:
    """Wait until that many photos are on the page, drawn and not broken."""
    expect(page.locator(".gallery-item img")).to_have_count(number, timeout=60_000)
    page.locator(".gallery-item").last.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.querySelectorAll('.gallery-item img')].every((i) => i.naturalWidth > 0)"
    )


def test_from_report_to_done_on_a_phone(
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
    resolves(people("crew"), site, complaint)

    citizen.reload()
    expect(citizen.locator(".pill").first).to_contain_text("เสร็จ")
    sees_photos(citizen, 2)
    is_clean(citizen)
    shot(citizen, "track-done-390")
    address = citizen.locator(".gallery-item img").first.get_attribute("src")
    assert site.get(TOWN, address)[0] == 404
    with tenant_scope(town):
        complaint.refresh_from_db()
        assert complaint.state == State.DONE
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
    page.set_input_files("input[name=photos]", street_photo(lit=False))
    expect(page.locator(".photos-list img")).to_be_visible()

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
            page.locator("[data-map]").scroll_into_view_if_needed()
            expect(page.locator("[data-map][data-ready=true]")).to_be_visible(timeout=60_000)
            page.evaluate("scrollTo(0, 0)")
        is_clean(page)
        shot(page, f"{visit}-{look}")
