"""Two tables: messages on their way, and the tenant's own wordings."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("th", _("ไทย")), ("en", _("อังกฤษ"))]


class State(models.TextChoices):
    """The life of a message; FAILED will be tried again, DEAD waits for a person."""

    QUEUED = "queued", _("รอส่ง")
    SENT = "sent", _("ส่งแล้ว")
    FAILED = "failed", _("ส่งไม่สำเร็จ จะลองใหม่")
    DEAD = "dead", _("เลิกส่ง")


class Message(models.Model):
    """One message to one address over one channel, worded when the event happened.

    A secret one is erased once it is sent; a sealed one is besides never shown on our pages.
    """

    event = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    recipient_name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)
    is_sealed = models.BooleanField(default=False, db_default=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "channel"], name="message_is_written_once_per_key_and_channel"
            ),
            models.CheckConstraint(
                name="message_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="message_sent_has_a_time",
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # The job that looks for what is due; nearly all rows are sent.
            models.Index(
                fields=["next_at"],
                name="message_due",
                condition=Q(state__in=[State.QUEUED, State.FAILED]),
            ),
            # The outbox page, newest first; also the nightly forgetting.
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
        ]

    def __str__(self) -> str:
        """Event and channel; never the recipient."""
        return f"{self.event} {self.channel} {self.pk}"


class MessageTemplate(models.Model):
    """The tenant's own wording of an event on a channel in a language; off means: do not send."""

    event = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=5, choices=LANGUAGES)
    subject = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "channel", "language"],
                name="message_template_is_one_per_event_channel_and_language",
            ),
        ]

    def __str__(self) -> str:
        """The natural key."""
        return f"{self.event} {self.channel} {self.language}"
