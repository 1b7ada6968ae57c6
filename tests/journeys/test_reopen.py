"""Not put right: the citizen asks, the desk grants it, and the second round is done and rated."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kernel.access.models import Division
from kernel.actors import Actor, ActorKind
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints import services
from modules.complaints.models import Complaint, Round
from modules.complaints.permissions import Permission
from modules.complaints.states import State
from tests.journeys.demo_town import (
    DESKTOP,
    TOWN,
    chooses_photo,
    is_clean,
    pictured,
    sees_photos,
    shot,
)
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def reports(page: Page, site: Site) -> None:
    """The citizen reports a fallen sign, without a photo, in the first village."""
    page.goto(site.url(TOWN, "/report/?category=road-sign"))
    page.fill("[name=words]", "ป้ายจราจรล้มหน้าตลาด")
    page.select_option("[name=village]", index=1)
    page.fill("[name=email]", "malee@example.com")
    page.click("form[data-report] button[type=submit]")
    page.wait_for_url("**/report/sent/**")
    page.get_by_role("link", name="เปิดหน้าติดตาม").click()


def put_right(complaint: Complaint, *, at: datetime) -> None:
    """Let the unit say that it is done."""
    unit = Division.objects.get(code="public-works")
    boss = Actor(
        kind=ActorKind.OFFICER,
        label="หัวหน้า",
        permissions=frozenset(Permission),
        divisions=frozenset({unit.pk}),
    )
    services.assign(complaint_id=complaint.pk, unit=unit.code, by=boss, at=at)
    services.resolve(complaint_id=complaint.pk, remark="ตั้งป้ายใหม่แล้ว", by=boss, at=at)


def asks(page: Page) -> None:
    """The citizen taps the first face, and asks with words and a photo."""
    is_clean(page)
    shot(page, "survey-390", full=False)
    page.locator(".face-1").click()
    page.get_by_role("button", name="ส่งคะแนน").click()
    expect(page.get_by_text("คุณให้คะแนนครั้งนี้ 1 จาก 5")).to_be_visible()
    page.locator("#reopen textarea").fill("ตั้งไว้ไม่แน่น เย็นวันเดียวกันก็ล้มอีก")
    chooses_photo(page, "#reopen input[name=photos]", lit=False)
    is_clean(page)
    shot(page, "reopen-390")
    pictured(page, "reopen-ask", top="#reopen")
    page.get_by_role("button", name="ส่งคำขอ").click()
    expect(page.get_by_text("เจ้าหน้าที่จะตอบภายใน")).to_be_visible()
    is_clean(page)
    shot(page, "reopen-asked-390")


def grants(page: Page, site: Site, complaint: Complaint) -> None:
    """The clerk finds the request at the top of the workplace, and grants it."""
    page.goto(site.url(TOWN, "/desk/"))
    page.get_by_role("link", name=complaint.number).first.click()
    expect(page.get_by_text("ตั้งไว้ไม่แน่น")).to_be_visible()
    is_clean(page)
    shot(page, "reopen-desk-1440")
    page.locator("summary", has_text="เปิดเรื่องอีกครั้ง").click()
    page.locator("#id_reopen_remark").fill("ขออภัย ช่างจะไปเทปูนยึดฐานให้แน่น")
    pictured(page, "desk-reopen")
    page.locator("details[open] .actions button").click()
    expect(page.locator(".toast")).to_contain_text("บันทึกแล้ว")


def finishes(page: Page, site: Site, complaint: Complaint) -> None:
    """The unit says that the second round is done, with a photo."""
    page.goto(site.url(TOWN, f"/desk/complaints/{complaint.public_id}/"))
    page.locator("summary", has_text="แจ้งผลเสร็จแล้ว").click()
    page.locator("#id_resolve_remark").fill("เทปูนยึดฐานแล้ว แข็งแรงดี")
    chooses_photo(page, "details[open] input[name=photos]", lit=True)
    page.locator("details[open] .actions button").click()
    expect(page.locator(".toast")).to_contain_text("บันทึกแล้ว")


def test_a_request_starts_a_second_round_that_is_rated_too(
    town: TenantRef, people: Any, site: Site
) -> None:
    page: Page = people()
    reports(page, site)
    with tenant_scope(town):
        complaint = Complaint.objects.latest("pk")
        put_right(complaint, at=timezone.now())
    page.reload()

    asks(page)
    grants(people("clerk", viewport=DESKTOP), site, complaint)
    page.reload()
    expect(page.get_by_text("เป็นรอบที่ 2")).to_be_visible()
    finishes(people("engineer", viewport=DESKTOP), site, complaint)

    page.reload()
    sees_photos(page, 2)
    page.locator(".face-5").click()
    page.get_by_role("button", name="ส่งคะแนน").click()
    expect(page.get_by_text("คุณให้คะแนนครั้งนี้ 5 จาก 5")).to_be_visible()
    shot(page, "reopen-rated-390")
    with tenant_scope(town):
        complaint.refresh_from_db()
        assert (complaint.state, complaint.round) == (State.DONE, 2)
        scores = Round.objects.filter(complaint=complaint).order_by("number")
        assert list(scores.values_list("score", flat=True)) == [1, 5]


def test_nobody_asks_after_the_window(town: TenantRef, people: Any, site: Site) -> None:
    page: Page = people()
    reports(page, site)
    with tenant_scope(town):
        complaint = Complaint.objects.latest("pk")
        put_right(complaint, at=timezone.now())
        long_ago = timezone.now() - timedelta(days=31)
        Complaint.objects.filter(pk=complaint.pk).update(closed_at=long_ago)
    page.reload()

    expect(page.locator("#survey")).to_be_visible()
    expect(page.locator("#reopen")).to_have_count(0)
