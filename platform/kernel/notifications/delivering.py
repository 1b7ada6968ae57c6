"""Send one message: take it, hand it over, write down how it went.

Each step is its own short transaction, and the network is between them. Whoever dies while
handing over leaves a lease that runs out, and the message is sent again: at least once, never
lost. The other side sees the same id both times and can drop the second.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from kernel.notifications.channels import channel_named
from kernel.notifications.errors import DeliveryFailed
from kernel.notifications.models import Message, State
from kernel.ports import TenantRef

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
KEEP = timedelta(days=90)

_WAITING = Q(state__in=[State.QUEUED, State.FAILED])


def take(*, message_id: int, at: datetime) -> Message | None:
    """Lease the message for two minutes; None when it is not due, or somebody else holds it."""
    message = (
        Message.objects.select_for_update(skip_locked=True)
        .filter(_WAITING, pk=message_id, next_at__lte=at)
        .filter(Q(leased_until__isnull=True) | Q(leased_until__lt=at))
        .first()
    )
    if message is None:
        return None
    message.leased_until = at + LEASE
    message.attempts += 1
    message.save(update_fields=["leased_until", "attempts"])
    return message


def hand_over(message: Message, tenant: TenantRef) -> str:
    """Give the message to its channel; return "" or the reason why it was not taken."""
    channel = channel_named(message.channel)
    if channel is None or not channel.is_on():
        return "channel is off"
    try:
        channel.send(message, tenant)
    except DeliveryFailed as failure:
        return failure.reason[:200]
    return ""


def note_sent(message: Message, *, at: datetime) -> None:
    """Write down that the other side has taken it; a code or a sealed text is erased."""
    message.state = State.SENT
    message.sent_at = at
    message.leased_until = None
    message.last_error = ""
    if message.is_sealed or (message.is_secret and not settings.DEMO):
        message.body = ""
        message.subject = ""
    message.save()


def note_failure(message: Message, *, reason: str, at: datetime) -> datetime | None:
    """Write down the reason; return when to try again, or None when it is given up."""
    message.leased_until = None
    message.last_error = reason
    if message.attempts >= MOST_ATTEMPTS:
        message.state = State.DEAD
    else:
        message.state = State.FAILED
        message.next_at = at + min(FIRST_WAIT * 4 ** (message.attempts - 1), LONGEST_WAIT)
    message.save()
    return None if message.state == State.DEAD else message.next_at


def due(*, at: datetime, limit: int = 500) -> list[int]:
    """Return the ids of messages that are due and nobody holds, the longest waiting first."""
    waiting = Message.objects.filter(_WAITING, next_at__lte=at).filter(
        Q(leased_until__isnull=True) | Q(leased_until__lt=at)
    )
    return list(waiting.order_by("next_at", "pk").values_list("pk", flat=True)[:limit])


def forget(*, at: datetime) -> int:
    """Delete what was sent ninety days ago; return how many."""
    old = Message.objects.filter(state=State.SENT, created_at__lt=at - KEEP)
    return old.delete()[0]
