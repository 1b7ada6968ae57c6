from typing import Any

from modules.complaints.models import RoutingRule
from tests.modules.complaints.desk import Visitor
from tests.modules.complaints.town import Town, filed

TRY = {"category": "lamp", "village": "v01", "channel": "phone", "at": "2026-04-10T20:00"}


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_tester_says_which_rule_decides_and_why_the_others_did_not(
    clerk: Visitor, engineer: Visitor, town: Town
) -> None:
    for number, (name, fields) in enumerate(
        {"ในเวลา": {"hours": "office"}, "ทางโทรศัพท์": {"channel": "phone"}, "ที่เหลือ": {}}.items()
    ):
        RoutingRule.objects.create(
            code=str(number), name=name, position=number, unit=town.health, **fields
        )

    shown = page(clerk.get("/desk/complaints/routing/", TRY))

    for words in ("ส่งให้ กองสาธารณสุข", "กฎ “ทางโทรศัพท์”", "ในเวลาราชการ", "ไม่ต้องถาม"):
        assert words in shown
    assert engineer.get("/desk/complaints/routing/").status_code == 403


def test_trying_switches_nothing_off(clerk: Visitor, town: Town) -> None:
    RoutingRule.objects.create(code="gone", name="เก่า", unit=town.health)
    town.health.is_active = False
    town.health.save()

    shown = page(clerk.get("/desk/complaints/routing/", TRY))

    assert "หน่วยงานปลายทางเลิกใช้แล้ว" in shown
    assert RoutingRule.objects.get().is_active


def test_the_desk_suggests_the_unit_and_one_tap_assigns_it(clerk: Visitor, town: Town) -> None:
    RoutingRule.objects.create(code="all", name="ทุกเรื่อง", unit=town.health)
    complaint = filed()
    here = f"/desk/complaints/{complaint.public_id}/"
    assert "เสนอให้ กองสาธารณสุข" in page(clerk.get(here))

    clerk.post(f"{here}moves/assign/", {"unit": "health"})

    complaint.refresh_from_db()
    assert complaint.unit == town.health
    assert "เสนอให้" not in page(clerk.get(here))
