"""Adding up working time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.clocks.calendar import NoWorkingTime, WorkingCalendar
from kernel.clocks.hours import HoursUnreadable, read_hours, read_week
from kernel.thai import BANGKOK
from tests.kernel.clocks.golden import OFFICE, april

HOUR = timedelta(hours=1)


def test_lunch_does_not_count() -> None:
    calendar = WorkingCalendar(read_week({"thu": ["08:30-12:00", "13:00-16:30"]}))

    assert calendar.add(april(16, "11:30"), HOUR) == april(16, "13:30")
    assert calendar.between(april(16, "08:00"), april(16, "18:00")) == 7 * HOUR
    assert not calendar.is_working(april(16, "12:30"))


def test_hours_may_run_across_midnight() -> None:
    night_watch = WorkingCalendar(read_week({"thu": ["22:00-24:00"], "fri": ["00:00-06:00"]}))

    assert night_watch.add(april(16, "23:00"), 3 * HOUR) == april(17, "02:00")
    assert night_watch.is_working(april(16, "23:59"))
    assert night_watch.is_working(april(17, "00:00"))
    assert night_watch.between(april(16, "20:00"), april(17, "08:00")) == 8 * HOUR


def test_the_day_is_the_day_in_bangkok_not_in_utc() -> None:
    before_office = datetime(2026, 4, 15, 23, 0, tzinfo=UTC)  # Thursday 06:00 in Bangkok

    assert OFFICE.add(before_office, HOUR) == april(16, "09:30")
    assert OFFICE.add(before_office, HOUR).tzinfo is UTC


def test_midnight_of_a_holiday_ends_it() -> None:
    assert OFFICE.add(april(15, "23:59"), HOUR) == april(16, "09:30")
    assert OFFICE.add(april(16, "00:00"), HOUR) == april(16, "09:30")


def test_an_opened_saturday_counts_and_beats_a_holiday() -> None:
    saturday = WorkingCalendar(
        OFFICE.week, OFFICE.closed, {date(2026, 4, 11): read_hours(["09:00-12:00"])}
    )
    opened_songkran = WorkingCalendar(
        OFFICE.week, OFFICE.closed, {date(2026, 4, 13): read_hours(["09:00-12:00"])}
    )

    assert saturday.between(april(10, "16:30"), april(16, "08:30")) == 3 * HOUR
    assert opened_songkran.between(april(10, "16:30"), april(16, "08:30")) == 3 * HOUR


def test_a_target_that_ends_with_the_day_is_due_at_closing_time_not_next_morning() -> None:
    assert OFFICE.add(april(16, "08:30"), 8 * HOUR) == april(16, "16:30")


def test_a_calendar_without_hours_refuses_to_name_a_due_time() -> None:
    with pytest.raises(NoWorkingTime):
        WorkingCalendar(read_week({})).add(april(1, "09:00"), HOUR)


def test_a_zone_with_summer_time_is_counted_by_the_sun_not_by_the_wall() -> None:
    berlin_nights = WorkingCalendar(
        read_week({"sun": ["00:00-24:00"]}), zone=ZoneInfo("Europe/Berlin")
    )
    start = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)

    assert berlin_nights.between(start, start + timedelta(days=2)) == 23 * HOUR


@pytest.mark.parametrize(
    "texts", [["8:30-16:30"], ["16:30-08:30"], ["08:30-25:00"], ["08:30-12:00", "11:00-16:00"], [9]]
)
def test_hours_written_wrongly_are_refused_by_name(texts: list[str]) -> None:
    with pytest.raises(HoursUnreadable, match="08:30"):
        read_hours(texts)


def test_a_week_with_an_unknown_day_is_refused() -> None:
    with pytest.raises(HoursUnreadable):
        read_week({"monday": ["08:30-16:30"]})


def test_spans_write_themselves_as_configuration_does() -> None:
    assert [str(span) for span in read_hours(["13:00-24:00", "08:30-12:00"])] == [
        "08:30-12:00",
        "13:00-24:00",
    ]


MOMENTS = st.integers(0, 395 * 24 * 60).map(
    lambda minutes: datetime(2025, 12, 1, tzinfo=BANGKOK) + timedelta(minutes=minutes)
)
WORK = st.integers(0, 300 * 60).map(lambda minutes: timedelta(minutes=minutes))


@settings(deadline=None)
@given(MOMENTS, WORK)
def test_between_undoes_add(start: datetime, work: timedelta) -> None:
    assert OFFICE.between(start, OFFICE.add(start, work)) == work


@settings(deadline=None)
@given(MOMENTS, WORK, WORK)
def test_adding_twice_is_adding_the_sum(start: datetime, first: timedelta, then: timedelta) -> None:
    at_once = OFFICE.add(start, first + then)
    in_two_steps = OFFICE.add(OFFICE.add(start, first), then)

    assert OFFICE.between(start, in_two_steps) == OFFICE.between(start, at_once)


@settings(deadline=None)
@given(MOMENTS, MOMENTS, MOMENTS)
def test_stretches_add_up(first: datetime, second: datetime, third: datetime) -> None:
    early, middle, late = sorted([first, second, third])

    assert OFFICE.between(early, late) == OFFICE.between(early, middle) + OFFICE.between(
        middle, late
    )
    assert OFFICE.between(late, early) == timedelta(0)
