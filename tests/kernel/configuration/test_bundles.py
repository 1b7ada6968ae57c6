"""Bundles: exported by natural key, applied whole or not at all, read back."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kernel.actors import SYSTEM
from kernel.configuration.applying import apply
from kernel.configuration.bundle import Bundle
from kernel.configuration.errors import BundleInvalid, BundleUnreadable, ReadBackDiffers
from kernel.configuration.exporting import export
from kernel.configuration.models import AppliedBundle
from kernel.configuration.packing import pack, read, unpack, write
from kernel.configuration.planning import Action, plan
from kernel.geo.models import Village
from kernel.ports import TenantRef

SQUARE = {
    "type": "MultiPolygon",
    "coordinates": [[[[99.0, 18.7], [99.1, 18.7], [99.1, 18.8], [99.0, 18.8], [99.0, 18.7]]]],
}


def village(place: int, **changes: object) -> dict[str, object]:
    return {
        "code": f"moo-{place:02d}",
        "number": place,
        "name_th": f"บ้านที่ {place}",
        "name_en": "",
        "geom": SQUARE,
        **changes,
    }


def bundle(*villages: dict[str, object], **others: list[dict[str, object]]) -> Bundle:
    kinds = {kind.replace("__", "."): objects for kind, objects in others.items()}
    return Bundle(name="test", version="1", objects={"geo.village": list(villages), **kinds})


def put(what: Bundle, *, delete_missing: bool = False) -> list[Action]:
    changes = apply(what, by=SYSTEM, at=timezone.now(), delete_missing=delete_missing)
    return [change.action for change in changes]


def test_what_is_applied_is_what_is_exported(tenant: TenantRef) -> None:
    wanted = bundle(village(1), village(2, geom=None))

    put(wanted)

    assert export().objects["geo.village"] == wanted.objects["geo.village"]
    assert AppliedBundle.objects.get().digest == wanted.digest


@hypothesis_settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(1, 7)))
def test_the_order_of_objects_does_not_matter(tenant: TenantRef, order: list[int]) -> None:
    put(bundle(*(village(number) for number in order)), delete_missing=True)

    exported = export(name="test")
    assert [v["number"] for v in exported.objects["geo.village"]] == [1, 2, 3, 4, 5, 6]
    assert pack(exported) == pack(export(name="test"))


def test_an_export_of_one_municipality_makes_another_equal(
    tenant: TenantRef, other_tenant: TenantRef
) -> None:
    put(bundle(village(1), village(2)))
    exported = export(name="test")

    connection.set_tenant(other_tenant)
    put(exported)

    again = export(name="test")
    assert pack(again) == pack(exported)
    assert again.digest == exported.digest


def test_the_second_time_changes_nothing(tenant: TenantRef) -> None:
    put(bundle(village(1)))

    assert put(bundle(village(1))) == [Action.UNCHANGED]


def test_a_plan_says_which_fields_differ_and_changes_nothing(tenant: TenantRef) -> None:
    put(bundle(village(1)))

    changes = plan(bundle(village(1, name_th="บ้านใหม่"), village(2)))

    assert [(c.action, c.fields) for c in changes] == [
        (Action.UPDATE, ["name_th"]),
        (Action.CREATE, []),
    ]
    assert Village.objects.get().name_th == "บ้านที่ 1"


def test_what_the_bundle_does_not_name_stays_unless_asked(tenant: TenantRef) -> None:
    put(bundle(village(1), village(2)))

    put(bundle(village(1)))
    assert Village.objects.count() == 2

    put(bundle(village(1)), delete_missing=True)
    assert Village.objects.count() == 1


def test_one_bad_row_keeps_everything_out_and_is_named(tenant: TenantRef) -> None:
    with pytest.raises(BundleInvalid) as refusal:
        put(bundle(village(1), village(2, number="สอง"), village(3, surprise=1)))

    assert not Village.objects.exists()
    assert [(p.file, p.key, p.field) for p in refusal.value.problems] == [
        ("geo.village", "moo-02", "number"),
        ("geo.village", "moo-03", ""),
    ]
    assert "surprise" in str(refusal.value)


def test_a_row_that_the_database_refuses_rolls_everything_back(tenant: TenantRef) -> None:
    twice = {
        "code": "a",
        "layer": "road",
        "feature_class": "x" * 30,
        "geom": {"type": "Point", "coordinates": [99, 18]},
    }
    with pytest.raises(BundleInvalid):
        put(bundle(village(1), geo__base_feature=[twice, {**twice, "layer": "sea"}]))

    assert not Village.objects.exists()
    assert not AppliedBundle.objects.exists()


def test_the_same_object_twice_is_refused(tenant: TenantRef) -> None:
    with pytest.raises(BundleInvalid, match="moo-01"):
        put(bundle(village(1), village(1)))


def test_a_broken_polygon_is_refused(tenant: TenantRef) -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}

    with pytest.raises(BundleInvalid, match="geom"):
        put(bundle(village(1, geom=bow_tie)))


def test_an_unknown_kind_is_refused(tenant: TenantRef) -> None:
    with pytest.raises(BundleInvalid, match=r"weather\.forecast"):
        put(bundle(weather__forecast=[{"code": "rain"}]))


def test_what_reads_back_differently_is_not_kept(
    tenant: TenantRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(self: Village, *args: object, **kwargs: object) -> None:
        self.name_en = "Somewhere else"
        super(Village, self).save(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Village, "save", forgetful)

    with pytest.raises(ReadBackDiffers, match="moo-01"):
        put(bundle(village(1)))
    assert not Village.objects.exists()


def test_text_is_normalised_on_the_way_in(tenant: TenantRef) -> None:
    put(bundle(village(1, name_th="บ้านนํ้าใส")))

    assert Village.objects.get().name_th == "บ้านน้ำใส"


@pytest.mark.parametrize("name", ["whole.json", "packed.zip", "folder"])
def test_a_bundle_on_disk_is_the_bundle(tenant: TenantRef, tmp_path: Path, name: str) -> None:
    wanted = bundle(
        village(1), configuration__setting=[{"key": "office.phone", "value": "053", "file": ""}]
    )

    write(wanted, tmp_path / name)

    assert read(tmp_path / name).digest == wanted.digest


def test_a_folder_without_a_head_is_refused(tmp_path: Path) -> None:
    (tmp_path / "geo.village.json").write_text("[]")

    with pytest.raises(BundleUnreadable):
        read(tmp_path)


def test_no_exported_row_holds_an_id(tenant: TenantRef) -> None:
    put(bundle(village(1)))

    text = json.dumps(dict(export().objects))
    assert '"id"' not in text
    assert '"pk"' not in text


def test_bytes_that_are_not_json_are_refused() -> None:
    with pytest.raises(BundleUnreadable):
        unpack({"bundle.json": b"\xff\xfe"})
