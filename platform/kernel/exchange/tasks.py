"""The only job that stands first in one municipality and then in another; never in both."""

from django.utils import timezone

from kernel.exchange import services
from kernel.exchange.kinds import LetterRefused, letter_kinds
from kernel.exchange.models import Direction, Letter, State
from kernel.jobs import in_tenant, tenant_task
from kernel.ports import TENANT_DIRECTORY, TenantRef, TenantStatus
from kernel.tenancy import tenant_scope


class PartnerAway(Exception):
    """The other municipality is suspended; the letter is brought later."""


@tenant_task(retries=12, transaction=False)
def bring(*, letter_id: int) -> None:
    """Bring one letter: read it here, open it there, note it here; safe to run twice."""
    with in_tenant() as sender:
        waiting = Letter.objects.filter(direction=Direction.OUT, state=State.WAITING)
        letter = waiting.filter(pk=letter_id).first()
    if letter is None:
        return
    state = State.ARRIVED if _is_taken(letter, sender) else State.RETURNED
    with in_tenant():
        services.settle(letter_id=letter_id, state=state, at=timezone.now())


def _is_taken(letter: Letter, sender: TenantRef) -> bool:
    partner = TENANT_DIRECTORY.require().by_id(letter.partner)
    kind = letter_kinds().get(letter.kind)
    if partner is None or kind is None or partner.status == TenantStatus.CLOSED:
        return False
    if partner.status != TenantStatus.ACTIVE:
        raise PartnerAway
    try:
        with tenant_scope(partner):
            services.open_letter(
                kind=kind,
                key=letter.key,
                values=letter.values,
                sender=sender,
                at=timezone.now(),
            )
    except LetterRefused:
        return False
    return True
