"""The answer to the port by which rooms below the outbox send messages."""

from kernel.notifications import services
from kernel.notifications.recipients import Recipient
from kernel.ports import NOTIFIER


def send(  # noqa: PLR0913 - the port's own words
    *,
    event: str,
    name: str,
    email: str,
    phone: str,
    language: str,
    context: dict[str, str],
    key: str,
) -> None:
    """Write the message into the outbox, in the caller's transaction."""
    recipient = Recipient(name=name, email=email, phone=phone, language=language)
    services.notify(event=event, recipient=recipient, context=context, key=key)


NOTIFIER.provide(send)
