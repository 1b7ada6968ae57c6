from datetime import datetime
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Polygon

from kernel.actors import SYSTEM
from kernel.configuration.settings import change_setting
from modules.complaints import selectors
from modules.complaints.models import RoutingRule
from modules.complaints.selectors import routing
from modules.complaints.states import State
from tests.modules.complaints.town import FRIDAY, INSIDE, NEAR, Town, april, clerk, filed

NIGHT = april(10, "20:00")


def rule(code: str, unit: Any, **fields: Any) -> RoutingRule:
    return RoutingRule.objects.create(
        code=code, name=code, unit=unit, position=RoutingRule.objects.count(), **fields
    )


def chosen(at: datetime = FRIDAY, **fields: Any) -> str:
    decision = routing.decide(routing.asked_of(filed(at, **fields)), routing.rules())
    return decision.rule.code if decision.rule else ""


def switch(key: str, value: Any) -> None:
    change_setting(key=key, value=value, by=SYSTEM, at=FRIDAY)


def test_the_first_rule_that_matches_wins(town: Town) -> None:
    rule("night", town.health, category=town.lamp.parent, hours="outside")
    rule("phone", town.health, channel="phone")
    rule("village", town.works, village=town.village)
    rule("rest", town.health)

    assert chosen(NIGHT) == "night"
    assert chosen(NIGHT, category="rubbish") == "village"
    assert chosen(channel="phone") == "phone"
    assert chosen() == "village"
    assert chosen(pin=NEAR) == "rest"


def test_a_drawn_area_holds_for_pins_inside_it(town: Town) -> None:
    square = Polygon.from_bbox((INSIDE[0] - 0.001, INSIDE[1] - 0.001, INSIDE[0] + 0.001, 18.741))
    rule("area", town.health, area=MultiPolygon(square, srid=4326))

    assert chosen() == "area"
    assert chosen(pin=(INSIDE[0] + 0.01, INSIDE[1])) == ""
    assert chosen(pin=None, village="v01") == ""


def test_every_condition_says_whether_it_held(town: Town) -> None:
    rule("phone", town.health, channel="phone", village=town.village)
    decision = routing.decide(routing.asked_of(filed()), routing.rules())

    assert [holds for _text, holds in decision.answers[0].conditions] == [True, False]
    assert decision.unit == town.works
    assert "ไฟทางดับ" in decision.reason


def test_without_a_rule_the_category_and_then_the_fallback_decides(town: Town) -> None:
    town.lamp.unit = None
    town.lamp.save()
    complaint = filed()
    assert routing.decide(routing.asked_of(complaint), ()).unit is None

    switch("complaints.fallback_unit", "health")

    assert routing.decide(routing.asked_of(complaint), ()).unit == town.health


def test_filing_only_suggests_until_the_municipality_lets_it_assign(town: Town) -> None:
    rule("all", town.health)
    assert filed().state == State.NEW

    switch("complaints.route_automatically", True)
    complaint = filed()

    assert (complaint.state, complaint.unit) == (State.WORKING, town.health)
    assert complaint.responded_at is None, "a rule is no human hand"


def test_a_rule_that_cannot_be_followed_is_switched_off_with_an_alarm(town: Town) -> None:
    rule("gone", town.health)
    broken = rule("broken", town.works, channel="phone")
    rule("works", town.works)
    town.health.is_active = False
    town.health.save()
    RoutingRule.objects.filter(pk=broken.pk).update(channel="fax")
    switch("complaints.route_automatically", True)

    complaint = filed()

    assert complaint.unit == town.works
    off = RoutingRule.objects.filter(is_active=False)
    assert {row.code for row in off} == {"gone", "broken"}
    assert all(row.fault for row in off)
    alarms = [item.title for item in selectors.work_items(clerk())]
    assert alarms[:2] == ["gone", "broken"]
