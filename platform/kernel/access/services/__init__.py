"""The verbs about people."""

from kernel.access.services.accounts import (
    choose_language,
    create_ops_account,
    set_password,
)
from kernel.access.services.appointments import (
    appoint,
    end_appointment,
    record_acting,
    record_delegation,
)
from kernel.access.services.officers import (
    amend_officer,
    create_officer,
    deactivate,
    note_invitation,
    reactivate,
)
from kernel.access.services.structure import grant, grant_many

__all__ = [
    "amend_officer",
    "appoint",
    "choose_language",
    "create_officer",
    "create_ops_account",
    "deactivate",
    "end_appointment",
    "grant",
    "grant_many",
    "note_invitation",
    "reactivate",
    "record_acting",
    "record_delegation",
    "set_password",
]
