"""The counter: a call becomes a case with the keyboard alone, and a slip is printed."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Complaint
from tests.journeys.demo_town import DESKTOP, PHONE, TOWN, is_clean, shot
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def types_a_call(page: Page) -> None:
    """Type everything, and never touch the mouse."""
    keyboard = page.keyboard
    expect(page.locator("#id_category_typed")).to_be_focused()
    keyboard.type("ไฟถนน")
    expect(page.locator("#id_category_list [role=option]").first).to_be_visible()
    keyboard.press("Enter")
    expect(page.locator("#id_category")).to_have_value("street-light")
    # The questions of the kind open by themselves and stand next in line.
    expect(page.locator("[data-kind=street-light]")).to_have_attribute("open", "")
    until_focused(page, "#id_where_typed")
    keyboard.type("หมู่ 1")
    keyboard.press("Enter")
    until_focused(page, "#id_place")
    keyboard.type("ปากซอย 3")
    until_focused(page, "#id_words")
    keyboard.type("ไฟดับสามดวงตั้งแต่เมื่อคืน")
    until_focused(page, "#id_name")
    keyboard.type("คำปัน ใจดี")
    until_focused(page, "#id_phone")
    keyboard.type("081 234 5678")


def calls(page: Page, site: Site) -> None:
    """Begin a new report and type it."""
    page.goto(site.url(TOWN, "/desk/complaints/new/"))
    types_a_call(page)


def until_focused(page: Page, field: str) -> None:
    for _press in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("(field) => document.activeElement.matches(field)", field):
            return
    pytest.fail(f"Tab never reaches {field}")


def test_a_call_is_filed_with_the_keyboard_alone(site: Site, town: TenantRef, people: Any) -> None:
    page: Page = people("clerk", viewport=DESKTOP)
    page.goto(site.url(TOWN, "/desk/complaints/new/?channel=phone"))
    shot(page, "counter-empty-1440")

    types_a_call(page)
    is_clean(page)
    shot(page, "counter-1440")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/slip/?new=1")

    expect(page.locator("[data-print]")).to_be_focused()
    is_clean(page)
    shot(page, "slip-a5-1440")
    with tenant_scope(town):
        complaint = Complaint.objects.select_related("village", "reporter").latest("pk")
        assert complaint.channel == "phone"
        assert complaint.village is not None
        assert complaint.village.number == 1
        assert complaint.reporter.name == "คำปัน ใจดี"
        assert complaint.entries.get(kind="filed").actor_kind == "officer"
    page.get_by_role("link", name="80").click()
    page.emulate_media(media="print")
    shot(page, "slip-80-print")


def test_a_second_call_about_the_same_lamp_is_hinted(
    site: Site, town: TenantRef, people: Any
) -> None:
    page: Page = people("clerk", viewport=DESKTOP)
    calls(page, site)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/slip/?new=1")

    calls(page, site)

    expect(page.locator(".counter-similar li").first).to_contain_text("ไฟดับสามดวง")
    is_clean(page)
    shot(page, "counter-similar-1440")


def test_the_counter_works_without_script(site: Site, town: TenantRef, people: Any) -> None:
    page: Page = people("clerk", java_script_enabled=False)
    page.goto(site.url(TOWN, "/desk/complaints/new/"))
    page.select_option("#id_category", "street-light")
    page.select_option("#id_where", index=1)
    page.fill("#id_words", "แจ้งโดยไม่ใช้สคริปต์")
    page.click("form.counter button[type=submit]")

    page.wait_for_url("**/slip/?new=1")
    expect(page.locator(".slip-number")).to_be_visible()


def test_the_counter_fits_a_phone(site: Site, town: TenantRef, people: Any) -> None:
    page: Page = people("clerk", viewport=PHONE)
    page.goto(site.url(TOWN, "/desk/complaints/new/"))
    is_clean(page)
    shot(page, "counter-390")


def test_many_cases_are_given_to_a_unit_at_once(site: Site, town: TenantRef, people: Any) -> None:
    page: Page = people("clerk", viewport=DESKTOP)
    page.goto(site.url(TOWN, "/desk/complaints/?tray=triage"))
    picks = page.locator("[name=chosen]")
    number = picks.count()
    assert number >= 5
    for pick in picks.all():
        pick.check()
    page.select_option("#id_bulk_move", "assign")
    page.select_option("#id_bulk_unit", "electrical")
    is_clean(page)
    shot(page, "bulk-1440")
    page.click("#bulk button[type=submit]")

    # What does not fit into a short request is finished by the worker, and the page follows it.
    expect(page.locator("#progress h2")).to_have_text("ทำครบแล้ว", timeout=60_000)
    expect(page.locator(".bulk-results li")).to_have_count(number)
    is_clean(page)
    shot(page, "bulk-result-1440")


@pytest.mark.parametrize("look", ["390", "1440"])
def test_the_board_leads_to_the_cases(site: Site, town: TenantRef, people: Any, look: str) -> None:
    page: Page = people("clerk", viewport=PHONE if look == "390" else DESKTOP)
    page.goto(site.url(TOWN, "/desk/complaints/board/"))
    is_clean(page)
    shot(page, f"board-{look}")
    number = page.locator(".board tbody .board-overdue, .board tbody .board-within").first
    count = number.evaluate("(link) => link.firstChild.textContent")
    number.click()
    expect(page.locator("main [role=status]").first).to_contain_text(f"{count} เรื่อง")
