"""The organisation chart grants permissions, through positions."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from kernel.access.errors import LastManager, PositionMissing
from kernel.access.models import Position
from kernel.access.permissions import Permission
from kernel.access.policies import require_people_manager
from kernel.access.selectors import officers_holding
from kernel.actors import Actor, ActorKind
from kernel.audit import services as audit


@transaction.atomic
def grant(*, position_id: int, permissions: Iterable[str], by: Actor, at: datetime) -> Position:
    """Set what the position grants; whoever holds it has it from the next request on.

    Raises:
        PositionMissing: no position has this id.
        NotAllowed: the actor may not manage people.
        LastManager: nobody could manage people afterwards.
    """
    require_people_manager(by)
    position = Position.objects.select_for_update().filter(pk=position_id).first()
    if position is None:
        raise PositionMissing
    before = sorted(position.permissions)
    position.permissions = sorted(set(permissions))
    position.save(update_fields=["permissions"])
    require_a_manager(by=by, at=at)
    audit.record(
        actor=by,
        action="position.granted",
        subject=f"position:{position.code}",
        at=at,
        before={"permissions": before},
        after={"permissions": position.permissions},
    )
    return position


@transaction.atomic
def grant_many(
    *, granted: Mapping[int, Iterable[str]], within: Iterable[str], by: Actor, at: datetime
) -> int:
    """Set which of the permissions `within` each position grants; the others stay as they are.

    Returns how many positions changed.

    Raises:
        PositionMissing: no position has one of these ids.
        NotAllowed: the actor may not manage people.
        LastManager: nobody could manage people afterwards.
    """
    require_people_manager(by)
    asked, changed = frozenset(within), 0
    present = {pk: frozenset(held) for pk, held in _present(granted)}
    for position_id, wanted in granted.items():
        if position_id not in present:
            raise PositionMissing
        held = present[position_id]
        new = (held - asked) | (asked & frozenset(wanted))
        if new != held:
            grant(position_id=position_id, permissions=new, by=by, at=at)
            changed += 1
    return changed


def require_a_manager(*, by: Actor, at: datetime) -> None:
    """Do nothing while an officer can still manage people after what this officer did.

    Raises:
        LastManager: nobody could.
    """
    if by.kind is ActorKind.OFFICER and not officers_holding(Permission.PEOPLE_MANAGE, at=at):
        raise LastManager


def _present(granted: Iterable[int]) -> Iterable[tuple[int, list[str]]]:
    rows = Position.objects.select_for_update().filter(pk__in=list(granted)).order_by("pk")
    return rows.values_list("pk", "permissions")
