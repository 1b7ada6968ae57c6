"""Opening hours of one day, and how configuration writes them."""

import itertools
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid

DAY_MINUTES = 24 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")


class HoursUnreadable(Invalid):
    """Office hours are not written as "08:30-16:30", or overlap."""

    code = "hours_unreadable"
    message = _("เวลาทำการ “%(text)s” อ่านไม่ได้ โปรดเขียนแบบ 08:30-16:30")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one day in minutes since midnight; `closes` is not part of it."""

    opens: int
    closes: int

    def on(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the stretch as two moments of the given day."""
        return _moment(day, self.opens, zone), _moment(day, self.closes, zone)

    def __str__(self) -> str:
        return f"{_clock(self.opens)}-{_clock(self.closes)}"


type Hours = tuple[Span, ...]


def read_hours(texts: list[str]) -> Hours:
    """Return the spans of a day, in order.

    Raises:
        HoursUnreadable: a text is not a span, or two spans overlap.
    """
    spans = sorted(_read(text) for text in texts)
    for earlier, later in itertools.pairwise(spans):
        if later.opens < earlier.closes:
            raise HoursUnreadable(text=f"{earlier} {later}")
    return tuple(spans)


def read_week(week: dict[str, list[str]]) -> dict[int, Hours]:
    """Return the hours by number of weekday, Monday being 0.

    Raises:
        HoursUnreadable: a day or a span is not written as expected.
    """
    unknown = set(week).difference(WEEKDAYS)
    if unknown:
        raise HoursUnreadable(text=", ".join(sorted(unknown)))
    return {number: read_hours(week.get(name, [])) for number, name in enumerate(WEEKDAYS)}


def _read(text: str) -> Span:
    found = _SPAN.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise HoursUnreadable(text=text)
    opens = int(found[1]) * 60 + int(found[2])
    closes = int(found[3]) * 60 + int(found[4]) if found[3] else DAY_MINUTES
    if closes <= opens:
        raise HoursUnreadable(text=text)
    return Span(opens, closes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    if minutes == DAY_MINUTES:
        day, minutes = day + timedelta(days=1), 0
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=zone)
