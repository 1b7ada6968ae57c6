"""Keep the calendars."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import SYSTEM, Actor, ActorKind
from kernel.audit import services as audit
from kernel.clocks.events import CalendarChanged
from kernel.clocks.hours import read_hours
from kernel.clocks.models import Calendar, Holiday, HolidayKind
from kernel.clocks.permissions import Permission
from kernel.clocks.public_holidays import public_holidays
from kernel.clocks.selectors import OFFICE, NoCalendar, coverage_alarm, current_calendar
from kernel.errors import Invalid, Missing, Refused
from kernel.events import publish
from kernel.thai import clean_line

__all__ = [
    "NoCalendar",
    "coverage_alarm",
    "current_calendar",
    "declare_holiday",
    "import_public_holidays",
    "withdraw_holiday",
]


class HolidayHoursUnfit(Invalid):
    """An open day came without hours, or a day off with some."""

    code = "holiday_hours_unfit"
    message = _("วันเปิดทำการพิเศษต้องมีเวลาทำการ วันหยุดต้องไม่มี")


class NoHoliday(Missing):
    """The calendar says nothing about this day."""

    code = "no_holiday"
    message = _("ไม่มีวันหยุดในวันที่เลือก")


class NationalHolidayStays(Refused):
    """A public holiday cannot be taken out: the next import would bring it back."""

    code = "national_holiday_stays"
    message = _("วันหยุดราชการนำออกไม่ได้")
    remedy = _("หากต้องทำงานในวันนั้น โปรดประกาศเป็นวันเปิดทำการเป็นกรณีพิเศษ")


@transaction.atomic
def declare_holiday(  # noqa: PLR0913 - a day has these columns
    *,
    day: date,
    name: str,
    kind: HolidayKind,
    by: Actor,
    at: datetime,
    name_en: str = "",
    hours: Iterable[str] = (),
) -> Holiday:
    """Say that a day of the office calendar is off, or open with hours of its own.

    What was said about the day before is replaced.

    Raises:
        NotAllowed: the actor may not manage the calendar.
        NoCalendar: the municipality has none.
        HoursUnreadable: hours are not written as "08:30-16:30".
        HolidayHoursUnfit: an open day has no hours, or a day off has some.
    """
    _require(by)
    spans = [str(span) for span in read_hours(list(hours))]
    if bool(spans) != (kind == HolidayKind.OPEN):
        raise HolidayHoursUnfit(field="hours")
    calendar = _locked()
    before = calendar.holidays.filter(date=day).first()
    said = {"name": clean_line(name), "name_en": clean_line(name_en), "kind": kind, "hours": spans}
    holiday, _created = calendar.holidays.update_or_create(date=day, defaults=said)
    audit.record(
        actor=by,
        action="calendar.holiday_declared",
        subject=f"calendar:{calendar.pk}",
        at=at,
        before={"date": day, "name": before.name, "kind": before.kind} if before else {},
        after={"date": day, **said},
    )
    publish(CalendarChanged(calendar_id=calendar.pk))
    return holiday


@transaction.atomic
def withdraw_holiday(*, day: date, by: Actor, at: datetime, reason: str = "") -> None:
    """Let a day of the office calendar be what its weekday is.

    Raises:
        NotAllowed: the actor may not manage the calendar.
        NoHoliday: nothing was said about the day.
        NationalHolidayStays: it is a public holiday.
    """
    _require(by)
    calendar = _locked()
    holiday = calendar.holidays.filter(date=day).first()
    if holiday is None:
        raise NoHoliday(field="day")
    if holiday.kind == HolidayKind.NATIONAL:
        raise NationalHolidayStays(field="day")
    audit.record(
        actor=by,
        action="calendar.holiday_withdrawn",
        subject=f"calendar:{calendar.pk}",
        at=at,
        before={"date": day, "name": holiday.name, "kind": holiday.kind},
        reason=reason,
    )
    holiday.delete()
    publish(CalendarChanged(calendar_id=calendar.pk))


@transaction.atomic
def import_public_holidays(
    years: Iterable[int], at: datetime, *, by: Actor = SYSTEM
) -> list[Holiday]:
    """Add the public holidays of these years to the office calendar; return those added.

    A day about which the municipality has said something itself stays as it is. A second run
    adds nothing.

    Raises:
        NotAllowed: the actor may not manage the calendar.
        NoCalendar: the municipality has none.
    """
    _require(by)
    wanted = sorted(set(years))
    calendar = _locked()
    known = set(calendar.holidays.values_list("date", flat=True))
    added = Holiday.objects.bulk_create(
        Holiday(
            calendar=calendar,
            date=found.date,
            name=found.name,
            name_en=found.name_en,
            kind=HolidayKind.NATIONAL,
        )
        for found in public_holidays(wanted)
        if found.date not in known
    )
    if added:
        audit.record(
            actor=by,
            action="calendar.public_holidays_imported",
            subject=f"calendar:{calendar.pk}",
            at=at,
            after={"years": wanted, "added": [day.date for day in added]},
        )
        publish(CalendarChanged(calendar_id=calendar.pk))
    return added


def _locked() -> Calendar:
    locked = Calendar.objects.select_for_update().filter(code=OFFICE).first()
    if locked is None:
        raise NoCalendar
    return locked


def _require(by: Actor) -> None:
    if by.kind is not ActorKind.SYSTEM:
        by.require(Permission.MANAGE)
