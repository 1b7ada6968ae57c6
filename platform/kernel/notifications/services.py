"""Write messages into the outbox, and bring back what was given up."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.notifications import wording
from kernel.notifications.channels import Channel, channels
from kernel.notifications.errors import NotRetryable
from kernel.notifications.models import Message, MessageTemplate, State
from kernel.notifications.notices import Wording, notice_of
from kernel.notifications.recipients import Recipient
from kernel.notifications.tasks import deliver

log = structlog.get_logger(__name__)


@transaction.atomic
def notify(
    *,
    event: str,
    recipient: Recipient,
    context: dict[str, str],
    key: str,
    at: datetime | None = None,
) -> list[Message]:
    """Write one message per channel that is on and reaches the recipient; a job sends it.

    In the transaction of the change. The same key again writes nothing new. An event that
    nobody has worded for a channel sends nothing there.

    Raises:
        WordingBroken: the tenant's wording is no template.
    """
    moment = at or timezone.now()
    written = []
    for channel in channels():
        address = channel.address_of(recipient) if channel.is_on() else ""
        words = _wording(event, channel.name, recipient.language) if address else None
        if words is None:
            continue
        message, is_new = Message.objects.get_or_create(
            key=key,
            channel=channel.name,
            defaults=_row(event, channel, recipient, words, context, moment),
        )
        if is_new:
            deliver.enqueue(message_id=message.pk, key=f"message:{message.pk}")
            written.append(message)
    if not written:
        log.info("message.none_written", event_name=event)
    return written


@transaction.atomic
def send_again(*, message_id: int, by: Actor, at: datetime) -> Message:
    """Queue a message that was given up, with its attempts counted anew.

    Raises:
        NotRetryable: it was not given up.
    """
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.state != State.DEAD:
        raise NotRetryable
    message.state = State.QUEUED
    message.attempts = 0
    message.next_at = at
    message.leased_until = None
    message.save(update_fields=["state", "attempts", "next_at", "leased_until"])
    audit.record(
        actor=by,
        action="outbox.sent_again",
        subject=f"message:{message.pk}",
        at=at,
        before={"state": State.DEAD.value},
        after={"state": State.QUEUED.value},
    )
    deliver.enqueue(message_id=message.pk, key=f"message:{message.pk}")
    return message


def _wording(event: str, channel: str, language: str) -> Wording | None:
    """Return the tenant's wording, else the house's, in the language or in Thai; None if off."""
    own = {
        row.language: row
        for row in MessageTemplate.objects.filter(event=event, channel=channel)
    }
    notice = notice_of(event)
    for tongue in dict.fromkeys((language, "th")):
        row = own.get(tongue)
        if row is not None:
            return Wording(subject=row.subject, body=row.body) if row.is_active else None
        if notice is not None and (channel, tongue) in notice.wordings:
            return notice.wordings[channel, tongue]
    return None


def _row(
    event: str,
    channel: Channel,
    recipient: Recipient,
    words: Wording,
    context: dict[str, str],
    moment: datetime,
) -> dict[str, object]:
    notice = notice_of(event)
    return {
        "event": event,
        "language": recipient.language,
        "recipient_name": recipient.name[:200],
        "address": channel.address_of(recipient),
        "subject": wording.one_line(wording.fill(words.subject, context))[:250],
        "body": wording.fill(words.body, context),
        "is_secret": notice is not None and notice.is_secret,
        "next_at": moment,
        "created_at": moment,
    }
