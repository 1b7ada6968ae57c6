"""The calendar page of the desk."""

from datetime import date

import pytest
from django.utils import timezone

from kernel.clocks import services
from kernel.clocks.models import Calendar, Holiday, HolidayKind
from kernel.clocks.permissions import Permission
from kernel.clocks.provider import work
from kernel.thai import local_date
from tests.kernel.access.people import Visitor, officer, position, seat, with_password
from tests.kernel.clocks.golden import OFFICE_WEEK
from tests.kernel.clocks.test_services import CLERK

CALENDAR = "/desk/calendar/"


@pytest.fixture
def keeper(tenant) -> Visitor:
    person = with_password(officer("malee"))
    seat(person, position("keeper", Permission.MANAGE))
    Calendar.objects.create(code="office", name="เวลาราชการ", week=OFFICE_WEEK)
    browser = Visitor(tenant)
    browser.sign_in("malee")
    return browser


def _this_year(month: int, day: int) -> date:
    return date(local_date(timezone.now()).year, month, day)


def test_the_alarm_rings_on_the_page_and_in_the_inbox_until_the_list_is_there(
    keeper: Visitor,
) -> None:
    assert "ยังไม่มีรายการวันหยุดราชการ" in keeper.get(CALENDAR).content.decode()
    assert "ปฏิทินวันทำการใกล้หมดรายการวันหยุด" in keeper.get("/desk/").content.decode()
    assert [item.url for item in work(CLERK)] == [CALENDAR]

    year = local_date(timezone.now()).year
    services.import_public_holidays([year, year + 1, year + 2], timezone.now())

    page = keeper.get(CALENDAR).content.decode()
    assert "ยังไม่มีรายการวันหยุดราชการ" not in page
    assert "วันสงกรานต์" in page
    assert "ใกล้หมดรายการวันหยุด" not in keeper.get("/desk/").content.decode()


def test_a_local_holiday_is_declared_and_withdrawn(keeper: Visitor) -> None:
    day = _this_year(11, 24)
    said = {"day": day.isoformat(), "name": "ยี่เป็ง", "kind": "local", "hours": ""}

    answer = keeper.post(f"{CALENDAR}declare/", said, follow=True)

    assert "ยี่เป็ง" in answer.content.decode()
    assert Holiday.objects.get(date=day).kind == HolidayKind.LOCAL
    answer = keeper.post(f"{CALENDAR}withdraw/", {"day": day.isoformat()}, follow=True)
    assert "ยกเลิกวันแล้ว" in answer.content.decode()
    assert not Holiday.objects.exists()
    answer = keeper.post(f"{CALENDAR}withdraw/", {"day": day.isoformat()}, follow=True)
    assert "ไม่มีวันหยุดในวันที่เลือก" in answer.content.decode()
    assert keeper.post(f"{CALENDAR}withdraw/", {"day": "x"}).status_code == 302


@pytest.mark.parametrize(
    ("kind", "hours", "words"),
    [
        ("open", "", "ต้องมีเวลาทำการ"),
        ("open", "9-12", "อ่านไม่ได้"),
        ("local", "09:00-12:00", "ต้องมีเวลาทำการ"),
        ("national", "", "national"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    keeper: Visitor, kind: str, hours: str, words: str
) -> None:
    said = {"day": "2026-12-12", "name": "x", "kind": kind, "hours": hours}

    answer = keeper.post(f"{CALENDAR}declare/", said)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Holiday.objects.exists()


def test_an_open_saturday_keeps_its_hours(keeper: Visitor) -> None:
    said = {"day": "2026-12-12", "name": "x", "kind": "open", "hours": "09:00-12:00, 13:00-15:00"}

    keeper.post(f"{CALENDAR}declare/", said)

    assert Holiday.objects.get().hours == ["09:00-12:00", "13:00-15:00"]
    assert "09:00-12:00, 13:00-15:00" in keeper.get(CALENDAR, {"year": "2026"}).content.decode()


def test_only_who_keeps_the_calendar_may_open_it(tenant, keeper: Visitor) -> None:
    stranger = with_password(officer("noi"))
    seat(stranger, position("driver"))
    browser = Visitor(tenant)
    assert browser.get(CALENDAR).status_code == 302
    browser.sign_in("noi")

    for answer in (
        browser.get(CALENDAR),
        browser.post(f"{CALENDAR}declare/", {"day": "2026-12-12"}),
        browser.post(f"{CALENDAR}withdraw/", {"day": "2026-12-12"}),
    ):
        assert answer.status_code == 403
    assert keeper.get(CALENDAR, {"year": "abc"}).status_code == 200
