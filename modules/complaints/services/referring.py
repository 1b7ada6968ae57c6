"""Offer a complaint to the neighbour in whose area it lies, and answer the neighbour's offers."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kernel.actors import SYSTEM, Actor
from kernel.audit import services as audit
from kernel.errors import Invalid, Missing, Refused
from kernel.exchange.errors import NotAPartner
from kernel.exchange.posting import post
from kernel.ports import TENANT_DIRECTORY, TenantRef
from modules.complaints.models import Channel, Complaint, Entry, EntryKind, Referral
from modules.complaints.models.referral import ReferralState
from modules.complaints.permissions import Permission
from modules.complaints.selectors.contacts import reporter_or_none
from modules.complaints.selectors.labels import state_labels
from modules.complaints.selectors.referrals import came_from, last_offer, neighbours
from modules.complaints.services.filing import submit
from modules.complaints.services.letters import ANSWER, OFFER, STANDING, Answer, Offer, Standing
from modules.complaints.services.moving import locked, said
from modules.complaints.services.publishing import without_contacts
from modules.complaints.services.report import Contact, Report
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


class AnswerMissing(Invalid):
    """Whoever declines says why."""

    code = "answer_missing"
    message = _("โปรดบอกเหตุผลที่ไม่รับเรื่อง")


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
    _note(complaint, str(_("เสนอเรื่องให้ %(name)s") % {"name": partner.name}), by=by, at=at)
    _audit("complaint.offered", complaint, facts, by=by, at=at)
    return referral


@transaction.atomic
def accept(*, referral_id: UUID, category: str, village: str, by: Actor, at: datetime) -> Complaint:
    """Make a complaint of our own out of a neighbour's offer, and tell the neighbour its number.

    Raises:
        NotAllowed: the actor does not triage.
        Missing: no such offer waits.
        Invalid: category or place cannot be used here; `field` names it.
    """
    referral = _waiting(referral_id, by=by)
    offered = Offer(**referral.content)
    complaint = submit(report=_report(referral, offered, category, village), by=by, at=at)
    referral.complaint = complaint
    _answered(referral, ReferralState.ACCEPTED, at=at)
    _note(complaint, str(_("รับต่อจาก %(name)s") % {"name": referral.partner_name}), by=by, at=at)
    facts = {"from": referral.partner_name}
    _audit("complaint.offer_accepted", complaint, facts, by=by, at=at)
    _reply(referral, number=complaint.number, by=by, at=at)
    tell_partner(complaint_id=complaint.pk, at=at)
    return complaint


@transaction.atomic
def decline(*, referral_id: UUID, answer: str, by: Actor, at: datetime) -> Referral:
    """Say no to a neighbour's offer, with the reason; what came with it is forgotten.

    Raises:
        NotAllowed: the actor does not triage.
        Missing: no such offer waits.
        AnswerMissing: no reason was given.
    """
    referral = _waiting(referral_id, by=by)
    if not said(answer):
        raise AnswerMissing(field="answer")
    referral.answer = said(answer)
    _answered(referral, ReferralState.DECLINED, at=at)
    audit.record(
        actor=by,
        action="complaint.offer_declined",
        subject="complaints",
        at=at,
        after={"from": referral.partner_name, "offer": str(referral.public_id)},
    )
    _reply(referral, number="", by=by, at=at)
    return referral


def tell_partner(*, complaint_id: int, at: datetime) -> None:
    """Let the neighbour's citizen see in which phase the complaint is now; nothing otherwise."""
    complaint = Complaint.objects.filter(pk=complaint_id).first()
    referral = came_from(complaint) if complaint else None
    partner = _partner(referral) if referral else None
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


def _report(referral: Referral, offered: Offer, category: str, village: str) -> Report:
    has_pin = offered.longitude is not None and offered.latitude is not None and not village
    return Report(
        category=category,
        words=offered.words,
        pin=(offered.longitude or 0.0, offered.latitude or 0.0) if has_pin else None,
        village=village,
        place=offered.place,
        contact=Contact(
            name=offered.contact_name,
            phone=offered.contact_phone,
            email=offered.contact_email,
            language=offered.language,
        ),
        channel=Channel.NEIGHBOUR,
        client_key=f"referral:{referral.public_id}",
    )


def _waiting(referral_id: UUID, *, by: Actor) -> Referral:
    by.require(Permission.TRIAGE)
    rows = Referral.objects.select_for_update().filter(is_ours=False, public_id=referral_id)
    referral = rows.filter(state=ReferralState.WAITING).first()
    if referral is None:
        raise Missing
    return referral


def _answered(referral: Referral, state: ReferralState, *, at: datetime) -> None:
    referral.state, referral.content, referral.answered_at = state, {}, at
    referral.save()


def _reply(referral: Referral, *, number: str, by: Actor, at: datetime) -> None:
    partner = _partner(referral)
    if partner is None:
        raise NotAPartner
    content = Answer(
        referral=str(referral.public_id),
        is_accepted=referral.state == ReferralState.ACCEPTED,
        number=number,
        remark=referral.answer,
    )
    post(
        kind=ANSWER,
        content=content,
        key=str(referral.public_id),
        thread=str(referral.public_id),
        to=partner,
        by=by,
        at=at,
    )


def _partner(referral: Referral) -> TenantRef | None:
    return TENANT_DIRECTORY.require().by_id(referral.partner)


def _note(complaint: Complaint, words: str, *, by: Actor, at: datetime) -> None:
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


def _audit(
    action: str, complaint: Complaint, facts: Mapping[str, object], *, by: Actor, at: datetime
) -> None:
    subject = f"complaint:{complaint.pk}"
    audit.record(actor=by, action=action, subject=subject, at=at, after=dict(facts))
