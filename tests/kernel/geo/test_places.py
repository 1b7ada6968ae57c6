"""Villages answer whose ground a pin stands on."""

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

from kernel.geo import services as geo
from kernel.geo.models import Village
from kernel.ports import TenantRef


def box(west: float, south: float, east: float, north: float) -> MultiPolygon:
    return MultiPolygon(Polygon.from_bbox((west, south, east, north)), srid=4326)


@pytest.fixture
def two_villages(tenant: TenantRef) -> None:
    Village.objects.create(
        code="a", number=1, name_th="บ้านตะวันตก", geom=box(99.0, 18.7, 99.1, 18.8)
    )
    Village.objects.create(
        code="b", number=2, name_th="บ้านตะวันออก", geom=box(99.1, 18.7, 99.2, 18.8)
    )


def test_a_pin_lies_in_the_village_that_covers_it(two_villages: None) -> None:
    found = geo.village_at(geo.point(longitude=99.15, latitude=18.75))

    assert found
    assert found.code == "b"


def test_a_pin_on_the_shared_edge_belongs_to_the_lower_number(two_villages: None) -> None:
    found = geo.village_at(geo.point(longitude=99.1, latitude=18.75))

    assert found
    assert found.number == 1


def test_a_pin_outside_has_no_village_but_a_nearest_one(two_villages: None) -> None:
    outside = geo.point(longitude=99.21, latitude=18.75)

    assert geo.village_at(outside) is None
    assert geo.inside_municipality(outside) is False
    nearest = geo.nearest_village(outside)
    assert nearest
    assert nearest.number == 2


def test_the_distance_to_the_municipality_is_in_metres(two_villages: None) -> None:
    # A hundredth of a degree of longitude at 18.75 north is about 1,054 m.
    outside = geo.point(longitude=99.21, latitude=18.75)
    inside = geo.point(longitude=99.15, latitude=18.75)

    assert geo.distance_to_municipality(outside) == pytest.approx(1054, abs=5)
    assert geo.distance_to_municipality(inside) == 0


def test_without_a_boundary_nobody_knows_what_is_inside(tenant: TenantRef) -> None:
    Village.objects.create(code="a", number=1, name_th="บ้านใหม่")
    anywhere = geo.point(longitude=99.15, latitude=18.75)

    assert geo.inside_municipality(anywhere) is None
    assert geo.distance_to_municipality(anywhere) == 0
    assert geo.nearest_village(anywhere) is None
