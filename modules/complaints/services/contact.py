"""The reporter's contact: looking at it leaves a trace, and a mask is never stored."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import NotAllowed, Refused
from modules.complaints import policies
from modules.complaints.models import Complaint, Entry, EntryKind, Reporter
from modules.complaints.selectors.contacts import ShownContact, reporter_or_none
from modules.complaints.services.moving import locked
from modules.complaints.services.report import Contact, cleaned_contact


class ReportIsAnonymous(Refused):
    """Nobody left a contact."""

    code = "report_is_anonymous"
    message = _("ผู้แจ้งไม่ได้ให้ข้อมูลติดต่อไว้")


@transaction.atomic
def reveal_contact(*, complaint_id: int, by: Actor, at: datetime) -> ShownContact:
    """Return the contact in full, and note who looked.

    Raises:
        NotAllowed: the actor may not see this contact.
        ReportIsAnonymous: there is none.
    """
    complaint, reporter = _reporter(complaint_id, by=by)
    audit.record_look(
        actor=by,
        subject=f"complaint:{complaint.pk}",
        fields=["name", "phone", "email"],
        at=at,
    )
    return ShownContact(
        name=reporter.name, phone=reporter.phone, email=reporter.email, is_masked=False
    )


@transaction.atomic
def correct_contact(*, complaint_id: int, contact: Contact, by: Actor, at: datetime) -> Complaint:
    """Replace the contact with a corrected one; history and audit keep no values, only names.

    Raises:
        NotAllowed: the actor may not see this contact.
        ReportIsAnonymous: there is none to correct.
        MaskedValue: a value came from a masked screen.
        Invalid: phone or e-mail cannot be used.
    """
    complaint, reporter = _reporter(complaint_id, by=by)
    clean = cleaned_contact(contact)
    changed = [
        field
        for field in ("name", "phone", "email")
        if getattr(reporter, field) != getattr(clean, field)
    ]
    for field in changed:
        setattr(reporter, field, getattr(clean, field))
    reporter.save(update_fields=changed)
    _tell(complaint, changed, by=by, at=at)
    return complaint


def _reporter(complaint_id: int, *, by: Actor) -> tuple[Complaint, Reporter]:
    complaint = locked(complaint_id)
    if not policies.may_see_contact(by, complaint):
        raise NotAllowed
    reporter = reporter_or_none(complaint)
    if reporter is None:
        raise ReportIsAnonymous
    return complaint, reporter


def _tell(complaint: Complaint, changed: list[str], *, by: Actor, at: datetime) -> None:
    Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.CONTACT_CORRECTED,
        before_state=complaint.state,
        after_state=complaint.state,
        actor_kind=by.kind,
        actor_label=by.label,
        facts={"fields": changed},
        at=at,
    )
    audit.record(
        actor=by,
        action="complaint.contact_corrected",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after={"fields": changed},
    )
