"""The organisation chart grants permissions, through positions."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kernel.access.errors import PositionMissing
from kernel.access.models import Position
from kernel.access.policies import require_people_manager
from kernel.actors import Actor
from kernel.audit import services as audit


@transaction.atomic
def grant(*, position_id: int, permissions: Iterable[str], by: Actor, at: datetime) -> Position:
    """Set what the position grants; whoever holds it has it from the next request on.

    Raises:
        PositionMissing: no position has this id.
        NotAllowed: the actor may not manage people.
    """
    require_people_manager(by)
    position = Position.objects.select_for_update().filter(pk=position_id).first()
    if position is None:
        raise PositionMissing
    before = sorted(position.permissions)
    position.permissions = sorted(set(permissions))
    position.save(update_fields=["permissions"])
    audit.record(
        actor=by,
        action="position.granted",
        subject=f"position:{position.code}",
        at=at,
        before={"permissions": before},
        after={"permissions": position.permissions},
    )
    return position
