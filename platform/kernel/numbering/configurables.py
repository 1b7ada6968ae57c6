"""What a municipality can set about its books."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.configuration.registry import Configurable, declare
from kernel.numbering.models import Book
from kernel.numbering.patterns import PatternUnreadable, check_pattern


def _faults(book: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    try:
        check_pattern(book["pattern"])
    except PatternUnreadable as refused:
        yield "pattern", str(refused)


declare(
    Configurable(
        kind="numbering.book",
        model=Book,
        key=("code",),
        fields=("name", "pattern", "numerals"),
        check=_faults,
        label=_("สมุดเลขที่"),
    )
)
