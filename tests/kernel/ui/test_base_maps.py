"""Base maps of others in a real Chromium: their tiles are asked for, drawn and credited."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from kernel.actors import SYSTEM
from kernel.configuration.settings import change_setting
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.kernel.ui.tile_house import (
    COLOUR,
    PNG_TILE,
    VECTOR_TILE,
    TileHouse,
    archive,
    picture,
    serving_tiles,
)
from tests.kernel.ui.visits import PHONE
from tests.serving import Site

CREDIT = "© ผู้ทำแผนที่ <b>ทดสอบ</b>"
MAP = "[data-map=show]"
pytestmark = [pytest.mark.journey, pytest.mark.slow]

# Roads across the tile, in the layer and with the attributes of the Protomaps schema.
_ROADS = """
SELECT ST_AsMVT(t, 'roads', 4096, 'geom') FROM (
  SELECT ST_MakeLine(ST_Point(0, y), ST_Point(4096, y)) AS geom,
         'major_road' AS kind, 'ถนนทดสอบ' AS name FROM generate_series(0, 4096, 64) y) t
"""


@pytest.fixture
def house() -> Iterator[TileHouse]:
    with serving_tiles() as found:
        yield found


def choose(site: Site, base: str, address: str) -> str:
    """Choose the base map for the municipality, and return the page that shows a map."""
    town = DIRECTORY.by_slug("banmai")
    assert town is not None
    with tenant_scope(town):
        for key, value in (("base", base), ("base_url", address), ("attribution", CREDIT)):
            change_setting(key=f"map.{key}", value=value, by=SYSTEM, at=timezone.now())
    return site.url("banmai", "/_gallery/")


def drawn(visit: Any, address: str) -> Any:
    """Open the page and wait until its map stands still."""
    seen = visit(address, viewport=PHONE)
    seen.page.locator(MAP).scroll_into_view_if_needed()
    seen.page.wait_for_selector(f"{MAP}[data-ready=true]", timeout=30_000)
    seen.page.wait_for_load_state("networkidle")
    return seen


def share_of(colour: tuple[int, int, int], seen: Any) -> float:
    """Return how much of the map wears the colour."""
    shot = seen.page.locator(f"{MAP} canvas").screenshot()
    with Image.open(io.BytesIO(shot)) as picture_of_map:
        pixels = list(picture_of_map.convert("RGB").resize((60, 60)).get_flattened_data())
    near = [p for p in pixels if all(abs(a - b) < 12 for a, b in zip(p, colour, strict=True))]
    return len(near) / len(pixels)


def test_xyz_pictures_are_asked_for_drawn_and_credited(
    site: Site, visit: Any, house: TileHouse
) -> None:
    seen = drawn(visit, choose(site, "xyz", house.origin + "/{z}/{x}/{y}.png"))

    assert any(path.endswith(".png") for path in house.asked)
    expect(seen.page.locator(f"{MAP} .maplibregl-ctrl-attrib")).to_contain_text(CREDIT)
    assert share_of(COLOUR, seen) > 0.5
    assert seen.complaints == []


def test_a_pmtiles_file_of_pictures_is_read_in_pieces_drawn_and_credited(
    site: Site, visit: Any, house: TileHouse
) -> None:
    house.files["/town.pmtiles"] = archive(picture(), kind=PNG_TILE)

    seen = drawn(visit, choose(site, "pmtiles", house.origin + "/town.pmtiles"))

    assert set(house.asked) == {"/town.pmtiles"}
    assert len(house.asked) >= 2, "header and tiles come by ranges"
    expect(seen.page.locator(f"{MAP} .maplibregl-ctrl-attrib")).to_contain_text(CREDIT)
    assert share_of(COLOUR, seen) > 0.5
    assert seen.complaints == []


def test_a_pmtiles_file_of_vectors_is_drawn_in_our_colours(
    site: Site, visit: Any, house: TileHouse
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ROADS)
        (tile,) = cursor.fetchone()
    layers = json.dumps({"vector_layers": [{"id": "roads", "fields": {}}]}).encode()
    house.files["/town.pmtiles"] = archive(bytes(tile), kind=VECTOR_TILE, metadata=layers)

    seen = drawn(visit, choose(site, "pmtiles", house.origin + "/town.pmtiles"))

    expect(seen.page.locator(f"{MAP} .maplibregl-ctrl-attrib")).to_contain_text(CREDIT)
    main_road = (251, 227, 164)
    assert share_of(main_road, seen) > 0.005
    assert seen.complaints == []


def test_a_file_that_is_not_there_leaves_our_own_map_without_its_credit(
    site: Site, visit: Any, house: TileHouse
) -> None:
    seen = drawn(visit, choose(site, "pmtiles", house.origin + "/gone.pmtiles"))

    assert "/gone.pmtiles" in house.asked
    expect(seen.page.locator(f"{MAP} .maplibregl-ctrl-attrib")).not_to_contain_text(CREDIT)
    assert share_of((244, 244, 239), seen) > 0.3


def test_our_own_map_asks_nobody_else(site: Site, visit: Any, house: TileHouse) -> None:
    seen = visit(choose(site, "own", house.origin + "/{z}/{x}/{y}.png"), viewport=PHONE)
    hosts = set()
    seen.page.on("request", lambda request: hosts.add(request.url.split("/")[2]))

    seen.page.reload()
    seen.page.locator(MAP).scroll_into_view_if_needed()
    seen.page.wait_for_selector(f"{MAP}[data-ready=true]", timeout=30_000)

    assert hosts == {f"banmai.localhost:{site.port}"}
    assert house.asked == []
    assert not seen.page.evaluate(
        "performance.getEntriesByType('resource').some((r) => r.name.includes('pmtiles'))"
    )
    assert seen.complaints == []
