"""Offer a complaint to the neighbour in whose area it lies, and answer the neighbour's offers."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kernel.actors import SYSTEM, Actor
from kernel.audit import services as audit
from kernel.errors import Invalid, Refused
from kernel.exchange.errors import NotAPartner
from kernel.exchange.posting import post
from kernel.ports import TENANT_DIRECTORY, TenantRef
from modules.complaints.models import Complaint, Entry, EntryKind, Referral
from modules.complaints.models.referral import ReferralState
from modules.complaints.permissions import Permission
from modules.complaints.selectors.contacts import reporter_or_none
from modules.complaints.selectors.labels import state_labels
from modules.complaints.selectors.referrals import came_from, last_offer, neighbours
from modules.complaints.services.letters import OFFER, STANDING, Offer, Standing
from modules.complaints.services.moving import locked, said
from modules.complaints.services.publishing import without_contacts
from modules.complaints.states import State

OFFERABLE = (State.NEW, State.TRIAGE, State.WORKING)


class NotOfferable(Refused):
    """It waits for somebody, is closed, confidential, or offered already."""

    code = "not_offerable"
    message = _("เสนอเรื่องนี้ให้ท้องถิ่นอื่นไม่ได้ในขณะนี้")


class ConsentMissing(Invalid):
    """A contact may cross only if the reporter agreed, and how is written down."""

    code = "consent_missing"
    message = _("โปรดบันทึกว่าผู้แจ้งยินยอมเมื่อใดและอย่างไร")


@transaction.atomic
def offer(  # noqa: PLR0913  # each is a field of the form
    *,
    complaint_id: int,
    neighbour: str,
    remark: str,
    with_contact: bool,
    consent: str,
    by: Actor,
    at: datetime,
) -> Referral:
    """Offer the complaint to the neighbour (its site's name); it stays ours until they accept.

    Raises:
        NotAllowed: the actor does not triage.
        NotAPartner: the neighbour cannot be reached through the platform.
        NotOfferable: it is closed, confidential, or offered already.
        ConsentMissing: the contact should go along, and how the reporter agreed is not said.
    """
    by.require(Permission.TRIAGE)
    complaint = locked(complaint_id)
    partner = next((ref for ref in neighbours() if ref.slug == neighbour), None)
    if partner is None:
        raise NotAPartner
    _check_offerable(complaint)
    if with_contact and not said(consent):
        raise ConsentMissing(field="consent")
    referral = Referral.objects.create(
        is_ours=True,
        partner=partner.id,
        partner_name=partner.name,
        complaint=complaint,
        with_contact=with_contact,
        consent=said(consent)[:300] if with_contact else "",
        at=at,
    )
    content = _content(referral, complaint, said(remark), by=by, at=at)
    post(
        kind=OFFER,
        content=content,
        key=str(referral.public_id),
        thread=str(referral.public_id),
        to=partner,
        by=by,
        at=at,
    )
    facts = {"to": partner.name, "with_contact": with_contact, "consent": referral.consent}
    note(complaint, str(_("เสนอเรื่องให้ %(name)s") % {"name": partner.name}), by=by, at=at)
    write_down("complaint.offered", complaint, facts, by=by, at=at)
    return referral


def tell_partner(*, complaint_id: int, at: datetime) -> None:
    """Let the neighbour's citizen see in which phase the complaint is now; nothing otherwise."""
    complaint = Complaint.objects.filter(pk=complaint_id).first()
    referral = came_from(complaint) if complaint else None
    partner = partner_of(referral) if referral else None
    if complaint is None or referral is None or partner is None:
        return
    labels = {}
    for language in ("th", "en"):
        with translation.override(language):
            labels[f"label_{language}"] = state_labels()[complaint.state]
    moved_at = complaint.moved_at.isoformat()
    content = Standing(
        referral=str(referral.public_id), state=complaint.state, moved_at=moved_at, **labels
    )
    key = f"{referral.public_id}:{complaint.state}:{complaint.moved_at.timestamp():.0f}"
    post(
        kind=STANDING,
        content=content,
        key=key,
        thread=str(referral.public_id),
        to=partner,
        by=SYSTEM,
        at=at,
    )


def _check_offerable(complaint: Complaint) -> None:
    before = last_offer(complaint)
    is_offered = before is not None and before.state in {
        ReferralState.WAITING,
        ReferralState.ACCEPTED,
    }
    if complaint.state not in OFFERABLE or is_offered or complaint.is_confidential:
        raise NotOfferable


def _content(
    referral: Referral, complaint: Complaint, remark: str, *, by: Actor, at: datetime
) -> Offer:
    """Return everything that crosses; words are blotted unless the contact goes along."""
    clean = str if referral.with_contact else without_contacts
    reporter = reporter_or_none(complaint) if referral.with_contact else None
    if reporter is not None:
        fields = ["name", "phone", "email"]
        audit.record_look(
            actor=by,
            subject=f"complaint:{complaint.pk}",
            fields=fields,
            at=at,
            reason=referral.consent,
        )
    return Offer(
        referral=str(referral.public_id),
        number=complaint.number,
        category=complaint.category.name_th,
        words=clean(complaint.words),
        place=clean(complaint.place),
        longitude=complaint.pin.x if complaint.pin else None,
        latitude=complaint.pin.y if complaint.pin else None,
        remark=remark,
        contact_name=reporter.name if reporter else "",
        contact_phone=reporter.phone if reporter else "",
        contact_email=reporter.email if reporter else "",
        language=reporter.language if reporter else "th",
    )


def partner_of(referral: Referral) -> TenantRef | None:
    """Return the neighbour of the offer; None when it has left the platform."""
    return TENANT_DIRECTORY.require().by_id(referral.partner)


def note(complaint: Complaint, words: str, *, by: Actor, at: datetime) -> None:
    """Write a line into the history that only the desk reads."""
    Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.NOTE,
        before_state=complaint.state,
        after_state=complaint.state,
        internal_note=words,
        actor_kind=by.kind,
        actor_label=by.label,
        at=at,
    )


def write_down(
    action: str, complaint: Complaint, facts: Mapping[str, object], *, by: Actor, at: datetime
) -> None:
    """Write the deed into the book."""
    subject = f"complaint:{complaint.pk}"
    audit.record(actor=by, action=action, subject=subject, at=at, after=dict(facts))
