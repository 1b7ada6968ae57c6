"""The sample town hall of the domain notes: Mon-Fri 08:30-16:30, Songkran 13-15 April 2026."""

from datetime import date, datetime, timedelta

from kernel.clocks.calendar import WorkingCalendar
from kernel.clocks.hours import read_week
from kernel.thai import BANGKOK

OFFICE_WEEK = {day: ["08:30-16:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
SONGKRAN = frozenset(date(2026, 4, day) for day in (13, 14, 15))
OFFICE = WorkingCalendar(read_week(OFFICE_WEEK), closed=SONGKRAN)
SIXTEEN_HOURS = timedelta(hours=16)


def april(day: int, clock: str) -> datetime:
    """Return a moment of April 2026 in Bangkok."""
    hour, minute = clock.split(":")
    return datetime(2026, 4, day, int(hour), int(minute), tzinfo=BANGKOK)
