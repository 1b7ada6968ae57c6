"""What the complaint desk does when other rooms tell a fact."""

from django.utils import timezone

from kernel.clocks.events import CalendarChanged
from kernel.events import subscribe
from modules.complaints import services


@subscribe(CalendarChanged)
def move_due_dates(_fact: CalendarChanged) -> None:
    """Move the due dates of open complaints to where the changed calendar puts them."""
    services.recompute_due_dates(at=timezone.now())
