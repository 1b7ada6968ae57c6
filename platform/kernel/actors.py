"""Who acts: one small value that services, audit and histories understand."""

from dataclasses import dataclass
from enum import StrEnum

from kernel.errors import NotAllowed


class ActorKind(StrEnum):
    """The three kinds of hands that can change a record."""

    OFFICER = "officer"
    CITIZEN = "citizen"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or the system, with the hats worn at the moment of acting.

    Attributes:
        label: shown in histories, e.g. "สมชาย ใจดี (นายช่างโยธา)".
        capacity: "รักษาราชการแทน ปลัดเทศบาล" when acting for another, else "".
        permissions: codes granted to the positions held.
        divisions: ids of the divisions of those positions.
    """

    kind: ActorKind
    label: str
    account_id: int | None = None
    officer_id: int | None = None
    appointment_id: int | None = None
    capacity: str = ""
    permissions: frozenset[str] = frozenset()
    divisions: frozenset[int] = frozenset()

    def holds(self, permission: str) -> bool:
        """Tell whether a position held grants the permission."""
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Refuse unless a position held grants the permission.

        Raises:
            NotAllowed: no position held grants it.
        """
        if not self.holds(permission):
            raise NotAllowed


SYSTEM = Actor(kind=ActorKind.SYSTEM, label="ระบบ")


def citizen(label: str = "ผู้แจ้ง", account_id: int | None = None) -> Actor:
    """Return the actor for somebody who is served, with or without an account."""
    return Actor(kind=ActorKind.CITIZEN, label=label, account_id=account_id)
