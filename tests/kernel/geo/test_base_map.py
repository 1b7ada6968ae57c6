"""Which base maps can be drawn, and from which one origin."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kernel.actors import SYSTEM
from kernel.configuration.applying import apply
from kernel.configuration.bundle import Bundle
from kernel.configuration.errors import BundleInvalid
from kernel.configuration.settings import change_setting
from kernel.geo.base_map import Base, base_map_faults, is_usable, origin_of
from kernel.geo.services import map_view
from kernel.ports import TenantRef

XYZ = "https://tile.example/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        (XYZ, "https://tile.example"),
        ("https://Tile.Example:8443/map.pmtiles?key=a", "https://tile.example:8443"),
        ("http://127.0.0.1:9000/{z}/{x}/{y}.png", "http://127.0.0.1:9000"),
        ("http://[::1]:9000/map.pmtiles", "http://[::1]:9000"),
        ("http://tile.example/{z}/{x}/{y}.png", ""),
        ("//tile.example/{z}/{x}/{y}.png", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://*.example/map.pmtiles", ""),
        ("https://{s}.tile.example/{z}/{x}/{y}.png", ""),
        ("https://a.example; script-src *", ""),
        ("https://a.example,https://b.example/", ""),
        ("https://user:secret@tile.example/", ""),
        ("https://tile.example:port/", ""),
        ("https://แผนที่.ไทย/", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_only_a_plain_origin_is_taken(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@given(st.text(max_size=60))
def test_an_origin_never_ends_a_policy(text: str) -> None:
    for address in (text, f"https://{text}", f"https://tile.example/{text}"):
        origin = origin_of(address)
        assert not set(origin) & set(" ;,'\"\r\n\t*")
        assert origin == "" or origin.startswith(("https://", "http://"))


def test_each_kind_of_base_map_wants_its_own_kind_of_address() -> None:
    assert is_usable(Base.OWN, "")
    assert is_usable(Base.XYZ, XYZ)
    assert is_usable(Base.PMTILES, "https://tile.example/map.pmtiles")
    assert not is_usable(Base.XYZ, "https://tile.example/map.pmtiles")
    assert not is_usable(Base.PMTILES, XYZ)
    assert not is_usable(Base.XYZ, "")


def test_a_map_of_others_needs_its_source() -> None:
    values = {"map.base": "xyz", "map.base_url": XYZ, "map.attribution": " "}

    assert [key for key, _words in base_map_faults(values)] == ["map.attribution"]
    assert not list(base_map_faults({**values, "map.attribution": "© OpenStreetMap"}))
    assert not list(base_map_faults({"map.base": "own"}))


def test_without_a_usable_address_our_own_map_is_drawn(tenant: TenantRef) -> None:
    change_setting(key="map.base", value="xyz", by=SYSTEM, at=timezone.now())

    assert map_view().base == "own"
    assert map_view().origin == ""

    change_setting(key="map.base_url", value=XYZ, by=SYSTEM, at=timezone.now())
    assert map_view().base == "xyz"
    assert map_view().origin == "https://tile.example"


def test_a_bundle_brings_no_address_that_is_none(tenant: TenantRef) -> None:
    value = {"key": "map.base_url", "value": "https://a.example; script-src *"}
    bundle = Bundle(name="bad", version="1", objects={"configuration.setting": [value]})

    with pytest.raises(BundleInvalid):
        apply(bundle, by=SYSTEM, at=timezone.now())
