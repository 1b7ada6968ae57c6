"""What the outbox page shows, and what it wants a person for."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from kernel.notifications.models import Message, State


def messages(*, state: str = "", channel: str = "") -> QuerySet[Message]:
    """Return the messages of the state and channel (all when empty), newest first."""
    found = Message.objects.order_by("-created_at", "-pk")
    if state in State.values:
        found = found.filter(state=state)
    return found.filter(channel=channel) if channel else found


def given_up(*, at: datetime) -> int:
    """Count the messages of the last fourteen days that wait for a person."""
    lately = Message.objects.filter(created_at__gte=at - timedelta(days=14))
    return lately.filter(state=State.DEAD).count()


def hidden(address: str) -> str:
    """Return an address that shows only enough to recognise one's own."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}•••@{host}"
    return f"•••{address[-3:]}"
