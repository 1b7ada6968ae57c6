"""What the complaint desk does when other rooms tell a fact."""

from django.utils import timezone

from kernel.clocks.events import CalendarChanged
from kernel.configuration.events import ConfigurationApplied
from kernel.events import subscribe
from modules.complaints import services


@subscribe(CalendarChanged)
@subscribe(ConfigurationApplied)
def move_due_dates(_fact: CalendarChanged | ConfigurationApplied) -> None:
    """Move the due dates of open complaints to where the calendar of now puts them."""
    services.recompute_due_dates(at=timezone.now())
