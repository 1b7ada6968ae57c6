"""Working calendars and clocks.

The values here know no database; a municipality's own calendar comes from
`kernel.clocks.services.current_calendar()`.
"""

from kernel.clocks.calendar import NoWorkingTime, WorkingCalendar
from kernel.clocks.clock import (
    Clock,
    ClockRefused,
    Outcome,
    PauseReasonMissing,
    Segment,
    Standing,
)

__all__ = [
    "Clock",
    "ClockRefused",
    "NoWorkingTime",
    "Outcome",
    "PauseReasonMissing",
    "Segment",
    "Standing",
    "WorkingCalendar",
]
