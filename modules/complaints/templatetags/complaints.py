"""How words of the complaint desk are written on a page."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# Short numbers that a phone can call at once: 191, 199, 1129, 1669 and their like.
_SHORT_NUMBER = re.compile(r"(?<![\d-])(1\d{2,3})(?![\d-])")


@register.filter
def value_of(given: Mapping[str, str], name: str) -> str:
    """Return what was sent under this name, or nothing."""
    return given.get(name, "")


@register.filter
def with_calls(words: str) -> SafeString:
    """Make every emergency number in the words a link that calls it."""
    safe = conditional_escape(words)
    linked = _SHORT_NUMBER.sub(r'<a class="call" href="tel:\1">\1</a>', safe)
    return mark_safe(linked)  # noqa: S308  # escaped above; only digits are added
