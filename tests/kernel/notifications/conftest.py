import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller

from kernel.notifications.models import Message, MessageTemplate
from kernel.notifications.recipients import Recipient
from kernel.ports import TenantRef
from kernel.tenancy import tenant_scope

SOMCHAI = Recipient(
    name="สมชาย ใจดี", email="somchai@example.test", phone="+66812345678", language="th"
)


@pytest.fixture
def templates(banmai) -> None:
    with tenant_scope(banmai):
        make_templates()


def make_templates() -> None:
    for channel in ("email", "sms"):
        for language, body in (("th", "รับเรื่อง {{ code }} แล้ว"), ("en", "We have {{ code }}")):
            MessageTemplate.objects.create(
                event="complaint.received",
                channel=channel,
                language=language,
                subject="เรื่อง {{ code }}" if language == "th" else "Case {{ code }}",
                body=body,
            )


@pytest.fixture
def outbox_of() -> Callable[[TenantRef], list[Message]]:
    def read(tenant: TenantRef) -> list[Message]:
        with tenant_scope(tenant):
            return list(Message.objects.order_by("pk"))

    return read


@dataclass
class MailServer:
    """A mail server on loopback that keeps what it gets, and can be told to refuse."""

    mails: list = field(default_factory=list)
    refuse: str = ""

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
        if self.refuse:
            return self.refuse
        self.mails.append(envelope)
        return "250 taken"


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    handler = MailServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_CONFIGURED = True
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }
    yield handler
    controller.stop()
