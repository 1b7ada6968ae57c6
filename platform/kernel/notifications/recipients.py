"""Who gets a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who can be reached; an empty address means: not this way."""

    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "th"
