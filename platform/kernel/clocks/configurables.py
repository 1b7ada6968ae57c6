"""What a municipality can set about its working time."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext_lazy as _

from kernel.clocks.hours import HoursUnreadable, read_hours, read_week
from kernel.clocks.models import Calendar, Holiday, HolidayKind
from kernel.configuration.registry import Configurable, declare


def _calendar_faults(calendar: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    try:
        read_week(calendar["week"])
    except HoursUnreadable as refused:
        yield "week", str(refused)
    try:
        ZoneInfo(calendar.get("zone", "Asia/Bangkok"))
    except (ZoneInfoNotFoundError, ValueError):
        yield "zone", str(_("ไม่รู้จักเขตเวลานี้"))


def _holiday_faults(holiday: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    hours = holiday.get("hours", [])
    try:
        read_hours(hours)
    except HoursUnreadable as refused:
        yield "hours", str(refused)
    if bool(hours) != (holiday.get("kind") == HolidayKind.OPEN):
        yield "hours", str(_("วันเปิดทำการพิเศษต้องมีเวลาทำการ วันหยุดต้องไม่มี"))


declare(
    Configurable(
        kind="clocks.calendar",
        label=_("ปฏิทินวันทำการ"),
        model=Calendar,
        key=("code",),
        fields=("name", "week", "zone", "local_through"),
        check=_calendar_faults,
    )
)
declare(
    Configurable(
        kind="clocks.holiday",
        label=_("วันหยุด"),
        model=Holiday,
        key=("calendar", "date"),
        fields=("name", "name_en", "kind", "hours"),
        references={"calendar": "clocks.calendar"},
        check=_holiday_faults,
    )
)
