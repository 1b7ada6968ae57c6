"""The base map: tiles, their description, and nothing of the neighbour."""

import gzip
import json

import pytest
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon
from django.db import connection
from django.test import Client

from kernel.geo import tiles
from kernel.geo.models import BaseFeature, Village
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope
from tenants.directory import DIRECTORY
from tests.kernel.geo.reading import layers

HERE = tiles.TileAddress(12, 3173, 1830)


def draw(name: str) -> None:
    """Draw a road, a place and a village of this name near Chiang Mai."""
    BaseFeature.objects.create(
        code="r",
        layer="road",
        feature_class="primary",
        name_th=f"ถนน{name}",
        geom=GEOSGeometry("SRID=4326;LINESTRING(98.90 18.73, 98.93 18.74, 98.96 18.75)"),
    )
    BaseFeature.objects.create(
        code="p",
        layer="place",
        feature_class="temple",
        name_th=f"วัด{name}",
        min_zoom=11,
        geom=GEOSGeometry("SRID=4326;POINT(98.93 18.74)"),
    )
    Village.objects.create(
        code="v",
        number=1,
        name_th=f"บ้าน{name}",
        geom=MultiPolygon(Polygon.from_bbox((98.91, 18.72, 98.95, 18.76)), srid=4326),
    )


def test_a_tile_holds_what_lies_in_its_square(tenant: TenantRef) -> None:
    draw("ใหม่")

    found = layers(tiles.tile(HERE))

    assert set(found) == {"road", "place", "village"}
    assert found["road"] == [{"class": "primary", "name_th": "ถนนใหม่", "name_en": ""}]
    assert found["village"][0]["number"] == 1


def test_a_feature_waits_for_its_zoom(tenant: TenantRef) -> None:
    draw("ใหม่")

    assert "place" not in layers(tiles.tile(tiles.TileAddress(10, 793, 457)))


def test_a_tile_elsewhere_is_empty(tenant: TenantRef) -> None:
    draw("ใหม่")

    assert tiles.tile(tiles.TileAddress(12, 0, 0)) == b""


def test_a_tile_never_holds_the_features_of_the_neighbour(
    tenant: TenantRef, other_tenant: TenantRef
) -> None:
    draw("ใหม่")
    mine = tiles.tile(HERE)
    connection.set_tenant(other_tenant)
    draw("ดี")

    theirs = tiles.tile(HERE)

    assert "ใหม่".encode() in mine
    assert "ใหม่".encode() not in theirs
    assert "ดี".encode() in theirs


def test_the_version_moves_with_the_map(tenant: TenantRef) -> None:
    draw("ใหม่")
    before = tiles.version()

    road = BaseFeature.objects.get(code="r")
    road.name_th = "ถนนอื่น"
    road.save()

    assert tiles.version() != before


@pytest.mark.parametrize(
    ("address", "exists"),
    [
        ((0, 0, 0), True),
        ((12, 4095, 4095), True),
        ((12, 4096, 0), False),
        ((12, 0, 4096), False),
        ((17, 0, 0), False),
    ],
)
def test_only_squares_of_the_world_exist(address: tuple[int, int, int], *, exists: bool) -> None:
    assert tiles.TileAddress(*address).exists is exists


@pytest.fixture
def served(committed: object) -> tuple[Client, Client]:
    """Two municipalities, each with its own map, behind their own hosts."""
    clients = []
    for slug, name in (("banmai", "ใหม่"), ("nadee", "ดี")):
        ref = DIRECTORY.by_slug(slug)
        assert ref
        with tenant_scope(ref):
            draw(name)
        clients.append(Client(headers={"host": ref.host}))
    return clients[0], clients[1]


def test_tiles_over_http(served: tuple[Client, Client]) -> None:
    client, neighbour = served

    described = client.get("/tiles/base.json").json()
    assert described["tilejson"] == "3.0.0"
    assert described["bounds"][0] < described["bounds"][2]
    assert {layer["id"] for layer in described["vector_layers"]} >= {"road", "village"}
    assert all(isinstance(layer["fields"], dict) for layer in described["vector_layers"])

    address = described["tiles"][0].split("localhost", 1)[1].lstrip(":0123456789")
    path = address.format(z=12, x=HERE.x, y=HERE.y)
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert "immutable" in answer["Cache-Control"]
    content = gzip.decompress(answer.content)
    assert layers(content)["road"][0]["name_th"] == "ถนนใหม่"

    assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert "immutable" not in client.get(path.split("?")[0])["Cache-Control"]
    assert client.get("/tiles/base/12/0/0.mvt").status_code == 204
    for wrong in ("12/4096/0", "17/0/0", "99/0/0"):
        assert client.get(f"/tiles/base/{wrong}.mvt").status_code == 404

    theirs = neighbour.get(path).content
    assert "ใหม่".encode() not in theirs
    assert "ดี".encode() in theirs

    points = json.loads(client.get("/tiles/villages.geojson").content)
    assert [f["properties"]["name_th"] for f in points["features"]] == ["บ้านใหม่"]
