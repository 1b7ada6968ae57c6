"""The field crew's jobs: what the officer's own units work on now."""

from kernel.actors import Actor
from modules.complaints.models import Complaint, ComplaintQuerySet, Part, PartUsed
from modules.complaints.selectors.lists import visible
from modules.complaints.states import State


def jobs(actor: Actor) -> ComplaintQuerySet:
    """Return what the officer's units work on, what is due first on top."""
    rows = visible(actor).filter(unit_id__in=actor.divisions, state=State.WORKING)
    return rows.with_names().order_by("due_at", "pk")


def parts_in_use() -> list[Part]:
    """List the parts of the catalogue that can be chosen."""
    return list(Part.objects.filter(is_active=True).order_by("position", "name_th", "pk"))


def parts_used(complaint: Complaint) -> list[PartUsed]:
    """List what was used for the complaint, in the order it was written down."""
    return list(PartUsed.objects.filter(complaint=complaint).order_by("pk"))
