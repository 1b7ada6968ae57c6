"""What other rooms may do with files."""

from datetime import datetime

from django.contrib.gis.geos import Point
from django.db import transaction

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.documents.models import Document
from kernel.documents.permissions import Permission
from kernel.documents.receiving import receive

__all__ = ["forget_camera", "place_of", "receive"]


def forget_camera(document: Document) -> None:
    """Erase where and when the camera was, and what the person called the file."""
    document.hint_point, document.taken_at, document.original_name = None, None, ""
    document.save(update_fields=["hint_point", "taken_at", "original_name"])


@transaction.atomic
def place_of(*, document: Document, by: Actor, at: datetime) -> Point | None:
    """Return where the camera says it was, and note who looked: it is personal data.

    Raises:
        NotAllowed: the actor may not see places.
    """
    by.require(Permission.SEE_PLACE)
    audit.record_look(
        actor=by, subject=f"document:{document.public_id}", fields=["hint_point"], at=at
    )
    return document.hint_point
