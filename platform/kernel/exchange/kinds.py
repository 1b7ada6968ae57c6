"""Which letters there are, which fields each carries, and who opens it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """The municipality at the other end, as far as a receiver needs to know it."""

    id: str
    slug: str
    name: str


class LetterRefused(Exception):
    """The receiver does not take this letter; it goes back to the sender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """A kind of letter.

    Attributes:
        module: must be on at the receiver's.
        content: a frozen dataclass; its fields are everything that crosses.
        receive: opens the letter in the receiver's scope, once; `LetterRefused` sends it back.
        returned: is told, in the sender's scope, the key of a letter that came back.
    """

    name: str
    module: str
    content: type[Any]
    receive: Callable[[Any, Partner, datetime], None]
    returned: Callable[[str, datetime], None]


_kinds: dict[str, LetterKind] = {}


def register_letter(kind: LetterKind) -> None:
    """Add a kind of letter; called from ready()."""
    _kinds[kind.name] = kind


def letter_kinds() -> dict[str, LetterKind]:
    """Return every kind of letter by name."""
    return dict(_kinds)


def written(content: Any) -> dict[str, Any]:
    """Return the fields of the content as plain values.

    Raises:
        TypeError: a field holds something else than a text, a number or a yes.
    """
    values = asdict(content)
    for name, value in values.items():
        if not isinstance(value, _PLAIN):
            msg = f"{type(content).__name__}.{name} cannot travel"
            raise TypeError(msg)
    return values


def read(kind: LetterKind, values: dict[str, Any]) -> Any:
    """Return the content of a letter; a field more or less is refused.

    Raises:
        LetterRefused: the fields are not those of the kind.
    """
    if {field.name for field in fields(kind.content)} != set(values):
        raise LetterRefused(kind.name)
    return kind.content(**values)
