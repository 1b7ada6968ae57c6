"""Write messages into the outbox, and bring back what was given up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kernel.actors import Actor
from kernel.audit import services as audit
from kernel.configuration.memory import Remembered, remembers
from kernel.jobs.selectors import failed_jobs
from kernel.jobs.services import retry_failed
from kernel.notifications import wording
from kernel.notifications.channels import Channel, channels
from kernel.notifications.errors import NotRetryable
from kernel.notifications.models import Message, MessageTemplate, State
from kernel.notifications.notices import Wording, notice_of
from kernel.notifications.recipients import Recipient
from kernel.notifications.tasks import deliver

log = structlog.get_logger(__name__)


@transaction.atomic
def notify(  # noqa: PLR0913 - each is a part of one message
    *,
    event: str,
    recipient: Recipient,
    context: dict[str, str],
    key: str,
    at: datetime | None = None,
    is_sealed: bool = False,
) -> list[Message]:
    """Write one message per channel that is on and reaches the recipient; a job sends it.

    In the transaction of the change. The same key again writes nothing new. An event that
    nobody has worded for a channel sends nothing there. A sealed message is about something
    confidential: its text is erased once it is sent, and no page of ours shows it.

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
        draft = _Draft(
            event=event, channel=channel, recipient=recipient, wording=words, words=context
        )
        row = draft.row(moment) | {"is_sealed": is_sealed}
        message = _written_once(key, channel, row)
        if message is not None:
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


@transaction.atomic
def run_again(*, job_id: int, by: Actor, at: datetime) -> None:
    """Put a failed job of this municipality back into the queue.

    Raises:
        Missing: the job is not failed, or not this municipality's.
    """
    task = next((job.task for job in failed_jobs() if job.id == job_id), "")
    retry_failed(job_id=job_id)
    subject = f"job:{job_id}"
    audit.record(actor=by, action="job.run_again", subject=subject, at=at, after={"task": task})


@transaction.atomic
def seal(*, key_prefix: str) -> None:
    """Hide what was written under keys that begin so; what has been sent is erased."""
    rows = Message.objects.filter(key__startswith=key_prefix)
    rows.filter(state=State.SENT).update(subject="", body="")
    rows.update(is_sealed=True)


@transaction.atomic
def forget_about(*, key_prefixes: Collection[str]) -> int:
    """Delete every message whose key begins with one of these, sent or not; return how many."""
    wanted = Q(pk__in=())
    for prefix in key_prefixes:
        wanted |= Q(key__startswith=prefix)
    return Message.objects.filter(wanted).delete()[0]


def _written_once(key: str, channel: Channel, row: dict[str, object]) -> Message | None:
    """Write the message; None when one of this key and channel is there already."""
    try:
        with transaction.atomic():
            return Message.objects.create(key=key, channel=channel.name, **row)
    except IntegrityError:
        return None


def _wording(event: str, channel: str, language: str) -> Wording | None:
    """Return the tenant's wording, else the house's, in the language or in Thai; None if off."""
    own = _own_wordings() if remembers() else _wordings_of(event=event, channel=channel)
    notice = notice_of(event)
    for tongue in dict.fromkeys((language, "th")):
        row = own.get((event, channel, tongue))
        if row is not None:
            return Wording(subject=row.subject, body=row.body) if row.is_active else None
        if notice is not None and (channel, tongue) in notice.wordings:
            return notice.wordings[channel, tongue]
    return None


def _wordings_of(**narrowed: str) -> dict[tuple[str, str, str], MessageTemplate]:
    rows = MessageTemplate.objects.filter(**narrowed)
    return {(row.event, row.channel, row.language): row for row in rows}


_own_wordings = Remembered("notifications.own_wordings", _wordings_of, of=(MessageTemplate,))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What becomes a row of the outbox."""

    event: str
    channel: Channel
    recipient: Recipient
    wording: Wording
    words: dict[str, str]

    def row(self, moment: datetime) -> dict[str, object]:
        """Return the fields of the message, worded now."""
        notice = notice_of(self.event)
        subject = wording.fill(self.wording.subject, self.words)
        return {
            "event": self.event,
            "language": self.recipient.language,
            "recipient_name": self.recipient.name[:200],
            "address": self.channel.address_of(self.recipient),
            "subject": wording.one_line(subject)[:250],
            "body": wording.fill(self.wording.body, self.words),
            "is_secret": notice is not None and notice.is_secret,
            "next_at": moment,
            "created_at": moment,
        }
