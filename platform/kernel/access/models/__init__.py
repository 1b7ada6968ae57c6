"""People: accounts, the house's divisions and positions, and who wears which hat when."""

from kernel.access.models.account import Account, AccountKind, AccountManager
from kernel.access.models.appointment import Appointment, AppointmentKind
from kernel.access.models.officer import Officer
from kernel.access.models.structure import Division, DivisionKind, Position

__all__ = [
    "Account",
    "AccountKind",
    "AccountManager",
    "Appointment",
    "AppointmentKind",
    "Division",
    "DivisionKind",
    "Officer",
    "Position",
]
