"""Who sees which complaint, and which moves are open to whom."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from kernel.actors import Actor, ActorKind
from kernel.configuration.settings import setting
from kernel.workflow import Move
from modules.complaints.models import Complaint
from modules.complaints.permissions import HANDLING, REPORTER, Permission
from modules.complaints.states import MACHINE, State

SEES_ALL = (Permission.VIEW_ALL, Permission.TRIAGE, Permission.ASSIGN)
NOTHING = Q(pk__in=())
# Where a browser's session keeps the tracking codes that it has shown.
SHOWN_CODES = "complaints_shown_codes"
# Where it keeps until when the officer may open the originals of a complaint.
OPENED_ORIGINALS = "complaints_opened_originals"
ORIGINALS_STAY_OPEN = timedelta(minutes=5)


def visible_to(actor: Actor) -> Q:
    """Return the filter for the complaints that the officer may see.

    The desk sees all; a unit sees what it is responsible for, or will be by the category. What is
    confidential neither sees: its own permission does, except to those whom it is about.
    """
    ordinary = _ordinary_to(actor) & Q(is_confidential=False)
    if not actor.holds(Permission.CONFIDENTIAL):
        return ordinary
    barred = Q(barred__contains=[actor.officer_id or 0])
    return ordinary | (Q(is_confidential=True) & ~barred)


def _ordinary_to(actor: Actor) -> Q:
    if sees_all(actor):
        return Q()
    if actor.holds(Permission.VIEW):
        of_unit = Q(unit_id__in=actor.divisions)
        return of_unit | Q(unit__isnull=True, category__unit_id__in=actor.divisions)
    return NOTHING


def sees_all(actor: Actor) -> bool:
    """Tell whether the officer's desk is for the whole municipality."""
    return any(actor.holds(permission) for permission in SEES_ALL)


def moves_open_to(actor: Actor, complaint: Complaint, at: datetime | None = None) -> list[Move]:
    """List the moves that the actor may make with the complaint, now unless a time is given."""
    moves = MACHINE.moves_from(complaint.state, at_hand(actor, complaint), complaint)
    if may_still_be_reopened(complaint, at=at or timezone.now()):
        return moves
    return [move for move in moves if move.name != "ask_reopen"]


def at_hand(actor: Actor, complaint: Complaint) -> Actor:
    """Return the actor with what an officer may do at this complaint.

    At a confidential one no unit and no other permission counts, and its own is enough.
    """
    if not complaint.is_confidential or actor.kind is not ActorKind.OFFICER:
        return actor
    if not is_in_the_know(actor, complaint):
        return replace(actor, permissions=frozenset(), divisions=frozenset())
    divisions = actor.divisions.union([complaint.unit_id] if complaint.unit_id else [])
    return replace(actor, permissions=actor.permissions | HANDLING, divisions=divisions)


def is_in_the_know(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the officer may see this confidential complaint; whom it is about may not."""
    return actor.holds(Permission.CONFIDENTIAL) and actor.officer_id not in complaint.barred


def may_confide(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the officer may make the complaint confidential, or ordinary again."""
    is_merged = complaint.duplicate_of_id is not None
    return at_hand(actor, complaint).holds(Permission.TRIAGE) and not is_merged


def may_still_be_reopened(complaint: Complaint, *, at: datetime) -> bool:
    """Tell whether the window since the stored time of closing is still open."""
    until = reopen_until(complaint)
    return until is not None and at <= until


def reopen_until(complaint: Complaint) -> datetime | None:
    """Return until when the reporter may ask to reopen; None when it is not closed by us."""
    if complaint.closed_at is None or complaint.state not in {State.DONE, State.CLOSED_OTHER}:
        return None
    return complaint.closed_at + timedelta(days=int(setting("complaints.reopen_days")))


def reporter_of(complaint: Complaint) -> Actor:
    """Return the actor for whoever has shown the tracking code of this complaint."""
    return Actor(
        kind=ActorKind.CITIZEN,
        label="ผู้แจ้ง",
        permissions=frozenset({f"{REPORTER}:{complaint.public_id}"}),
    )


def is_the_reporter(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the actor has shown the tracking code of this complaint."""
    return actor.holds(f"{REPORTER}:{complaint.public_id}")


def may_redact(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the officer may cover parts of this complaint's photos and texts."""
    return at_hand(actor, complaint).holds(Permission.REDACT)


def may_see_originals(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the officer may ask for what is covered; each look needs a reason."""
    return at_hand(actor, complaint).holds(Permission.SEE_ORIGINAL)


def may_see_contact(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the officer may uncover the reporter's contact of this complaint."""
    actor = at_hand(actor, complaint)
    if not actor.holds(Permission.SEE_CONTACT):
        return False
    return sees_all(actor) or complaint.unit_id in actor.divisions
