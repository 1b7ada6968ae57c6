"""The policy of a page with a map: one more origin where maps are fetched, and nothing else."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.configuration.settings import change_setting
from kernel.ports import TenantRef
from kernel.ui.fetching import widened
from tests.kernel.access.people import Visitor

GALLERY = "/_gallery/"


def choose(base: str, address: str) -> None:
    words = "© ผู้ทำแผนที่"
    for key, value in (("base", base), ("base_url", address), ("attribution", words)):
        change_setting(key=f"map.{key}", value=value, by=SYSTEM, at=timezone.now())


def policy(visitor: Visitor, path: str) -> dict[str, list[str]]:
    header = visitor.get(path)["Content-Security-Policy"]
    parts = (directive.split() for directive in header.split(";"))
    return {name: sources for name, *sources in parts}


@pytest.fixture
def visitor(tenant: TenantRef) -> Visitor:
    cache.clear()
    return Visitor(tenant)


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("xyz", "https://tile.example:8443/{z}/{x}/{y}.png"),
        ("pmtiles", "https://tile.example:8443/town.pmtiles"),
    ],
)
def test_a_page_with_a_map_may_fetch_from_the_chosen_origin(
    visitor: Visitor, base: str, address: str
) -> None:
    before = policy(visitor, GALLERY)
    choose(base, address)

    after = policy(visitor, GALLERY)

    more = {name: set(after[name]) - set(before[name]) for name in after}
    expected = {"https://tile.example:8443"}
    assert more.pop("connect-src") == expected
    assert more.pop("img-src") == expected
    assert not any(more.values())
    assert address in visitor.get(GALLERY).content.decode()


def test_a_page_without_a_map_may_not(visitor: Visitor) -> None:
    choose("xyz", "https://tile.example/{z}/{x}/{y}.png")

    assert "tile.example" not in visitor.get("/")["Content-Security-Policy"]


def test_our_own_map_needs_no_other_origin(visitor: Visitor) -> None:
    choose("own", "https://tile.example/{z}/{x}/{y}.png")

    answer = visitor.get(GALLERY)
    assert "tile.example" not in answer["Content-Security-Policy"]
    assert "tile.example" not in answer.content.decode()


def test_the_other_municipality_is_not_touched(visitor: Visitor, other_tenant: TenantRef) -> None:
    choose("xyz", "https://tile.example/{z}/{x}/{y}.png")

    answer = Visitor(other_tenant).get(GALLERY)

    assert "tile.example" not in answer["Content-Security-Policy"]


def test_widening_leaves_the_setting_as_it_is() -> None:
    before = {name: list(sources) for name, sources in settings.SECURE_CSP.items()}

    widened(settings.SECURE_CSP, frozenset({"https://tile.example"}))

    assert before == settings.SECURE_CSP
