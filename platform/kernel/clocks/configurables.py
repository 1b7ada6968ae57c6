"""What a municipality can set about its working time."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.clocks.hours import HoursUnreadable, read_hours, read_week
from kernel.clocks.models import Calendar, Holiday
from kernel.configuration.registry import Configurable, declare


def _week_faults(calendar: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    try:
        read_week(calendar["week"])
    except HoursUnreadable as refused:
        yield "week", str(refused)


def _hours_faults(holiday: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    try:
        read_hours(holiday["hours"])
    except HoursUnreadable as refused:
        yield "hours", str(refused)


declare(
    Configurable(
        kind="clocks.calendar",
        model=Calendar,
        key=("code",),
        fields=("name", "week"),
        check=_week_faults,
        label=_("ปฏิทินทำการ"),
    )
)
declare(
    Configurable(
        kind="clocks.holiday",
        model=Holiday,
        key=("calendar", "date"),
        fields=("name", "name_en", "kind", "hours"),
        references={"calendar": "clocks.calendar"},
        check=_hours_faults,
        label=_("วันหยุดและวันทำการพิเศษ"),
    )
)
