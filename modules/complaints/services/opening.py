"""Opening one complaint at the desk; who opened a confidential one is written down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kernel.actors import Actor
from kernel.audit import services as audit
from modules.complaints import selectors
from modules.complaints.models import Complaint


@transaction.atomic
def open_for(*, public_id: UUID, by: Actor, at: datetime) -> Complaint:
    """Return the complaint if the officer may see it; a look at a confidential one is audited.

    Raises:
        Missing: it does not exist, or not for this officer.
    """
    complaint = selectors.complaint_for(actor=by, public_id=public_id)
    if complaint.is_confidential:
        audit.record_look(
            actor=by, subject=f"complaint:{complaint.pk}", fields=["confidential"], at=at
        )
    return complaint
