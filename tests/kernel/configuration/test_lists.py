"""The lists of a municipality: each change asked for, checked, written down and told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from kernel.access.models import Division, Position
from kernel.audit.models import Entry
from kernel.audit.subjects import Named, names_of
from kernel.configuration import editing
from kernel.configuration.catalogues import catalogues
from kernel.configuration.editing import Place
from kernel.configuration.errors import (
    ChangedMeanwhile,
    NotAccepted,
    RowMissing,
    StillUsed,
)
from kernel.configuration.events import ConfigurationChanged
from kernel.configuration.exporting import export
from kernel.configuration.listing import listed, seen
from kernel.errors import NotAllowed
from kernel.geo.models import Village
from kernel.ports import TenantRef
from modules.complaints.models import (
    Category,
    EscalationLevel,
    Part,
    ReplyTemplate,
    RoutingRule,
)
from tests.kernel.configuration.lists import CHIEF, NOBODY, NOW, furnish, named


@pytest.fixture
def town(tenant: TenantRef) -> TenantRef:
    furnish()
    return tenant


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    facts: list[Any] = []
    monkeypatch.setattr(editing, "publish", facts.append)
    return facts


def amended(name: str, row: Any, **values: Any) -> Any:
    """Change a row as somebody who has just looked at it."""
    catalogue = named(name)
    return editing.amend(
        catalogue=catalogue,
        pk=row.pk,
        seen=seen(catalogue, row),
        values=values,
        by=CHIEF,
        at=NOW,
    )


def test_a_new_row_gets_a_code_the_last_place_and_a_line_in_the_book(
    town: TenantRef, told: list[Any]
) -> None:
    values = {"name_th": "ปั๊มน้ำ", "name_en": "Water pump", "unit_th": "ตัว"}

    part: Any = editing.add(catalogue=named("parts"), values=values, by=CHIEF, at=NOW)

    assert part.code == "water-pump"
    assert [item.row.pk for item in listed(named("parts"))][-1] == part.pk
    entry = Entry.objects.get(action="configuration.added")
    assert entry.subject == "complaints.part:water-pump"
    assert entry.before == {}
    assert entry.after["name_th"] == "ปั๊มน้ำ"
    assert told == [ConfigurationChanged(kind="complaints.part", key="water-pump")]


def test_two_rows_of_one_name_have_two_codes(town: TenantRef) -> None:
    values = {"name_th": "ปั๊มน้ำ", "name_en": "Water pump", "unit_th": "ตัว"}
    codes = {
        editing.add(catalogue=named("parts"), values=values, by=CHIEF, at=NOW).code  # type: ignore[attr-defined]
        for _time in range(3)
    }
    without = editing.add(
        catalogue=named("parts"), values={"name_th": "ก", "unit_th": "ข"}, by=CHIEF, at=NOW
    )

    assert codes == {"water-pump", "water-pump-1", "water-pump-2"}
    assert without.code == "part-1"  # type: ignore[attr-defined]


def test_the_book_keeps_what_differs_and_nothing_else(town: TenantRef) -> None:
    category = Category.objects.get(code="street-light")

    amended("categories", category, name_th="ไฟทางดับ")

    entry = Entry.objects.get(action="configuration.amended")
    assert entry.before == {"name_th": "ไฟถนนดับหรือเสีย"}
    assert entry.after == {"name_th": "ไฟทางดับ"}


def test_nothing_different_leaves_no_trace(town: TenantRef, told: list[Any]) -> None:
    category = Category.objects.get(code="street-light")

    amended("categories", category, name_th=category.name_th)

    assert not Entry.objects.filter(action="configuration.amended").exists()
    assert told == []


def test_whoever_looked_before_another_changed_it_is_told(town: TenantRef) -> None:
    category = Category.objects.get(code="street-light")
    old = seen(named("categories"), category)
    amended("categories", category, name_th="ไฟทางดับ")

    with pytest.raises(ChangedMeanwhile):
        editing.amend(
            catalogue=named("categories"),
            pk=category.pk,
            seen=old,
            values={"name_th": "อีกชื่อ"},
            by=CHIEF,
            at=NOW,
        )


@pytest.mark.parametrize(
    "verb",
    [
        lambda c, _pk: editing.add(catalogue=c, values={}, by=NOBODY, at=NOW),
        lambda c, pk: editing.amend(catalogue=c, pk=pk, seen="", values={}, by=NOBODY, at=NOW),
        lambda c, pk: editing.switch_off(catalogue=c, pk=pk, by=NOBODY, at=NOW),
        lambda c, pk: editing.switch_on(catalogue=c, pk=pk, by=NOBODY, at=NOW),
        lambda c, pk: editing.remove(catalogue=c, pk=pk, by=NOBODY, at=NOW),
        lambda c, pk: editing.move(catalogue=c, pk=pk, to=Place.UP, by=NOBODY, at=NOW),
    ],
)
def test_each_verb_asks_for_the_permission_itself(
    tenant: TenantRef, verb: Callable[[Any, int], None]
) -> None:
    for catalogue in catalogues():
        with pytest.raises(NotAllowed):
            verb(catalogue, 1)


def test_what_is_used_is_switched_off_and_not_deleted(town: TenantRef) -> None:
    unit = Division.objects.get(code="electrical")

    with pytest.raises(StillUsed) as refused:
        editing.remove(catalogue=named("divisions"), pk=unit.pk, by=CHIEF, at=NOW)
    editing.switch_off(catalogue=named("divisions"), pk=unit.pk, by=CHIEF, at=NOW)

    assert "ประเภทเรื่องร้องเรียน" in str(refused.value)
    assert "ปิดการใช้งานแทนได้" in str(refused.value)
    assert not Division.objects.get(pk=unit.pk).is_active
    entry = Entry.objects.get(action="configuration.switched_off")
    assert (entry.before, entry.after) == ({"is_active": True}, {"is_active": False})


def test_what_nobody_uses_is_deleted_and_the_book_remembers_it(town: TenantRef) -> None:
    part = named("parts").configurable.model._default_manager.get(code="cement")

    editing.remove(catalogue=named("parts"), pk=part.pk, by=CHIEF, at=NOW)

    assert Entry.objects.get(action="configuration.removed").before["name_th"] == "ปูนซีเมนต์"
    with pytest.raises(RowMissing):
        editing.remove(catalogue=named("parts"), pk=part.pk, by=CHIEF, at=NOW)


def test_rows_move_among_their_siblings_only(town: TenantRef) -> None:
    inside = Category.objects.filter(parent__code="lighting").order_by("position", "name_th", "pk")
    first, second, *rest = list(inside)

    editing.move(catalogue=named("categories"), pk=second.pk, to=Place.UP, by=CHIEF, at=NOW)
    editing.move(catalogue=named("categories"), pk=rest[-1].pk, to=Place.TOP, by=CHIEF, at=NOW)

    now = [category.pk for category in inside.all()]
    assert now == [rest[-1].pk, second.pk, first.pk, *(row.pk for row in rest[:-1])]
    entry = Entry.objects.filter(action="configuration.moved").order_by("pk").last()
    assert entry is not None
    assert entry.after == {"place": 1}


def test_moving_the_first_row_up_changes_nothing(town: TenantRef, told: list[Any]) -> None:
    before = export().objects
    first = listed(named("routing-rules"))[0].row

    editing.move(catalogue=named("routing-rules"), pk=first.pk, to=Place.UP, by=CHIEF, at=NOW)

    assert export().objects == before
    assert told == []


def test_the_chart_is_numbered_through_parents_before_children(town: TenantRef) -> None:
    tops = Division.objects.filter(parent=None).order_by("rank", "code")
    editing.move(catalogue=named("divisions"), pk=tops[2].pk, to=Place.TOP, by=CHIEF, at=NOW)

    ordered = list(Division.objects.order_by("rank", "code", "pk"))
    met: set[int] = set()
    for division in ordered:
        assert division.parent_id is None or division.parent_id in met
        met.add(division.pk)
    assert [item.row.pk for item in listed(named("divisions"))] == [row.pk for row in ordered]


def test_nothing_stands_below_itself(town: TenantRef) -> None:
    top = Category.objects.get(code="lighting")
    below = Category.objects.get(code="street-light")

    with pytest.raises(NotAccepted) as refused:
        amended("categories", top, parent=below)

    assert refused.value.field == "parent"


def test_the_faults_say_where_and_what_to_do(town: TenantRef) -> None:
    village = Village.objects.order_by("number").first()
    head = Position.objects.filter(division__code="clerk-office", is_head=False).first()
    assert village
    assert head

    with pytest.raises(NotAccepted) as number:
        amended("villages", village, number=2)
    with pytest.raises(NotAccepted) as second_head:
        amended("positions", head, is_head=True)
    with pytest.raises(NotAccepted) as questions:
        amended("categories", Category.objects.get(code="pothole"), questions=[{"code": "x"}])

    assert (number.value.field, "เลขอื่น" in str(number.value)) == ("number", True)
    assert (second_head.value.field, "ตำแหน่งเดิมก่อน" in str(second_head.value)) == (
        "is_head",
        True,
    )
    assert questions.value.field == "questions"


def test_a_higher_step_of_the_ladder_comes_later(town: TenantRef) -> None:
    with pytest.raises(NotAccepted) as refused:
        amended("escalation", EscalationLevel.objects.get(number=2), after_minutes=0)

    assert refused.value.field == "after_minutes"
    assert EscalationLevel.objects.get(number=2).after_minutes == 480


def test_a_twenty_first_reply_is_refused_with_what_to_do(town: TenantRef) -> None:
    words = {"title_th": "ก", "text_th": "ข", "category": None, "move": ""}
    left = 20 - ReplyTemplate.objects.filter(category=None).count()
    for _time in range(left):
        editing.add(catalogue=named("replies"), values=words, by=CHIEF, at=NOW)

    with pytest.raises(NotAccepted) as refused:
        editing.add(catalogue=named("replies"), values=words, by=CHIEF, at=NOW)

    assert "ไม่เกิน 20" in str(refused.value)


def test_switching_a_broken_rule_on_forgets_its_fault(town: TenantRef) -> None:
    rule = RoutingRule.objects.order_by("position")[0]
    RoutingRule.objects.filter(pk=rule.pk).update(is_active=False, fault="หน่วยงานปลายทางเลิกใช้แล้ว")

    editing.switch_on(catalogue=named("routing-rules"), pk=rule.pk, by=CHIEF, at=NOW)

    rule.refresh_from_db()
    assert (rule.is_active, rule.fault) == (True, "")


def test_a_village_is_called_in_the_language_of_the_page(town: TenantRef) -> None:
    village = Village(number=3, name_th="บ้านตำหนัก", name_en="Ban Tamnak")

    with translation.override("en"):
        assert str(village) == "Moo 3 Ban Tamnak"
        assert str(Village(number=3, name_th="บ้านตำหนัก")) == "หมู่ 3 บ้านตำหนัก"
    with translation.override("th"):
        assert str(village) == "หมู่ 3 บ้านตำหนัก"


def test_the_book_names_what_was_changed_and_leads_there(town: TenantRef) -> None:
    part = Part.objects.get(code="cement")
    level = EscalationLevel.objects.get(number=2)
    subjects = ["complaints.part:cement", "complaints.escalation_level:2", "complaints.part:gone"]

    found = names_of(subjects, CHIEF)

    assert found["complaints.part:cement"] == Named(
        title="ปูนซีเมนต์", url=f"/desk/settings/parts/{part.pk}/"
    )
    assert found["complaints.escalation_level:2"].url == f"/desk/settings/escalation/{level.pk}/"
    assert "complaints.part:gone" not in found
    assert names_of(subjects, NOBODY)["complaints.part:cement"].url == ""
