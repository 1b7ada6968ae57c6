"""Answers about an officer's own files."""

from uuid import UUID

from kernel.actors import Actor
from kernel.documents.models import Document
from kernel.errors import Missing
from kernel.handouts.models import Handout

MOST = 30


def handouts_of(actor: Actor) -> list[Handout]:
    """Return what the officer asked for and may still have, the newest first."""
    rows = Handout.objects.filter(owner_id=actor.officer_id).select_related("document")
    return list(rows.order_by("-asked_at", "-pk")[:MOST])


def handout_for(*, actor: Actor, public_id: UUID) -> Handout:
    """Return the officer's own handout.

    Raises:
        Missing: there is none of this id, or it is somebody else's.
    """
    rows = Handout.objects.filter(public_id=public_id, owner_id=actor.officer_id)
    found = rows.select_related("document").first()
    if found is None:
        raise Missing
    return found


def may_fetch(actor: Actor, document: Document) -> bool:
    """Tell whether the actor asked for the file and still holds what it takes."""
    if actor.officer_id is None:
        return False
    handout = Handout.objects.filter(document=document, owner_id=actor.officer_id).first()
    return handout is not None and actor.holds(handout.permission)
