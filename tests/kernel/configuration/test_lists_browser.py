"""The lists in a real Chromium, on a phone: a drawn area, rows moved without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from kernel.access.permissions import Permission as House
from kernel.configuration.permissions import Permission
from kernel.geo.models import Village
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Part
from onboarding import services as onboarding
from tenants.directory import DIRECTORY
from tests.kernel.access import people
from tests.kernel.configuration.test_browser import judged
from tests.kernel.ui.visits import PHONE, Visit
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
MAP_SECONDS = 60


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    ref = DIRECTORY.by_slug("banmai")
    assert ref is not None
    onboarding.load_reference_configuration(ref, bundle="mae_hia", at=timezone.now())
    with tenant_scope(ref):
        person = people.with_password(people.officer("wichai", first_name="วิชัย"))
        seat = people.position("it", *Permission, *House, title="นักวิชาการคอมพิวเตอร์")
        people.seat(person, seat)
    return ref


@pytest.fixture
def visit(browser: Browser, site: Site, town: TenantRef) -> Iterator[Any]:
    opened: list[Visit] = []

    def sign_in(path: str, **options: Any) -> Visit:
        opened.append(Visit(browser, viewport=PHONE, **options))
        page = opened[-1].page
        page.goto(site.url("banmai", f"/accounts/login/?next={path}"))
        page.locator("[name=login]").fill("wichai")
        page.locator("[name=password]").fill(people.PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(f"**{path}")
        return opened[-1]

    yield sign_in
    for one in opened:
        one.context.close()


def test_an_area_is_drawn_with_a_finger(visit: Any, town: TenantRef) -> None:
    with tenant_scope(town):
        village = Village.objects.order_by("number")[0]
        before = village.geom.area
    seen = visit(f"/desk/settings/villages/{village.pk}/")
    page = seen.page
    frame = page.locator(".map")
    frame.scroll_into_view_if_needed()
    again = page.get_by_role("button", name="วาดใหม่")
    expect(again).to_be_visible(timeout=MAP_SECONDS * 1000)

    again.click()
    for x, y in ((120, 120), (220, 120), (220, 220), (120, 220)):
        frame.locator("canvas").click(position={"x": x, "y": y})
    expect(page.locator("[data-area-status]")).to_have_text("มุมที่วาดแล้ว: 4")
    page.get_by_role("button", name="ถอยหนึ่งมุม").click()
    expect(page.locator("[data-area-status]")).to_have_text("มุมที่วาดแล้ว: 3")
    judged(page, "settings-area-phone")
    page.get_by_role("button", name="บันทึก").click()
    page.wait_for_url("**/desk/settings/villages/*")

    with tenant_scope(town):
        drawn = Village.objects.get(pk=village.pk).geom
    assert len(drawn[0][0]) == 4
    assert 0 < drawn.area < before
    assert seen.complaints == []


def test_rows_are_moved_without_script(visit: Any, town: TenantRef) -> None:
    with tenant_scope(town):
        second = Part.objects.order_by("position", "name_th", "pk")[1]
    page = visit("/desk/settings/parts/", java_script_enabled=False).page
    page.get_by_role("link", name="จัดลำดับ").click()

    page.get_by_role("button", name=f"เลื่อน {second.name_th} ขึ้น").click()

    expect(page.locator(".rows-part li").first).to_contain_text(second.name_th)
    expect(page.get_by_role("link", name="จัดลำดับเสร็จแล้ว")).to_be_visible()
