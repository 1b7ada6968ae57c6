"""The same thing is reported already: somebody follows it, is told, and stops following."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kernel.access.models import Division
from kernel.actors import Actor, ActorKind, citizen
from kernel.notifications.models import Message
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints import services
from modules.complaints.models import Complaint, Follower
from modules.complaints.permissions import Permission
from modules.complaints.services import Report, publishing
from tests.journeys.demo_town import (
    DESKTOP,
    TOWN,
    chooses_photo,
    is_clean,
    map_is_ready,
    pictured,
    shot,
)
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
KIND = "road-sign"
ADDRESS = "nuan@example.com"


def boss() -> Actor:
    """Return an officer of public works who may do everything."""
    unit = Division.objects.get(code="public-works")
    return Actor(
        kind=ActorKind.OFFICER,
        label="หัวหน้า",
        permissions=frozenset(Permission),
        divisions=frozenset({unit.pk}),
    )


def in_work(spot: dict[str, float]) -> Complaint:
    """File a complaint at the spot that a unit works on, and publish it."""
    now = timezone.now()
    report = Report(
        category=KIND,
        words="ป้ายจราจรล้มหน้าตลาด",
        pin=(spot["longitude"], spot["latitude"]),
    )
    filed = services.submit(report=report, by=citizen(), at=now - timedelta(hours=2))
    services.assign(complaint_id=filed.pk, unit="public-works", by=boss(), at=now)
    shown = publishing.Publishing(words="ป้ายจราจรล้มหน้าตลาด")
    publishing.publish(complaint_id=filed.pk, publishing=shown, by=boss(), at=now)
    return filed


def starts_to_report(page: Page, site: Site) -> None:
    """Somebody says kind and place, and is shown what is known already."""
    page.goto(site.url(TOWN, f"/report/?category={KIND}"))
    map_is_ready(page)
    page.click("[data-locate]")
    expect(page.get_by_text("มีเรื่องคล้ายกันใกล้จุดนี้")).to_be_visible(timeout=15_000)
    is_clean(page)
    shot(page, "near-390")
    pictured(page, "near-hint", top=".near")


def follows(page: Page) -> None:
    """Follow instead of reporting the same again."""
    page.get_by_role("link", name="ติดตามเรื่องนี้แทน").first.click()
    page.fill("#id_email", ADDRESS)
    is_clean(page)
    shot(page, "follow-390")
    page.get_by_role("button", name="ติดตามเรื่องนี้").click()
    expect(page.get_by_text("ติดตามเรื่องนี้แล้ว")).to_be_visible()


def finishes(page: Page, site: Site, complaint: Complaint) -> None:
    """The unit says that it is done."""
    page.goto(site.url(TOWN, f"/desk/complaints/{complaint.public_id}/"))
    page.locator("summary", has_text="แจ้งผลเสร็จแล้ว").click()
    page.locator("#id_resolve_remark").fill("ตั้งป้ายใหม่แล้ว")
    page.locator("details[open] .actions button").click()
    expect(page.locator(".toast")).to_contain_text("บันทึกแล้ว")


def link_to_stop(message: Message) -> str:
    """Return the address in the message that ends the following."""
    found = re.search(r"https?://\S+/cases/unfollow/\S+", message.body)
    assert found, message.body
    return found.group()


def test_a_known_thing_is_followed_instead_of_reported_again(
    town: TenantRef, people: Any, site: Site, spot: dict[str, float]
) -> None:
    with tenant_scope(town):
        complaint = in_work(spot)
    page: Page = people(geolocation=spot, permissions=["geolocation"])
    starts_to_report(page, site)
    follows(page)

    finishes(people("engineer", viewport=DESKTOP), site, complaint)
    with tenant_scope(town):
        news = Message.objects.get(event="complaint.news", address=ADDRESS)
        assert complaint.tracking_code not in news.body.replace("-", "")
    page.goto(link_to_stop(news))
    is_clean(page)
    shot(page, "unfollow-390")
    page.get_by_role("button", name="เลิกติดตาม").click()
    expect(page.get_by_role("heading", name="เลิกติดตามแล้ว")).to_be_visible()
    with tenant_scope(town):
        assert not Follower.objects.filter(complaint=complaint).exists()


def test_a_photo_chosen_before_the_hint_is_kept(
    town: TenantRef, people: Any, site: Site, spot: dict[str, float]
) -> None:
    page: Page = people(geolocation=spot, permissions=["geolocation"])
    page.goto(site.url(TOWN, f"/report/?category={KIND}"))
    chooses_photo(page, "input[name=photos]", lit=False)
    page.select_option("[name=village]", index=1)

    expect(page.get_by_text("มีเรื่องคล้ายกันใกล้จุดนี้")).to_be_visible(timeout=15_000)
    expect(page.locator(".photos-list img")).to_be_visible()


def test_the_tester_of_rules_says_why(town: TenantRef, people: Any, site: Site) -> None:
    page: Page = people("clerk", viewport=DESKTOP)
    page.goto(site.url(TOWN, "/desk/complaints/routing/"))
    page.locator("#id_category").select_option("flooding")
    page.locator("#id_at").fill("2026-11-21T22:00")
    page.get_by_role("button", name="ลองดู").click()
    expect(page.locator("#decision")).to_contain_text("งานป้องกันและบรรเทาสาธารณภัย")
    is_clean(page)
    shot(page, "routing-1440")
    pictured(page, "desk-routing")
