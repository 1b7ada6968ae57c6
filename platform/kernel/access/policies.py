"""Who may change people and the organisation chart."""

from kernel.access.permissions import Permission
from kernel.actors import Actor, ActorKind


def require_people_manager(by: Actor) -> None:
    """Refuse unless the actor manages people; the system itself (onboarding) may.

    Raises:
        NotAllowed: no position held grants it.
    """
    if by.kind is not ActorKind.SYSTEM:
        by.require(Permission.PEOPLE_MANAGE)
