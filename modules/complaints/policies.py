"""Who sees which complaint, and which moves are open to whom."""

from django.db.models import Q

from kernel.actors import Actor, ActorKind
from kernel.workflow import Move
from modules.complaints.models import Complaint
from modules.complaints.permissions import REPORTER, Permission
from modules.complaints.states import MACHINE

SEES_ALL = (Permission.VIEW_ALL, Permission.TRIAGE, Permission.ASSIGN)
NOTHING = Q(pk__in=())
# Where a browser's session keeps the tracking codes that it has shown.
SHOWN_CODES = "complaints_shown_codes"


def visible_to(actor: Actor) -> Q:
    """Return the filter for the complaints that the officer may see.

    The desk sees all; a unit sees what it is responsible for, or will be by the category.
    """
    if sees_all(actor):
        return Q()
    if actor.holds(Permission.VIEW):
        of_unit = Q(unit_id__in=actor.divisions)
        return of_unit | Q(unit__isnull=True, category__unit_id__in=actor.divisions)
    return NOTHING


def sees_all(actor: Actor) -> bool:
    """Tell whether the officer's desk is for the whole municipality."""
    return any(actor.holds(permission) for permission in SEES_ALL)


def has_business_here(actor: Actor) -> bool:
    """Tell whether the officer has any business at the complaint desk."""
    return sees_all(actor) or actor.holds(Permission.VIEW)


def moves_open_to(actor: Actor, complaint: Complaint) -> list[Move]:
    """List the moves that the actor may make with the complaint now."""
    return MACHINE.moves_from(complaint.state, actor, complaint)


def reporter_of(complaint: Complaint) -> Actor:
    """Return the actor for whoever has shown the tracking code of this complaint."""
    return Actor(
        kind=ActorKind.CITIZEN,
        label="ผู้แจ้ง",
        permissions=frozenset({f"{REPORTER}:{complaint.public_id}"}),
    )


def may_see_contact(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the officer may uncover the reporter's contact of this complaint."""
    if not actor.holds(Permission.SEE_CONTACT):
        return False
    return sees_all(actor) or complaint.unit_id in actor.divisions
