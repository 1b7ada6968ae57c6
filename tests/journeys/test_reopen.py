"""Not put right: a face, a request, another round; and somebody follows instead of reporting."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from kernel.access.models import Division
from kernel.actors import Actor, ActorKind, citizen
from kernel.geo.models import Village
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints import services
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.services import Contact, Report, publishing
from modules.complaints.states import State
from tests.journeys.demo_town import DESKTOP, TOWN, door, furnished, is_clean, shot
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
KIND = "footpath"


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    return furnished()


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[Any]:
    enter, contexts = door(browser, site)
    yield enter
    for context in contexts:
        context.close()


def worked_on(town: TenantRef, *, is_done: bool) -> Complaint:
    """File a complaint that a unit has, public, and perhaps resolved an hour ago."""
    now = timezone.now()
    with tenant_scope(town):
        unit = Division.objects.get(code="public-works")
        boss = Actor(
            kind=ActorKind.OFFICER,
            label="หัวหน้า",
            permissions=frozenset(Permission),
            divisions=frozenset({unit.pk}),
        )
        spot = Village.objects.order_by("number")[0].geom.point_on_surface
        report = Report(
            category=KIND,
            words="ทางเท้าแตกหน้าตลาด",
            pin=(spot.x, spot.y),
            contact=Contact(phone="081 234 5678"),
        )
        filed = services.submit(report=report, by=citizen(), at=now - timedelta(hours=2))
        services.assign(complaint_id=filed.pk, unit=unit.code, by=boss, at=now)
        shown = publishing.Publishing(words="ทางเท้าแตกหน้าตลาด")
        publishing.publish(complaint_id=filed.pk, publishing=shown, by=boss, at=now)
        if is_done:
            photo_rule = filed.category.photo_rule
            assert photo_rule in {"optional", "on_report"}, photo_rule
            services.resolve(complaint_id=filed.pk, remark="ปูใหม่แล้ว", by=boss, at=now)
        filed.refresh_from_db()
    return filed


def test_two_taps_a_request_and_the_second_round(town: TenantRef, people: Any, site: Site) -> None:
    complaint = worked_on(town, is_done=True)
    page: Page = people()
    page.goto(site.url(TOWN, f"/track/{complaint.tracking_code}/"))
    is_clean(page)
    shot(page, "survey-390")
    page.locator(".face-1").click()
    page.get_by_role("button", name="ส่งคะแนน").click()

    expect(page.get_by_text("คุณให้คะแนนครั้งนี้ 1 จาก 5")).to_be_visible()
    page.locator("#reopen textarea").fill("ยังแตกอยู่อีกช่วง")
    is_clean(page)
    shot(page, "reopen-390")
    page.get_by_role("button", name="ส่งคำขอ").click()
    expect(page.get_by_text("เจ้าหน้าที่จะตอบภายใน")).to_be_visible()

    desk: Page = people("clerk", viewport=DESKTOP)
    desk.goto(site.url(TOWN, f"/desk/complaints/{complaint.public_id}/"))
    is_clean(desk)
    shot(desk, "reopen-desk-1440")
    desk.locator("summary", has_text="เปิดเรื่องอีกครั้ง").click()
    desk.locator("#id_reopen_remark").fill("จะไปดูอีกครั้ง")
    desk.locator("details[open] button[type=submit]", has_text="ยืนยัน").click()

    page.reload()
    expect(page.get_by_text("เป็นรอบที่ 2")).to_be_visible()
    with tenant_scope(town):
        complaint.refresh_from_db()
        assert (complaint.state, complaint.round) == (State.WORKING, 2)


def test_the_same_thing_is_followed_instead_of_reported_again(
    town: TenantRef, people: Any, site: Site
) -> None:
    complaint = worked_on(town, is_done=False)
    assert complaint.pin is not None
    here = {"longitude": complaint.pin.x, "latitude": complaint.pin.y}
    page: Page = people(geolocation=here, permissions=["geolocation"])
    page.goto(site.url(TOWN, f"/report/?category={KIND}"))
    page.evaluate(
        """([lon, lat]) => {
            document.querySelector("[name=lon]").value = lon;
            const field = document.querySelector("[name=lat]");
            field.value = lat;
            field.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        [here["longitude"], here["latitude"]],
    )
    expect(page.get_by_text("มีเรื่องคล้ายกันใกล้จุดนี้")).to_be_visible()
    is_clean(page)
    shot(page, "near-390")
    page.get_by_role("link", name="ติดตามเรื่องนี้แทน").first.click()
    page.locator("#id_phone").fill("089 876 5432")
    is_clean(page)
    shot(page, "follow-390")
    page.get_by_role("button", name="ติดตามเรื่องนี้").click()
    expect(page.get_by_text("ติดตามเรื่องนี้แล้ว")).to_be_visible()


def test_the_tester_shows_why(town: TenantRef, people: Any, site: Site) -> None:
    page: Page = people("clerk", viewport=DESKTOP)
    page.goto(site.url(TOWN, "/desk/complaints/routing/"))
    page.locator("#id_category").select_option("flooding")
    page.locator("#id_at").fill("2026-11-21T22:00")
    page.get_by_role("button", name="ลองดู").click()
    expect(page.locator("#decision")).to_contain_text("งานป้องกันและบรรเทาสาธารณภัย")
    is_clean(page)
    shot(page, "routing-1440")
