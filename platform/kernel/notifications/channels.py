"""Ways to reach somebody. A further way is a class with these four names and one `register`."""

import hashlib
import smtplib
from email.utils import formataddr
from typing import Protocol

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.notifications import gateway
from kernel.notifications.errors import DeliveryFailed
from kernel.notifications.models import Message
from kernel.notifications.recipients import Recipient
from kernel.ports import TenantRef

log = structlog.get_logger(__name__)


class Channel(Protocol):
    """A way to reach somebody."""

    @property
    def name(self) -> str:
        """The name by which messages and wordings remember it."""

    @property
    def label(self) -> str | Promise:
        """What people call it."""

    def is_on(self) -> bool:
        """Tell whether this installation can use it."""

    def address_of(self, recipient: Recipient) -> str:
        """Return where the recipient is reached this way, or ""."""

    def send(self, message: Message, tenant: TenantRef) -> None:
        """Hand the message over.

        Raises:
            DeliveryFailed: the other side did not take it.
        """


def message_id(message: Message, tenant: TenantRef) -> str:
    """Return an id that is the same at every attempt, so that the other side can drop doubles."""
    return hashlib.sha256(f"{tenant.id}:{message.key}:{message.channel}".encode()).hexdigest()[:40]


class Email:
    """E-mail through Django's default mailer."""

    name = "email"
    label = _("อีเมล")

    def is_on(self) -> bool:
        """Whether a mail server is configured; demo mode records without one."""
        return settings.EMAIL_CONFIGURED or settings.DEMO

    def address_of(self, recipient: Recipient) -> str:
        """The e-mail address."""
        return recipient.email.strip()

    def send(self, message: Message, tenant: TenantRef) -> None:
        """Send one plain text mail in the name of the municipality."""
        if not settings.EMAIL_CONFIGURED:
            log.info("message.recorded_only", channel=self.name)
            return
        mail = EmailMessage(
            subject=message.subject,
            body=message.body,
            from_email=formataddr((tenant.name, settings.DEFAULT_FROM_EMAIL)),
            to=[message.address],
            headers={
                "Message-ID": f"<{message_id(message, tenant)}@{tenant.host.split(':')[0]}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": message.language,
            },
        )
        try:
            mail.send()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise DeliveryFailed(_kind(error)) from error


class Sms:
    """Text messages through a generic HTTP gateway."""

    name = "sms"
    label = _("ข้อความสั้น (SMS)")

    def is_on(self) -> bool:
        """Whether a gateway is configured; demo mode records without one."""
        return bool(settings.SMS_GATEWAY_URL) or settings.DEMO

    def address_of(self, recipient: Recipient) -> str:
        """The phone number."""
        return recipient.phone.strip()

    def send(self, message: Message, tenant: TenantRef) -> None:
        """Post the message to the gateway."""
        if not settings.SMS_GATEWAY_URL:
            log.info("message.recorded_only", channel=self.name)
            return
        gateway.post(
            {
                "phone": message.address,
                "text": message.body,
                "id": message_id(message, tenant),
            }
        )


def _kind(error: Exception) -> str:
    """Name the error without its text, which repeats addresses."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Add a way to reach somebody; the same name again replaces it."""
    _channels[channel.name] = channel


def channels() -> tuple[Channel, ...]:
    """Return every way that this installation knows, on or off."""
    return tuple(_channels.values())


def channel_named(name: str) -> Channel | None:
    """Return the way of this name, or None."""
    return _channels.get(name)


register(Email())
register(Sms())
