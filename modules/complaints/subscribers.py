"""What the complaint desk does when other rooms tell a fact."""

from django.utils import timezone

from kernel.clocks.events import CalendarChanged
from kernel.configuration.events import ConfigurationApplied
from kernel.events import subscribe
from modules.complaints import services
from modules.complaints.events import ComplaintSeen, NeighboursComplaintMoved
from modules.complaints.services import publishing, referring


@subscribe(CalendarChanged)
def follow_calendar(_fact: CalendarChanged) -> None:
    """Move the due dates of open complaints to where the changed calendar puts them."""
    services.recompute_due_dates(at=timezone.now())


@subscribe(ConfigurationApplied)
def follow_configuration(_fact: ConfigurationApplied) -> None:
    """Do the same after a bundle, which may have brought a calendar."""
    services.recompute_due_dates(at=timezone.now())


@subscribe(ComplaintSeen)
def publish_assigned(fact: ComplaintSeen) -> None:
    """Put what triage has given to a unit on the public map, as far as the settings let."""
    publishing.publish_when_assigned(complaint_id=fact.complaint_id, at=timezone.now())


@subscribe(NeighboursComplaintMoved)
def tell_neighbour(fact: NeighboursComplaintMoved) -> None:
    """Let the neighbour who offered it see the phase that its citizen may read."""
    referring.tell_partner(complaint_id=fact.complaint_id, at=timezone.now())
