"""The bundles in the repository: complete, honest, and nobody's but their owner's."""

import json
import re

import pytest
from django.conf import settings

from kernel.configuration.bundle import Bundle
from kernel.configuration.packing import read
from kernel.modules import manifests
from kernel.notifications import wording
from kernel.thai import normalise_thai
from onboarding import services

ICONS = settings.BASE_DIR / "platform/kernel/ui/static/ui/icons.svg"
CONTRACT = ("clerk", "engineer", "health", "crew", "gis", "palad", "mayor", "admin")


@pytest.fixture(scope="module")
def reference() -> Bundle:
    return read(services.BUNDLES / services.REFERENCE / "configuration")


def codes(bundle: Bundle, kind: str, name: str = "code") -> set[str]:
    return {obj[name] for obj in bundle.objects[kind]}


def test_the_reference_names_no_municipality(reference: Bundle) -> None:
    text = json.dumps({**reference.head, "objects": dict(reference.objects)}, ensure_ascii=False)

    for name in ("แม่เหียะ", "Mae Hia", "maehia", "สุเทพ", "เชียงใหม่", "Chiang Mai"):
        assert name not in text


@pytest.mark.parametrize("name", ["mae_hia", "suthep"])
def test_no_object_holds_an_id_or_a_secret(name: str) -> None:
    forbidden = {"id", "pk", "uuid", "password", "secret", "token"}
    for part in services.configuration_of(name):
        for objects in part.objects.values():
            for obj in objects:
                assert not forbidden & set(obj)


@pytest.mark.parametrize("name", ["mae_hia", "suthep"])
def test_every_thai_text_is_written_in_the_one_usual_way(name: str) -> None:
    for part in services.configuration_of(name):
        text = json.dumps(dict(part.objects), ensure_ascii=False)
        assert normalise_thai(text) == text


def test_every_category_has_a_unit_and_targets(reference: Bundle) -> None:
    categories = {c["code"]: c for c in reference.objects["complaints.category"]}
    divisions = codes(reference, "access.division")
    leaves = [c for c in categories.values() if c["parent"]]

    assert len(leaves) >= 40
    for category in categories.values():
        assert category["unit"] in divisions, category["code"]
        assert category["response_minutes"] > 0, category["code"]
        assert category["resolution_minutes"] >= category["response_minutes"], category["code"]
        assert category["name_en"], category["code"]
    for leaf in leaves:
        assert categories[leaf["parent"]]["parent"] is None, "two levels, not three"


def test_every_icon_is_drawn(reference: Bundle) -> None:
    drawn = set(re.findall(r'symbol id="([a-z0-9-]+)"', ICONS.read_text()))

    assert {c["icon"] for c in reference.objects["complaints.category"]} <= drawn


def test_danger_points_to_the_emergency_numbers(reference: Bundle) -> None:
    told = {
        c["code"]: c["emergency_th"] + c["emergency_en"]
        for c in reference.objects["complaints.category"]
        if c.get("emergency_th")
    }

    for code, number in (("flooding", "1669"), ("open-burning", "199"), ("noise", "191")):
        assert told[code].count(number) == 2


def test_every_position_sits_in_a_division_and_holds_known_permissions(
    reference: Bundle,
) -> None:
    known = {
        str(permission)
        for manifest in manifests()
        if manifest.permissions
        for permission in manifest.permissions
    }
    divisions = codes(reference, "access.division")

    for position in reference.objects["access.position"]:
        assert position["division"] in divisions
        assert set(position["permissions"]) <= known, position["code"]


def test_every_division_but_the_top_has_its_parent(reference: Bundle) -> None:
    kinds = {d["code"]: d["kind"] for d in reference.objects["access.division"]}
    above = {"kong": None, "fai": "kong", "ngan": "fai"}

    for division in reference.objects["access.division"]:
        parent = division["parent"]
        assert (kinds[parent] if parent else None) == above[division["kind"]]


def test_every_notice_is_worded_in_both_languages_on_the_same_channels(
    reference: Bundle,
) -> None:
    templates = reference.objects["notifications.message_template"]
    languages: dict[tuple[str, str], set[str]] = {}
    for template in templates:
        wording.check(template["subject"])
        wording.check(template["body"])
        languages.setdefault((template["event"], template["channel"]), set()).add(
            template["language"]
        )

    assert all(found == {"th", "en"} for found in languages.values())
    for event in ("received", "assigned", "asked", "resolved", "refused"):
        assert (f"complaint.{event}", "sms") in languages


def test_the_map_says_that_it_is_a_sketch() -> None:
    identity = read(services.BUNDLES / "mae_hia" / "identity")

    assert "SKETCH, NOT A SURVEY" in identity.notes
