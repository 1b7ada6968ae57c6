"""Working time: which minutes count, and adding them up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

from kernel.clocks.hours import Hours
from kernel.errors import Refused
from kernel.thai import BANGKOK

NOTHING = timedelta(0)
# Ten years: whoever needs more days than this has a calendar without working hours.
HORIZON_DAYS = 3_660


class NoWorkingTime(Refused):
    """The calendar has too few working hours for a due time to exist."""

    code = "no_working_time"
    message = _("ปฏิทินทำการไม่มีเวลาทำการเพียงพอ")
    remedy = _("โปรดตรวจสอบเวลาทำการในหน้าตั้งค่า")


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The hours that a town hall works; a value without a database.

    Attributes:
        week: hours by number of weekday, Monday being 0.
        closed: days without any hours.
        opened: days with hours of their own, whatever the weekday or the holiday.
    """

    week: Mapping[int, Hours]
    closed: frozenset[date] = frozenset()
    opened: Mapping[date, Hours] = field(default_factory=dict)
    zone: tzinfo = BANGKOK

    def hours_on(self, day: date) -> Hours:
        """Return the spans that are worked on the day."""
        if day in self.opened:
            return self.opened[day]
        return () if day in self.closed else self.week.get(day.weekday(), ())

    def is_working(self, moment: datetime) -> bool:
        """Tell whether the moment lies in working hours."""
        local = moment.astimezone(self.zone)
        return any(opens <= local < closes for opens, closes in self._spans_on(local.date()))

    def add(self, start: datetime, work: timedelta) -> datetime:
        """Return the first moment at which that much working time has passed, in UTC.

        Raises:
            NoWorkingTime: ten years of this calendar are not enough.
        """
        left = work
        if left <= NOTHING:
            return start.astimezone(UTC)
        for opens, closes in self._spans_from(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise NoWorkingTime

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from start to end; nothing if end comes first."""
        total = NOTHING
        for opens, closes in self._spans_from(start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def _spans_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for span in self.hours_on(day):
            opens, closes = span.on(day, self.zone)
            # UTC: arithmetic between two local times would overlook a change of the offset.
            yield opens.astimezone(UTC), closes.astimezone(UTC)

    def _spans_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = start.astimezone(self.zone).date()
        for number in range(HORIZON_DAYS):
            for opens, closes in self._spans_on(day + timedelta(days=number)):
                if closes > start:
                    yield max(opens, start.astimezone(UTC)), closes
