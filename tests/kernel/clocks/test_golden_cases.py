"""The golden cases of the domain notes, word by word."""

from dataclasses import replace
from datetime import date

from kernel.clocks.clock import Clock, Outcome
from tests.kernel.clocks.golden import OFFICE, SIXTEEN_HOURS, april

CLOCK = Clock(target=SIXTEEN_HOURS)


def test_1_in_on_friday_1530_is_due_on_the_friday_after_songkran_1530() -> None:
    clock = CLOCK.start(april(10, "15:30"))

    assert clock.due_at(OFFICE) == april(17, "15:30")


def test_2_paused_thursday_1030_to_friday_1030_is_due_on_monday_1530() -> None:
    clock = (
        CLOCK.start(april(10, "15:30"))
        .pause(april(16, "10:30"), reason="รอผู้แจ้งส่งภาพเพิ่ม")
        .resume(april(17, "10:30"))
    )

    assert clock.due_at(OFFICE) == april(20, "15:30")


def test_3_friday_later_declared_a_holiday_moves_the_due_time_to_monday_1530() -> None:
    clock = CLOCK.start(april(10, "15:30"))
    with_friday_off = replace(OFFICE, closed=OFFICE.closed | {date(2026, 4, 17)})

    assert clock.due_at(OFFICE) == april(17, "15:30")
    assert clock.due_at(with_friday_off) == april(20, "15:30")


def test_4_in_on_saturday_0200_starts_on_thursday_and_is_due_on_friday_1630() -> None:
    clock = CLOCK.start(april(11, "02:00"))

    assert clock.elapsed(OFFICE, april(16, "08:30")).total_seconds() == 0
    assert clock.elapsed(OFFICE, april(16, "08:31")).total_seconds() == 60
    assert clock.due_at(OFFICE) == april(17, "16:30")


def test_5_nothing_but_a_step_of_the_clock_can_move_it() -> None:
    """A typo fix or an internal note has no door to the clock: it is a frozen value."""
    clock = CLOCK.start(april(10, "15:30"))
    written = clock.to_json()

    read = Clock.from_json(written)

    assert read == clock
    assert read.due_at(OFFICE) == april(17, "15:30")


def test_the_outcome_stays_frozen_when_the_calendar_changes_later() -> None:
    late = CLOCK.start(april(10, "15:30")).stop(april(17, "16:00"), OFFICE)
    friday_off = replace(OFFICE, closed=OFFICE.closed | {date(2026, 4, 17)})

    assert late.outcome is Outcome.MISSED
    assert late.due_at(OFFICE) == april(17, "15:30")
    assert late.due_at(friday_off) == april(20, "15:30")
    assert late.outcome is Outcome.MISSED
    assert CLOCK.start(april(10, "15:30")).stop(april(17, "15:30"), OFFICE).outcome is Outcome.MET
