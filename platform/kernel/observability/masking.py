"""Masking of what identifies a person, wherever a text might carry it out of the house."""

import re
from collections.abc import Mapping
from typing import Any

MASK = "[masked]"

# A run of 9 or more digits, Thai or Arabic, however grouped: phones (9-10) and citizen ids (13).
_NUMBERS = re.compile(r"(?<![\w-])\+?[0-9๐-๙](?:[ .\-()]{0,2}[0-9๐-๙]){8,}(?![\w-])")
_MAIL = re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+\.[^\s@<>\"')]+")
_SECRET_NAME = re.compile(
    r"pass|token|secret|cookie|authorization|session|api.?key|otp|code$|phone|citizen|"
    r"email|name_th|reporter|address|body|dsn",
    re.IGNORECASE,
)


def masked_text(text: str) -> str:
    """Return the text without phone numbers, citizen ids and mail addresses."""
    return _MAIL.sub(MASK, _NUMBERS.sub(MASK, text))


def masked(value: Any, name: str = "") -> Any:
    """Return the value masked in depth; what is kept under a telling name goes whole."""
    if name and value and _SECRET_NAME.search(name):
        return MASK
    match value:
        case str():
            return masked_text(value)
        case Mapping():
            return {key: masked(item, str(key)) for key, item in value.items()}
        case list() | tuple():
            return [masked(item) for item in value]
    return value
