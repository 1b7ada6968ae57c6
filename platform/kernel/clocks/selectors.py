"""The calendar that counts, and how far into the future it can be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.clocks.calendar import WorkingCalendar
from kernel.clocks.hours import read_hours, read_week
from kernel.clocks.models import Calendar, Holiday, HolidayKind
from kernel.configuration.memory import Remembered
from kernel.errors import Missing
from kernel.thai import local_date, thai_date

OFFICE = "office"
YEAR = timedelta(days=365)


class NoCalendar(Missing):
    """The municipality has no office calendar."""

    code = "no_calendar"
    message = gettext_lazy("ยังไม่ได้ตั้งค่าปฏิทินวันทำการ")
    remedy = gettext_lazy("โปรดแจ้งผู้ดูแลระบบของเทศบาล")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageAlarm:
    """Due times within the next year may be wrong: a list of days off ends before."""

    kind: HolidayKind | None
    ends_on: date | None
    text: str


def office_calendar() -> Calendar:
    """Return the calendar by which the town hall works.

    Raises:
        NoCalendar: it is not set up.
    """
    found = Calendar.objects.filter(code=OFFICE).first()
    if found is None:
        raise NoCalendar
    return found


def current_calendar() -> WorkingCalendar:
    """Return the municipality's working time as a value, in two queries or from memory.

    Raises:
        NoCalendar: it is not set up.
    """
    return _current_calendar()


def working_calendar(calendar: Calendar, days: Iterable[Holiday]) -> WorkingCalendar:
    """Return the value of a calendar row and its days."""
    known = list(days)
    return WorkingCalendar(
        week=read_week(calendar.week),
        closed=frozenset(day.date for day in known if day.kind != HolidayKind.OPEN),
        opened={day.date: read_hours(day.hours) for day in known if day.kind == HolidayKind.OPEN},
        zone=ZoneInfo(calendar.zone),
    )


def days_off(*, since: date, until: date) -> list[Holiday]:
    """Return the days of the office calendar that differ from their weekday, in order."""
    inside = Holiday.objects.filter(calendar__code=OFFICE, date__gte=since, date__lte=until)
    return list(inside.order_by("date", "pk"))


def coverage_alarm(at: datetime) -> CoverageAlarm | None:
    """Return why due times of the next twelve months cannot be trusted, or None.

    Nothing rings louder than a holiday list that ended in silence: from then on every
    holiday counts as a working day.
    """
    calendar = Calendar.objects.filter(code=OFFICE).first()
    if calendar is None:
        return CoverageAlarm(kind=None, ends_on=None, text=str(NoCalendar()))
    today = local_date(at)
    national, local = _national_through(calendar, today.year), calendar.local_through
    if national is None or national < today + YEAR:
        return _alarm(HolidayKind.NATIONAL, national)
    if local is not None and local < today + YEAR:
        return _alarm(HolidayKind.LOCAL, local)
    return None


def _national_through(calendar: Calendar, year: int) -> date | None:
    """Return the end of the last year, counted from this one without a gap, that has holidays."""
    days = calendar.holidays.filter(kind=HolidayKind.NATIONAL, date__year__gte=year)
    known = set(days.values_list("date__year", flat=True).distinct())
    through = None
    while year in known:
        through = date(year, 12, 31)
        year += 1
    return through


def _alarm(kind: HolidayKind, ends_on: date | None) -> CoverageAlarm:
    words = {"kind": kind.label, "date": thai_date(ends_on) if ends_on else ""}
    text = (
        _("รายการ%(kind)sมีถึง %(date)s เท่านั้น กำหนดแล้วเสร็จหลังจากนั้นอาจคลาดเคลื่อน") % words
        if ends_on
        else _("ยังไม่มีรายการ%(kind)s กำหนดแล้วเสร็จอาจคลาดเคลื่อน") % words
    )
    return CoverageAlarm(kind=kind, ends_on=ends_on, text=text)


def _read_current_calendar() -> WorkingCalendar:
    calendar = office_calendar()
    return working_calendar(calendar, calendar.holidays.all())


_current_calendar = Remembered(
    "clocks.current_calendar", _read_current_calendar, of=(Calendar, Holiday)
)
