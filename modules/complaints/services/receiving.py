"""Open the letters of a neighbour's complaint desk; each is known by who sent it."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kernel.actors import SYSTEM
from kernel.audit import services as audit
from kernel.errors import Refused
from kernel.exchange.kinds import LetterRefused, Partner
from kernel.thai import clean_text
from modules.complaints.models import Complaint, Entry, EntryKind, Referral
from modules.complaints.models.referral import ReferralState
from modules.complaints.selectors.referrals import neighbour_slugs
from modules.complaints.services import closing
from modules.complaints.services.letters import Answer, Offer, Standing
from modules.complaints.states import RefusalReason, State


def open_offer(content: Offer, sender: Partner, at: datetime) -> None:
    """Put a neighbour's offer into our tray.

    Raises:
        LetterRefused: we do not exchange complaints with the sender.
    """
    if sender.slug not in neighbour_slugs():
        raise LetterRefused(sender.slug)
    Referral.objects.create(
        public_id=UUID(content.referral),
        is_ours=False,
        partner=sender.id,
        partner_name=sender.name,
        partner_number=content.number[:40],
        content=asdict(content),
        with_contact=bool(content.contact_phone or content.contact_email or content.contact_name),
        at=at,
    )


def open_answer(content: Answer, sender: Partner, at: datetime) -> None:
    """Note the neighbour's answer; what it has taken over is closed here as beyond our border.

    Raises:
        LetterRefused: we never offered this to the sender, or it is answered already.
    """
    referral = _ours(content.referral, sender, ReferralState.WAITING)
    state = ReferralState.ACCEPTED if content.is_accepted else ReferralState.DECLINED
    referral.state, referral.answered_at = state, at
    referral.answer = clean_text(content.remark)
    referral.partner_number = content.number[:40]
    referral.save()
    complaint = referral.complaint
    if complaint is None:
        return
    audit.record(
        actor=SYSTEM,
        action="complaint.offer_answered",
        subject=f"complaint:{complaint.pk}",
        at=at,
        after={"by": sender.name, "state": str(state), "number": content.number},
    )
    _note(complaint, referral, at=at)
    if content.is_accepted:
        _close(complaint, referral, at=at)


def open_standing(content: Standing, sender: Partner, at: datetime) -> None:  # noqa: ARG001
    """Keep in which phase the complaint is at the neighbour's; an older word changes nothing.

    Raises:
        LetterRefused: the sender has nothing of ours, or names no phase.
    """
    referral = _ours(content.referral, sender, ReferralState.ACCEPTED)
    if content.state not in State.values:
        raise LetterRefused(content.state)
    moved_at = datetime.fromisoformat(content.moved_at)
    if referral.partner_moved_at is not None and referral.partner_moved_at >= moved_at:
        return
    referral.partner_state = content.state
    referral.partner_label_th = content.label_th[:60]
    referral.partner_label_en = content.label_en[:60]
    referral.partner_moved_at = moved_at
    referral.save()


def offer_returned(key: str, at: datetime) -> None:
    """Note that the offer did not reach the neighbour; it stays ours."""
    rows = Referral.objects.filter(is_ours=True, public_id=UUID(key), state=ReferralState.WAITING)
    for referral in rows.select_related("complaint"):
        referral.state, referral.answered_at = ReferralState.RETURNED, at
        referral.save()
        if referral.complaint is not None:
            _note(referral.complaint, referral, at=at)


def nothing_returned(key: str, at: datetime) -> None:
    """An answer or a phase that came back changes nothing here; the book of letters has it."""


def _ours(public_id: str, sender: Partner, state: ReferralState) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("complaint")
    found = rows.filter(is_ours=True, public_id=UUID(public_id), partner=sender.id).first()
    if found is None or found.state != state:
        raise LetterRefused(public_id)
    return found


def _note(complaint: Complaint, referral: Referral, *, at: datetime) -> None:
    said = {"name": referral.partner_name, "state": ReferralState(referral.state).label}
    words = str(_("%(name)s: %(state)s") % said)
    Entry.objects.create(
        complaint=complaint,
        kind=EntryKind.NOTE,
        before_state=complaint.state,
        after_state=complaint.state,
        internal_note="\n".join(part for part in (words, referral.answer) if part),
        actor_kind=SYSTEM.kind,
        actor_label=SYSTEM.label,
        at=at,
    )


def _close(complaint: Complaint, referral: Referral, *, at: datetime) -> None:
    said = {"name": referral.partner_name, "number": referral.partner_number}
    remark = str(_("ส่งต่อให้ %(name)s แล้ว เลขที่เรื่อง %(number)s ติดตามต่อได้ด้วยรหัสเดิม") % said)
    try:
        closing.refuse(
            complaint_id=complaint.pk,
            reason=RefusalReason.OUTSIDE_AREA,
            remark=remark,
            by=SYSTEM,
            at=at,
        )
    except Refused:
        # It has gone on here meanwhile; the note tells the desk, and the desk decides.
        return
