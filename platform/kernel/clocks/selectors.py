"""The calendar in force, and how far it reaches."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from kernel.clocks.calendar import WorkingCalendar
from kernel.clocks.hours import read_hours, read_week
from kernel.clocks.models import Calendar, Holiday, HolidayKind
from kernel.errors import Missing
from kernel.thai import local_date

OFFICE = "office"
# The cabinet announces the next year's holidays in the autumn; a due date can lie a year ahead.
COVERED_AHEAD = timedelta(days=365)


class NoCalendar(Missing):
    """The municipality has no working calendar."""

    code = "no_calendar"
    message = _("ยังไม่ได้ตั้งค่าปฏิทินทำการ")
    remedy = _("โปรดแจ้งผู้ดูแลระบบของเทศบาล")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFinding:
    """The calendar ends before due dates do: from `covered_until` on, holidays are unknown."""

    covered_until: date | None
    needed_until: date


def calendar(code: str = OFFICE) -> WorkingCalendar:
    """Return the working calendar of the current municipality, read with two queries.

    Raises:
        NoCalendar: none of this code is set up.
        HoursUnreadable: its hours are not written as expected.
    """
    found = Calendar.objects.filter(code=code).first()
    if found is None:
        raise NoCalendar
    days = list(Holiday.objects.filter(calendar=found))
    return WorkingCalendar(
        week=read_week(found.week),
        closed=frozenset(day.date for day in days if day.kind != HolidayKind.OPEN),
        opened={day.date: read_hours(day.hours) for day in days if day.kind == HolidayKind.OPEN},
    )


def coverage(*, at: datetime, code: str = OFFICE) -> CoverageFinding | None:
    """Return the finding when national holidays are not known for the next twelve months.

    A year counts as known when at least one national holiday of it stands in the calendar: a
    list that ends silently would count its holidays as working days.
    """
    days = Holiday.objects.filter(calendar__code=code, kind=HolidayKind.NATIONAL)
    last = days.order_by("-date").values_list("date", flat=True).first()
    needed = local_date(at) + COVERED_AHEAD
    until = date(last.year, 12, 31) if last else None
    if until is not None and until >= needed:
        return None
    return CoverageFinding(covered_until=until, needed_until=needed)
