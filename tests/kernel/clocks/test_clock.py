"""The life of a clock."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.clocks.clock import (
    Clock,
    ClockRefused,
    Outcome,
    PauseReasonMissing,
    Standing,
)
from kernel.thai import BANGKOK
from tests.kernel.clocks.golden import OFFICE, SIXTEEN_HOURS, april

HOUR = timedelta(hours=1)
REASON = "รอหน่วยงานภายนอก"


def test_two_clocks_run_side_by_side() -> None:
    filed_at, taken_at = april(10, "15:30"), april(16, "08:45")
    response = Clock(target=4 * HOUR).start(filed_at)
    resolution = Clock(target=SIXTEEN_HOURS).start(filed_at)

    response = response.stop(taken_at, OFFICE)
    resolution = resolution.pause(april(16, "10:30"), reason=REASON)

    assert response.outcome is Outcome.MET
    assert response.elapsed(OFFICE, april(20, "12:00")) == HOUR + timedelta(minutes=15)
    assert resolution.outcome is None
    assert resolution.elapsed(OFFICE, april(20, "12:00")) == 3 * HOUR


def test_a_pause_without_a_reason_is_refused() -> None:
    with pytest.raises(PauseReasonMissing):
        Clock(target=HOUR).start(april(16, "09:00")).pause(april(16, "09:10"), reason="  ")


@pytest.mark.parametrize("step", ["start", "resume"])
def test_steps_out_of_order_are_refused(step: str) -> None:
    running = Clock(target=HOUR).start(april(16, "09:00"))

    with pytest.raises(ClockRefused):
        getattr(running, step)(april(16, "09:10"))


def test_a_clock_never_runs_backwards() -> None:
    running = Clock(target=HOUR).start(april(16, "09:00"))

    with pytest.raises(ClockRefused):
        running.pause(april(16, "08:59"), reason=REASON)
    with pytest.raises(ClockRefused):
        running.stop(april(15, "09:00"), OFFICE)


def test_a_stopped_clock_takes_no_further_step() -> None:
    stopped = Clock(target=HOUR).start(april(16, "09:00")).stop(april(16, "09:30"), OFFICE)

    with pytest.raises(ClockRefused):
        stopped.stop(april(16, "09:40"), OFFICE)
    with pytest.raises(ClockRefused):
        stopped.pause(april(16, "09:40"), reason=REASON)


def test_in_an_open_pause_without_cap_no_due_time_exists_but_what_if_has_one() -> None:
    paused = (
        Clock(target=SIXTEEN_HOURS)
        .start(april(10, "15:30"))
        .pause(april(16, "10:30"), reason=REASON)
    )

    assert paused.due_at(OFFICE) is None
    assert paused.due_at(OFFICE, at=april(17, "10:30")) == april(20, "15:30")
    assert paused.standing(OFFICE, april(30, "10:30")) is Standing.PAUSED


def test_a_pause_beyond_its_cap_counts_again() -> None:
    paused = (
        Clock(target=SIXTEEN_HOURS, pause_cap=8 * HOUR)
        .start(april(10, "15:30"))
        .pause(april(16, "10:30"), reason=REASON)
    )

    assert paused.cap_reached_at(OFFICE) == april(17, "10:30")
    assert paused.due_at(OFFICE) == april(20, "15:30")
    assert paused.resume(april(24, "09:00")).due_at(OFFICE) == april(20, "15:30")
    assert paused.standing(OFFICE, april(17, "10:29")) is Standing.PAUSED
    assert paused.standing(OFFICE, april(17, "10:31")) is Standing.WITHIN
    assert paused.standing(OFFICE, april(20, "15:31")) is Standing.BREACHED


def test_the_cap_is_for_all_pauses_together() -> None:
    clock = (
        Clock(target=SIXTEEN_HOURS, pause_cap=4 * HOUR)
        .start(april(16, "08:30"))
        .pause(april(16, "09:30"), reason=REASON)
        .resume(april(16, "12:30"))
        .pause(april(16, "13:30"), reason=REASON)
    )

    assert clock.cap_reached_at(OFFICE) == april(16, "14:30")
    assert clock.elapsed(OFFICE, april(16, "16:30")) == 4 * HOUR


def test_work_lists_see_who_is_close() -> None:
    clock = Clock(target=10 * HOUR).start(april(16, "08:30"))

    assert clock.standing(OFFICE, april(16, "16:30")) is Standing.WITHIN
    assert clock.standing(OFFICE, april(17, "08:31")) is Standing.APPROACHING
    assert clock.standing(OFFICE, april(17, "10:30")) is Standing.APPROACHING
    assert clock.standing(OFFICE, april(17, "10:31")) is Standing.BREACHED
    assert (
        clock.stop(april(17, "10:31"), OFFICE).standing(OFFICE, april(30, "9:00"))
        is Standing.MISSED
    )


def test_late_is_late_also_outside_office_hours() -> None:
    clock = Clock(target=8 * HOUR).start(april(16, "08:30"))

    assert clock.due_at(OFFICE) == april(16, "16:30")
    assert clock.stop(april(16, "16:30"), OFFICE).outcome is Outcome.MET
    assert clock.stop(april(16, "20:00"), OFFICE).outcome is Outcome.MISSED


def test_a_clock_that_was_never_started_owes_nothing() -> None:
    clock = Clock(target=HOUR)

    assert clock.due_at(OFFICE) is None
    assert clock.elapsed(OFFICE, april(16, "16:30")) == timedelta(0)
    assert clock.standing(OFFICE, april(16, "16:30")) is Standing.WITHIN


MINUTES = st.lists(st.integers(0, 20 * 24 * 60), min_size=2, max_size=7, unique=True).map(sorted)


def _life(minutes: list[int], cap: timedelta | None) -> tuple[Clock, datetime]:
    """Walk a clock through start, pause, resume, pause ... at the given minutes of April."""
    begin = datetime(2026, 4, 1, tzinfo=BANGKOK)
    moments = [begin + timedelta(minutes=minute) for minute in minutes]
    clock = Clock(target=SIXTEEN_HOURS, pause_cap=cap).start(moments[0])
    for moment in moments[1:-1]:
        clock = clock.resume(moment) if clock.is_paused else clock.pause(moment, reason=REASON)
    return clock, moments[-1]


@settings(deadline=None)
@given(MINUTES, st.none() | st.integers(0, 20).map(lambda hours: hours * HOUR))
def test_counted_and_paused_time_together_are_the_working_time(
    minutes: list[int], cap: timedelta | None
) -> None:
    clock, now = _life(minutes, cap)
    lifetime = OFFICE.between(clock.segments[0].started_at, now)
    paused = sum(
        (OFFICE.between(s.started_at, s.ended_at or now) for s in clock.segments if s.is_pause),
        timedelta(0),
    )
    forgiven = paused if cap is None else min(paused, cap)

    assert clock.elapsed(OFFICE, now) == lifetime - forgiven


@settings(deadline=None)
@given(MINUTES, st.none() | st.integers(0, 20).map(lambda hours: hours * HOUR))
def test_exactly_the_target_is_used_when_it_is_due(
    minutes: list[int], cap: timedelta | None
) -> None:
    clock, now = _life(minutes, cap)
    due = clock.due_at(OFFICE, at=now)
    resumed = clock.resume(now) if clock.is_paused else clock

    assert due is not None
    assert resumed.due_at(OFFICE) == due
    assert resumed.elapsed(OFFICE, due) == SIXTEEN_HOURS
    assert resumed.stop(max(due, now), OFFICE).outcome is (
        Outcome.MET if now <= due else Outcome.MISSED
    )


@settings(deadline=None)
@given(MINUTES)
def test_a_clock_survives_its_column(minutes: list[int]) -> None:
    clock, now = _life(minutes, 4 * HOUR)

    assert Clock.from_json(clock.to_json()) == clock
    stopped = clock.stop(now, OFFICE)
    assert Clock.from_json(stopped.to_json()) == stopped
