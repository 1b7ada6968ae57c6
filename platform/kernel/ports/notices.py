"""How rooms below the outbox send a message through it."""

from typing import Protocol


class Notifier(Protocol):
    """Sends a message of the outbox to somebody; the key makes it go out once."""

    def __call__(  # noqa: PLR0913  the parts of one message
        self,
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
