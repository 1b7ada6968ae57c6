"""Every page of the site in a real Chromium, signed out and signed in, on a phone and on a desk.

The list of pages is the URL configuration itself, so a new page is walked without being named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from config import urls_public, urls_tenant
from kernel.access.models import Appointment, Officer, Position
from kernel.documents.models import Document
from kernel.modules import manifests
from kernel.notifications.models import Message
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from modules.complaints.models import Attachment
from modules.complaints.states import State
from onboarding import services as onboarding
from onboarding.demo import services as demo
from onboarding.demo.people import PASSWORD
from tenants.directory import DIRECTORY
from tests.serving import Site

pytestmark = [pytest.mark.journey, pytest.mark.slow]
TOWN = "banmai"
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1440, height=900)
# Nothing fades: a colour must be measured when it has arrived.
THAI: dict[str, Any] = {
    "locale": "th-TH",
    "timezone_id": "Asia/Bangkok",
    "reduced_motion": "reduce",
}
# By day on a phone, by night on a desk: each pair of colours is met once.
SIGHTS: tuple[tuple[ViewportSize, Literal["light", "dark"]], ...] = (
    (PHONE, "light"),
    (DESKTOP, "dark"),
)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# Answers that are no pages of ours: data for programs, sign-in at another house, parts of a page, downloads.
NOT_PAGES = ("api/", "tiles/", "files/", "accounts/oidc/", "accounts/3rdparty/", "accounts/social/")
# Parts that a page fetches while somebody types.
PARTS = ("report/near/", "desk/complaints/new/similar/")
DOWNLOADS = ("ui/colour/", "accounts/2fa/recovery-codes/download/", "desk/settings/file/")
MOVED = (301, 302)
NOT_FOR_READING = 405
REFUSALS = ("nothing/", "track/neverneverneverneverneverxyz/", "desk/calendar/?year=x")
# Only what is wrong comes back: the whole account of what is right would be megabytes a page.
FAULTS = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await Promise.allSettled(document.getAnimations().map((running) => running.finished));
  const found = await axe.run(document, { resultTypes: ["violations"], preload: false });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}"""


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for found in patterns:
        route = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _routes(found.url_patterns, route)
        elif "^" not in route:
            yield route


def _pages(module: object) -> list[str]:
    found = dict.fromkeys(_routes(getattr(module, "urlpatterns")))  # noqa: B009 - typed as a list
    return [route for route in found if not route.startswith((*NOT_PAGES, *PARTS, *DOWNLOADS))]


PAGES = [*_pages(urls_tenant), *REFUSALS]
PORTAL_PAGES = [route for route in _pages(urls_public) if "<" not in route]


@dataclass
class Visitor:
    """Somebody's browser, and what it grumbled about since the last page."""

    context: BrowserContext
    page: Page = field(init=False)
    grumbles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.grumbles.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        # A page that is itself a refusal is reported as a failed resource; that is no fault of it.
        if kind == "error" and "the server responded with a status of 4" not in text:
            self.grumbles.append(text)

    def faults(self, address: str) -> list[str]:
        """Open the address and tell what is wrong with its page; nothing when it is no page."""
        self.grumbles.clear()
        self.page.set_viewport_size(PHONE)
        self.page.emulate_media(color_scheme="light")
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status < 500, answer.status
        if "text/html" not in (answer.header_value("content-type") or ""):
            return []
        wrong = self._frame()
        self.page.evaluate(AXE)
        for size, scheme in SIGHTS:
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=scheme)
            wrong += self._sight(size["width"])
        return wrong + self.grumbles

    def _frame(self) -> list[str]:
        wrong = []
        if (count := self.page.locator("h1").count()) != 1:
            wrong.append(f"{count} h1")
        if (language := self.page.locator("html").get_attribute("lang")) != "th":
            wrong.append(f"lang={language}")
        if not self.page.title().strip(" ·"):
            wrong.append("no title")
        return wrong

    def _sight(self, width: int) -> list[str]:
        wide = int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        wrong = [f"{wide} px too wide at {width}"] if wide > 0 else []
        return wrong + [f"{fault} at {width}" for fault in self.page.evaluate(FAULTS)]


@pytest.fixture(scope="module")
def town(site: Site) -> TenantRef:
    """A municipality with people and complaints, whose administrator may open every door."""
    ref = DIRECTORY.by_slug(TOWN)
    assert ref is not None
    onboarding.load_reference_configuration(ref, bundle="mae_hia", at=timezone.now())
    demo.load(ref, name="mae_hia", at=timezone.now())
    everything = [code for found in manifests() if found.permissions for code in found.permissions]
    with tenant_scope(ref):
        worn = Appointment.objects.filter(officer__account__username="admin").values("position")
        Position.objects.filter(pk__in=worn).update(permissions=everything)
    return ref


@pytest.fixture(scope="module")
def gaps(town: TenantRef) -> dict[str, str]:
    """What the gaps of the addresses stand for."""
    with tenant_scope(town):
        pictured = Attachment.objects.filter(complaint__state=State.WORKING).order_by("pk")[0]
        complaint = pictured.complaint
        found = {
            "uuid:public_id": complaint.public_id,
            "uuid:photo_id": pictured.document.public_id,
            "str:code": complaint.tracking_code,
            "slug:move": "assign",
            "int:officer_id": Officer.objects.order_by("pk")[0].pk,
            "int:appointment_id": Appointment.objects.order_by("pk")[0].pk,
            "int:position_id": Position.objects.order_by("pk")[0].pk,
            "int:message_id": Message.objects.order_by("pk")[0].pk,
            "int:job_id": 1,
            "int:pk": 1,
            "str:kind": "acting",
            "slug:variant": "thumb",
        }
        assert Document.objects.exists()
    return {f"<{gap}>": str(value) for gap, value in found.items()}


def _filled(route: str, gaps: dict[str, str]) -> str:
    for gap, value in gaps.items():
        route = route.replace(gap, value)
    return f"/{route}"


@pytest.fixture(scope="module")
def visitor(browser: Browser, town: TenantRef) -> Iterator[Visitor]:
    """Somebody who never signed in."""
    with browser.new_context(**THAI) as context:
        yield Visitor(context)


@pytest.fixture(scope="module")
def officer(browser: Browser, site: Site, town: TenantRef) -> Iterator[Visitor]:
    """The administrator, signed in."""
    with browser.new_context(**THAI) as context:
        page = context.new_page()
        page.goto(site.url(TOWN, "/accounts/login/"))
        page.fill("input[name=login]", "admin")
        page.fill("input[name=password]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.close()
        yield Visitor(context)


@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_sound_for_whoever_is_signed_out(
    site: Site, visitor: Visitor, gaps: dict[str, str], route: str
) -> None:
    path = _filled(route, gaps)
    if site.get(TOWN, path)[0] not in (*MOVED, NOT_FOR_READING):
        assert visitor.faults(site.url(TOWN, path)) == []


@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_sound_for_an_officer(
    site: Site, officer: Visitor, gaps: dict[str, str], route: str
) -> None:
    path = _filled(route, gaps)
    if site.get(TOWN, path)[0] != NOT_FOR_READING:
        assert officer.faults(site.url(TOWN, path)) == []


@pytest.mark.parametrize("route", PORTAL_PAGES)
def test_a_page_of_the_portal_is_sound(site: Site, visitor: Visitor, route: str) -> None:
    if site.get("", f"/{route}")[0] not in (*MOVED, NOT_FOR_READING):
        assert visitor.faults(f"http://{settings.PUBLIC_HOST}:{site.port}/{route}") == []
