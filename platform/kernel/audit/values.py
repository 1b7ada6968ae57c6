"""Plain values for the book: nothing personal in clear, nothing that reads differently later."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from django.utils.functional import Promise

type Plain = str | int | bool | list["Plain"] | dict[str, "Plain"] | None

MASK = "•••"
# Wherever these names appear in before or after, only the fact that they changed is kept.
PERSONAL_FIELDS = frozenset(
    {
        "address",
        "citizen_id",
        "email",
        "first_name",
        "house_number",
        "last_name",
        "line_id",
        "mobile",
        "national_id",
        "phone",
        "reporter",
        "reporter_email",
        "reporter_name",
        "reporter_phone",
    }
)


def mask(
    values: Mapping[str, object], fields: Iterable[str] = PERSONAL_FIELDS
) -> dict[str, object]:
    """Return the values with the named fields, at any depth, unreadable; empty stays empty."""
    hidden = frozenset(fields)
    return {name: _masked(name, value, hidden) for name, value in values.items()}


def plain(value: object) -> Plain:  # noqa: PLR0911 - one line per type
    """Return the value as JSON that always reads the same: no floats, times with their offset.

    Raises:
        TypeError: the value is no plain value, such as a model.
    """
    match value:
        case None | bool() | int():
            return value.value if isinstance(value, Enum) else value
        case Enum():
            return plain(value.value)
        case str() | Promise() | UUID() | Decimal() | float():
            return _storable(str(value))
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {_storable(str(name)): plain(item) for name, item in value.items()}
        case set() | frozenset():
            return [plain(item) for item in sorted(value, key=str)]
        case list() | tuple():
            return [plain(item) for item in value]
    raise TypeError(f"the book of deeds cannot keep a {type(value).__name__}")


def _masked(name: str, value: object, hidden: frozenset[str]) -> object:
    if name in hidden:
        return MASK if value else value
    if isinstance(value, Mapping):
        return mask(value, hidden)
    if isinstance(value, list | tuple):
        return [_masked("", item, hidden) for item in value]
    return value


def _storable(text: str) -> str:
    # PostgreSQL's jsonb knows neither NUL nor lone surrogates.
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
