"""How a number is written: "ร-{year2}-{n:05d}" gives ร-69-00012."""

import re
from string import Formatter

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid
from kernel.thai import thai_digits

# n: the number; year: 2569; year2: 69. Widths such as {n:05d}, nothing else: a pattern is
# configuration and must not reach into Python.
FIELDS = {"n": 1, "year": 2569, "year2": 69}
_WIDTH = re.compile(r"(0?\d{1,2}d)?")


class PatternUnreadable(Invalid):
    """The pattern does not hold exactly the fields that a number has."""

    code = "pattern_unreadable"
    message = _("รูปแบบเลขที่ “%(pattern)s” ใช้ไม่ได้ ต้องมี {n} และใช้ได้เฉพาะ {n} {year} {year2}")


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that could not write different numbers differently.

    Raises:
        PatternUnreadable: {n} is missing, or something other than the known fields is used.
    """
    names = set()
    try:
        for _text, name, width, conversion in Formatter().parse(pattern):
            if name is None:
                continue
            if name not in FIELDS or conversion or not _WIDTH.fullmatch(width or ""):
                raise PatternUnreadable(field="pattern", pattern=pattern)
            names.add(name)
    except ValueError:
        raise PatternUnreadable(field="pattern", pattern=pattern) from None
    if "n" not in names:
        raise PatternUnreadable(field="pattern", pattern=pattern)


def write(pattern: str, *, value: int, year: int, thai: bool) -> str:
    """Return the number as people read it.

    Raises:
        PatternUnreadable: see `check_pattern`.
    """
    check_pattern(pattern)
    text = pattern.format(n=value, year=year, year2=year % 100)
    return thai_digits(text) if thai else text
