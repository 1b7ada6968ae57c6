"""Facts that calendars tell."""

from dataclasses import dataclass

from kernel.events import Fact


@dataclass(frozen=True)
class CalendarChanged(Fact):
    """Hours or holidays of a calendar changed, so due times may move."""

    calendar_id: int
