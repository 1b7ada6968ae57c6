"""From an empty municipality to a configured one, and back out again."""

import pytest
import shapely
from django.contrib.gis.db.models import Union
from django.db import connection
from django.utils import timezone

from kernel.actors import SYSTEM
from kernel.configuration.applying import apply
from kernel.configuration.errors import BundleInvalid, BundleUnreadable, ReferenceCycle
from kernel.configuration.exporting import export
from kernel.configuration.packing import pack, read
from kernel.configuration.planning import Action
from kernel.configuration.settings import setting
from kernel.geo import services as geo
from kernel.geo.models import Village
from kernel.ports import TenantRef
from modules.complaints.models import Category
from onboarding import services

TOWN_KM2 = 24.405


@pytest.fixture
def mae_hia(tenant: TenantRef) -> TenantRef:
    services.load_reference_configuration(tenant, bundle="mae_hia", at=timezone.now())
    return tenant


def test_loading_twice_changes_nothing(mae_hia: TenantRef) -> None:
    again = services.load_reference_configuration(mae_hia, bundle="mae_hia", at=timezone.now())

    assert {change.action for change in again} == {Action.UNCHANGED}


def test_what_is_exported_makes_an_empty_municipality_equal(
    mae_hia: TenantRef, other_tenant: TenantRef
) -> None:
    exported = export(name="whole")
    connection.set_tenant(other_tenant)

    apply(exported, by=SYSTEM, at=timezone.now(), delete_missing=True)

    assert pack(export(name="whole")) == pack(exported)


def test_a_category_of_an_unknown_division_keeps_everything_out(tenant: TenantRef) -> None:
    reference = read(services.BUNDLES / services.REFERENCE / "configuration")
    wrong = reference.objects["complaints.category"][0]
    wrong["unit"] = "ministry-of-silly-walks"

    with pytest.raises(BundleInvalid) as refusal:
        apply(reference, by=SYSTEM, at=timezone.now())

    problem = refusal.value.problems[0]
    assert (problem.file, problem.key, problem.field) == (
        "complaints.category",
        wrong["code"],
        "unit",
    )
    assert not Category.objects.exists()


def test_divisions_that_are_each_others_parent_are_refused(tenant: TenantRef) -> None:
    reference = read(services.BUNDLES / services.REFERENCE / "configuration")
    first, second = reference.objects["access.division"][:2]
    first["parent"], second["parent"] = second["code"], first["code"]

    with pytest.raises(ReferenceCycle):
        apply(reference, by=SYSTEM, at=timezone.now())


def test_an_unknown_bundle_is_refused(tenant: TenantRef) -> None:
    with pytest.raises(BundleUnreadable):
        services.load_reference_configuration(tenant, bundle="../etc", at=timezone.now())


def test_a_clone_says_nothing_of_mae_hia(tenant: TenantRef) -> None:
    services.load_reference_configuration(tenant, bundle="suthep", at=timezone.now())

    parts = pack(export())
    text = b"".join(parts[name] for name in parts if not name.startswith("files/")).decode()
    assert "แม่เหียะ" not in text
    assert "Mae Hia" not in text
    assert setting("office.name_th") == "เทศบาลตำบลสุเทพ"


def test_the_villages_tile_the_town(mae_hia: TenantRef) -> None:
    found = list(geo.villages())
    shapes = [shapely.from_wkb(bytes(village.geom.wkb)) for village in found]

    assert [village.number for village in found] == list(range(1, 11))
    assert shapely.coverage_is_valid([shape.geoms[0] for shape in shapes])
    assert all(len(shape.geoms) == 1 for shape in shapes)
    whole = shapely.union_all(shapes)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    area = sum(village.geom.transform(32647, clone=True).area for village in found) / 1e6
    assert area == pytest.approx(TOWN_KM2, rel=0.01)
    joined = Village.objects.aggregate(town=Union("geom"))["town"]
    assert joined.transform(32647, clone=True).area / 1e6 == pytest.approx(area, rel=1e-6)


def test_every_village_is_found_at_its_label(mae_hia: TenantRef) -> None:
    for village in geo.villages():
        found = geo.village_at(village.geom.point_on_surface)
        assert found == village


def test_the_town_hall_stands_in_village_seven(mae_hia: TenantRef) -> None:
    found = geo.village_at(geo.point(longitude=98.9639, latitude=18.7433))

    assert found
    assert found.number == 7
    assert geo.inside_municipality(geo.point(longitude=98.99, latitude=18.80)) is False
