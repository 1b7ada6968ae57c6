"""Working calendars and clocks: working time against a target, with pauses and frozen outcomes.

The values (`WorkingCalendar`, `Clock`) know no database; `kernel.clocks.services.current_calendar`
reads the municipality's own calendar. Golden cases: tests/kernel/clocks/golden.py.
"""

from kernel.clocks.calendar import NoWorkingTime, WorkingCalendar
from kernel.clocks.clock import Clock, Outcome, Standing

__all__ = ["Clock", "NoWorkingTime", "Outcome", "Standing", "WorkingCalendar"]
