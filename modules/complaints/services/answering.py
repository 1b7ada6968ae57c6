"""Answer what a neighbour offers: make it a complaint of our own, or say why not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.errors import Invalid, Missing
from kernel.exchange.errors import NotAPartner
from kernel.exchange.posting import post
from modules.complaints.models import Channel, Complaint, Referral
from modules.complaints.models.referral import ReferralState
from modules.complaints.permissions import Permission
from modules.complaints.services.filing import submit
from modules.complaints.services.letters import ANSWER, Answer, Offer
from modules.complaints.services.moving import said
from modules.complaints.services.referring import note, partner_of, tell_partner, write_down
from modules.complaints.services.report import Contact, Report


class AnswerMissing(Invalid):
    """Whoever declines says why."""

    code = "answer_missing"
    message = _("โปรดบอกเหตุผลที่ไม่รับเรื่อง")


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
    note(complaint, str(_("รับต่อจาก %(name)s") % {"name": referral.partner_name}), by=by, at=at)
    facts = {"from": referral.partner_name}
    write_down("complaint.offer_accepted", complaint, facts, by=by, at=at)
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
    partner = partner_of(referral)
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
