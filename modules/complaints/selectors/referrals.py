"""Neighbours, what they offered, and what became of what was offered to them."""

from kernel.actors import Actor
from kernel.configuration.settings import setting
from kernel.ports import TENANT_DIRECTORY, TenantRef, TenantStatus
from kernel.tenancy import current_tenant
from modules.complaints.models import Complaint, Referral
from modules.complaints.models.referral import ReferralState
from modules.complaints.permissions import Permission

MODULE = "complaints"


def neighbour_slugs() -> list[str]:
    """Return the names of the sites with which this municipality exchanges complaints."""
    listed = str(setting("complaints.neighbours") or "").replace(",", " ").split()
    return [slug for slug in dict.fromkeys(listed) if slug != current_tenant().slug]


def neighbours() -> list[TenantRef]:
    """Return the neighbours that can be reached through the platform now."""
    directory = TENANT_DIRECTORY.require()
    found = [directory.by_slug(slug) for slug in neighbour_slugs()]
    return [
        ref
        for ref in found
        if ref is not None and ref.status == TenantStatus.ACTIVE and MODULE in ref.modules
    ]


def offered_to_us(actor: Actor) -> list[Referral]:
    """Return the neighbours' offers that wait for an answer, the oldest first."""
    if not actor.holds(Permission.TRIAGE):
        return []
    rows = Referral.objects.filter(is_ours=False, state=ReferralState.WAITING)
    return list(rows.order_by("at", "pk"))


def last_offer(complaint: Complaint) -> Referral | None:
    """Return our newest offer of the complaint to a neighbour, or None."""
    return Referral.objects.filter(complaint=complaint, is_ours=True).order_by("-at", "-pk").first()


def taken_over(complaint: Complaint) -> Referral | None:
    """Return the offer that a neighbour has accepted, or None."""
    rows = Referral.objects.filter(complaint=complaint, is_ours=True)
    return rows.filter(state=ReferralState.ACCEPTED).first()


def came_from(complaint: Complaint) -> Referral | None:
    """Return the neighbour's offer that the complaint was made of, or None."""
    return Referral.objects.filter(complaint=complaint, is_ours=False).first()
