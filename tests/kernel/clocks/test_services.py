"""The municipality's own calendar, its holidays, and the alarm before it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kernel.actors import SYSTEM, Actor, ActorKind
from kernel.audit import selectors as audit
from kernel.clocks import Clock, Outcome, selectors, services
from kernel.clocks.events import CalendarChanged
from kernel.clocks.hours import HoursUnreadable
from kernel.clocks.models import Calendar, Holiday, HolidayKind
from kernel.clocks.permissions import Permission
from kernel.clocks.public_holidays import public_holidays
from kernel.clocks.tasks import extend_public_holidays
from kernel.configuration.registry import get
from kernel.errors import NotAllowed
from kernel.events import Fact
from kernel.ports import TenantRef
from tests.kernel.clocks.golden import OFFICE_WEEK, SIXTEEN_HOURS, april

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
CLERK = Actor(kind=ActorKind.OFFICER, label="ปลัดเทศบาล", permissions=frozenset({Permission.MANAGE}))


@pytest.fixture
def office(tenant: TenantRef) -> Calendar:
    calendar = Calendar.objects.create(code="office", name="เวลาราชการ", week=OFFICE_WEEK)
    services.import_public_holidays([2026, 2027], AT)
    return calendar


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Fact]:
    facts: list[Fact] = []
    monkeypatch.setattr(services, "publish", facts.append)
    return facts


def test_the_golden_case_holds_with_the_kept_holidays_of_the_table(office: Calendar) -> None:
    clock = Clock(target=SIXTEEN_HOURS).start(april(10, "15:30"))

    assert clock.due_at(services.current_calendar()) == april(17, "15:30")


def test_golden_3_a_holiday_declared_later_moves_the_due_time_and_is_told(
    office: Calendar, told: list[Fact]
) -> None:
    open_clock = Clock(target=SIXTEEN_HOURS).start(april(10, "15:30"))
    stopped = open_clock.stop(april(17, "15:00"), services.current_calendar())

    services.declare_holiday(
        day=date(2026, 4, 17), name="วันหยุดพิเศษ", kind=HolidayKind.LOCAL, by=CLERK, at=AT
    )

    assert open_clock.due_at(services.current_calendar()) == april(20, "15:30")
    assert stopped.outcome is Outcome.MET
    assert told == [CalendarChanged(calendar_id=office.pk)]
    written = audit.history(f"calendar:{office.pk}").last()
    assert written is not None
    assert written.action == "calendar.holiday_declared"
    assert written.after["date"] == "2026-04-17"


def test_golden_6_a_second_list_that_ends_next_month_rings_today(office: Calendar) -> None:
    assert services.coverage_alarm(AT) is None
    Calendar.objects.update(local_through=date(2026, 5, 1))

    alarm = services.coverage_alarm(AT)

    assert alarm is not None
    assert (alarm.kind, alarm.ends_on) == (HolidayKind.LOCAL, date(2026, 5, 1))
    assert "1 พฤษภาคม 2569" in alarm.text


@pytest.mark.parametrize(
    ("at", "rings"),
    [(datetime(2026, 12, 31, tzinfo=UTC), False), (datetime(2027, 1, 2, tzinfo=UTC), True)],
)
def test_the_alarm_rings_when_less_than_twelve_months_are_covered(
    office: Calendar,
    at: datetime,
    rings: bool,  # noqa: FBT001 - a row of the table above
) -> None:
    alarm = services.coverage_alarm(at)

    assert (alarm is not None) is rings
    assert alarm is None or alarm.ends_on == date(2027, 12, 31)


def test_a_year_left_out_in_between_ends_the_coverage(office: Calendar) -> None:
    services.import_public_holidays([2029], AT)

    alarm = services.coverage_alarm(datetime(2027, 6, 1, tzinfo=UTC))

    assert alarm is not None
    assert alarm.ends_on == date(2027, 12, 31)


def test_the_alarm_rings_without_any_list_and_without_a_calendar(tenant: TenantRef) -> None:
    missing = services.coverage_alarm(AT)
    Calendar.objects.create(code="office", name="เวลาราชการ", week=OFFICE_WEEK)
    empty = services.coverage_alarm(AT)

    assert missing is not None
    assert empty is not None
    assert missing.kind is None
    assert (empty.kind, empty.ends_on) == (HolidayKind.NATIONAL, None)
    assert missing.text != empty.text


def test_without_a_calendar_no_due_time_is_invented(tenant: TenantRef) -> None:
    with pytest.raises(services.NoCalendar):
        services.current_calendar()


def test_public_holidays_are_those_of_government_offices_with_substitution_days() -> None:
    days = {day.date: day for day in public_holidays([2025, 2026])}

    assert {date(2026, 4, 13), date(2026, 4, 14), date(2026, 4, 15)} <= set(days)
    assert "ชดเชย" in days[date(2026, 12, 7)].name
    assert days[date(2026, 5, 13)].name == "วันพืชมงคล"
    assert date(2026, 5, 1) not in days
    assert days[date(2026, 1, 1)].name_en == "New Year's Day"


def test_importing_twice_adds_nothing_and_tells_nothing(office: Calendar, told: list[Fact]) -> None:
    assert services.import_public_holidays([2026, 2027], AT) == []
    assert told == []


def test_importing_leaves_what_the_municipality_said_itself(tenant: TenantRef) -> None:
    Calendar.objects.create(code="office", name="เวลาราชการ", week=OFFICE_WEEK)
    songkran = date(2026, 4, 13)
    services.declare_holiday(
        day=songkran,
        name="เวรสงกรานต์",
        kind=HolidayKind.OPEN,
        hours=["09:00-12:00"],
        by=SYSTEM,
        at=AT,
    )

    services.import_public_holidays([2026], AT)

    assert Holiday.objects.get(date=songkran).kind == HolidayKind.OPEN
    calendar = services.current_calendar()
    assert calendar.between(april(13, "00:00"), april(16, "00:00")) == timedelta(hours=3)


def test_the_daily_job_keeps_the_list_two_years_ahead_and_is_safe_to_run_twice(
    office: Calendar,
) -> None:
    extend_public_holidays()
    before = Holiday.objects.count()

    assert extend_public_holidays() == 0
    assert Holiday.objects.count() == before
    assert services.coverage_alarm(datetime.now(UTC)) is None  # noqa: TID251 - the job's clock


def test_a_withdrawn_holiday_is_a_working_day_again(office: Calendar, told: list[Fact]) -> None:
    friday = date(2026, 4, 17)
    services.declare_holiday(day=friday, name="งานเมือง", kind=HolidayKind.LOCAL, by=CLERK, at=AT)

    services.withdraw_holiday(day=friday, by=CLERK, at=AT, reason="เลื่อนงาน")

    assert services.current_calendar().is_working(april(17, "09:00"))
    assert told == [CalendarChanged(calendar_id=office.pk)] * 2
    with pytest.raises(services.NoHoliday):
        services.withdraw_holiday(day=friday, by=CLERK, at=AT)


def test_a_public_holiday_is_opened_not_withdrawn(office: Calendar) -> None:
    songkran = date(2026, 4, 15)

    with pytest.raises(services.NationalHolidayStays):
        services.withdraw_holiday(day=songkran, by=CLERK, at=AT)
    services.declare_holiday(
        day=songkran,
        name="เปิดรับเรื่อง",
        kind=HolidayKind.OPEN,
        hours=["09:00-12:00"],
        by=CLERK,
        at=AT,
    )

    assert services.current_calendar().is_working(april(15, "09:00"))
    assert services.import_public_holidays([2026], AT) == []


def test_only_who_manages_the_calendar_may_change_it(office: Calendar) -> None:
    stranger = Actor(kind=ActorKind.OFFICER, label="x")

    with pytest.raises(NotAllowed):
        services.declare_holiday(
            day=date(2026, 4, 17), name="x", kind=HolidayKind.LOCAL, by=stranger, at=AT
        )
    with pytest.raises(NotAllowed):
        services.withdraw_holiday(day=date(2026, 4, 15), by=stranger, at=AT)
    with pytest.raises(NotAllowed):
        services.import_public_holidays([2028], AT, by=stranger)


@pytest.mark.parametrize(
    ("kind", "hours", "refusal"),
    [
        (HolidayKind.OPEN, [], services.HolidayHoursUnfit),
        (HolidayKind.LOCAL, ["08:30-12:00"], services.HolidayHoursUnfit),
        (HolidayKind.OPEN, ["9-12"], HoursUnreadable),
    ],
)
def test_hours_belong_to_open_days_only(
    office: Calendar, kind: HolidayKind, hours: list[str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        services.declare_holiday(
            day=date(2026, 4, 18), name="x", kind=kind, hours=hours, by=CLERK, at=AT
        )


def test_the_table_refuses_what_the_service_would(office: Calendar) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(calendar=office, date=date(2026, 4, 13), name="ซ้ำ", kind="local")
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(calendar=office, date=date(2026, 4, 18), name="x", kind="open")


def test_the_days_of_a_month_can_be_shown(office: Calendar) -> None:
    found = selectors.days_off(since=date(2026, 4, 1), until=date(2026, 4, 30))

    assert [day.date.day for day in found] == [6, 13, 14, 15]


def test_reading_the_calendar_takes_two_queries(
    office: Calendar, django_assert_num_queries
) -> None:
    with django_assert_num_queries(2):
        services.current_calendar()


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("clocks.calendar", {"week": {"mon": ["9-5"]}}, "week"),
        ("clocks.calendar", {"week": {}, "zone": "Asia/Nowhere"}, "zone"),
        ("clocks.holiday", {"kind": "open", "hours": []}, "hours"),
        ("clocks.holiday", {"kind": "local", "hours": ["9"]}, "hours"),
    ],
)
def test_a_bundle_with_a_faulty_calendar_names_the_field(
    kind: str, value: dict[str, object], field: str
) -> None:
    check = get(kind).check
    assert check is not None

    assert field in [name for name, _ in check(value)]
