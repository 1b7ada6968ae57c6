import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from kernel.ports import TenantRef
from modules.complaints import services
from modules.complaints.models import Complaint
from modules.complaints.permissions import Permission
from modules.complaints.web.periods import PeriodForm, days_of, fiscal_year
from tests.modules.complaints.desk import Visitor, hired, signed_in
from tests.modules.complaints.town import FRIDAY, SOMCHAI, Town, april, assigned, filed
from tests.modules.complaints.town import engineer as engineer_actor

ADDRESS = "/desk/complaints/dashboard/?period=custom&first=2026-04-01&last=2026-04-30"
TODAY = april(24, "12:00")


def page(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon of 24 April."""
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


@pytest.fixture
def mayor(tenant: TenantRef, town: Town) -> Visitor:
    """The browser of the mayor."""
    rights = (Permission.VIEW, Permission.VIEW_ALL, Permission.STATISTICS)
    return signed_in(tenant, hired("mayor", town.health, *rights))


@pytest.fixture
def april_of_work(town: Town) -> None:
    """Five complaints: done in time, done late, open, open and overdue, outside the period."""
    for number, (start, hours) in enumerate(((FRIDAY, 2), (april(1, "09:00"), 24 * 12))):
        complaint = assigned(town, start, client_key=f"done{number}", words=f"เสร็จ {number}")
        services.resolve(
            complaint_id=complaint.pk,
            remark="เปลี่ยนหลอดแล้ว",
            by=engineer_actor(town),
            at=start + timedelta(hours=hours),
        )
    filed(april(24, "09:00"), client_key="open", words="ยังไม่มีใครดู", pin=None, village="v01")
    assigned(town, april(2, "09:00"), client_key="late", words="ค้างนาน")
    filed(april(1, "09:00") - timedelta(days=40), client_key="march", words="เดือนก่อน")


def tiles(answer: Any) -> dict[str, Any]:
    return {tile["label"]: tile["value"] for tile in answer.context["tiles"]}


@pytest.mark.usefixtures("april_of_work")
def test_the_mayor_sees_what_became_of_aprils_complaints(mayor: Visitor) -> None:
    shown = tiles(mayor.get(ADDRESS))

    assert shown["รับแจ้ง"] == 4
    assert shown["ยังไม่ปิด"] == 2
    assert shown["เกินกำหนด"] == 1
    assert shown["ปิดเรื่องแล้ว"] == 2
    assert shown["ปิดทันกำหนด"] == "33%", "one in time, one late, one open and overdue"
    assert shown["ตอบรับครั้งแรก (ค่ากลาง)"] == "0.2 ชม."
    assert "ความพึงพอใจ (0 เรื่อง)" not in shown


@pytest.mark.usefixtures("april_of_work")
def test_times_are_working_times(mayor: Visitor) -> None:
    kept = Complaint.objects.get(client_key="done0")

    # Friday 15:30 to 17:30: the town hall closes at 16:30.
    assert kept.resolution_minutes == 60
    assert kept.response_minutes == 10


@pytest.mark.usefixtures("april_of_work")
def test_every_number_leads_to_exactly_its_cases(mayor: Visitor) -> None:
    answer = mayor.get(ADDRESS)
    pairs = [
        (row["links"][name], getattr(row["figures"], name))
        for table in answer.context["tables"]
        for row in table["rows"]
        for name in row["links"]
    ]
    pairs += [(c.url, c.figures.received) for c in answer.context["chart"].columns]
    pairs += [
        (tile["href"], tile["value"])
        for tile in answer.context["tiles"]
        if isinstance(tile["value"], int)
    ]
    heat = json.loads(mayor.get(unescape(answer.context["heat_url"])).content)["features"]
    pairs += [(cell["properties"]["url"], cell["properties"]["weight"]) for cell in heat]

    assert len(pairs) > 20
    assert sum(cell["properties"]["weight"] for cell in heat) == 3
    for address, number in pairs:
        assert mayor.get(address).context["page"].paginator.count == number, address


@pytest.mark.usefixtures("april_of_work")
def test_a_unit_counts_only_what_it_may_see(tenant: TenantRef, town: Town) -> None:
    rights = (Permission.VIEW, Permission.STATISTICS)
    nurse = signed_in(tenant, hired("nurse", town.health, *rights))

    assert tiles(nurse.get(ADDRESS))["รับแจ้ง"] == 0


def test_without_the_right_there_is_no_dashboard(clerk: Visitor, citizen: Visitor) -> None:
    assert clerk.get(ADDRESS).status_code == 403
    assert citizen.get(ADDRESS).status_code == 302
    assert clerk.get("/desk/complaints/dashboard/heat.geojson").status_code == 403


def test_more_complaints_ask_no_more_questions(
    mayor: Visitor, town: Town, django_assert_max_num_queries: Any
) -> None:
    def asked() -> int:
        with django_assert_max_num_queries(40) as seen:
            mayor.get(ADDRESS)
        return len(seen)

    assigned(town)
    asked()
    before = asked()
    for number in range(5):
        assigned(town, client_key=f"k{number}", words=f"เรื่อง {number}", contact=SOMCHAI)

    assert asked() == before


@pytest.mark.usefixtures("april_of_work")
def test_the_charts_need_no_script_and_no_inline_style(mayor: Visitor) -> None:
    shown = page(mayor.get(ADDRESS))

    assert shown.count("<rect") > 5
    assert " style=" not in shown
    assert not re.search(r"<script(?![^>]*\bsrc=)", shown)
    assert "ดูเป็นตาราง" in shown


@pytest.mark.parametrize(
    ("name", "today", "first"),
    [
        ("month", date(2026, 11, 22), date(2026, 11, 1)),
        ("quarter", date(2026, 11, 22), date(2026, 10, 1)),
        ("quarter", date(2026, 9, 30), date(2026, 7, 1)),
        ("year", date(2026, 9, 30), date(2025, 10, 1)),
        ("year", date(2026, 10, 1), date(2026, 10, 1)),
        ("nonsense", date(2027, 1, 5), date(2026, 10, 1)),
    ],
)
def test_periods_begin_with_their_first_day(name: str, today: date, first: date) -> None:
    assert days_of(name, PeriodForm(), today=today) == (first, today)


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends() -> None:
    assert fiscal_year(date(2026, 9, 30)) == 2569
    assert fiscal_year(date(2026, 10, 1)) == 2570


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    form = PeriodForm({"first": "2026-04-02", "last": "2026-04-01"})

    assert not form.is_valid()
