"""The words that a wording may use: what officers call them, and what a preview fills in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_USED = re.compile(r"\{\{\s*([A-Za-z_]\w*)[^{}]*\}\}|\{%\s*(?:el)?if\s+(?:not\s+)?([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A word in double braces."""

    label: str | Promise
    sample: str | Promise


_known: dict[str, Placeholder] = {}


def name_placeholders(words: Mapping[str, tuple[str | Promise, str | Promise]]) -> None:
    """Say what words are called, with an example each; called at start-up.

    "event:word" speaks of one notice only.
    """
    for name, (label, sample) in words.items():
        _known[name] = Placeholder(label, sample)


def placeholder(event: str, name: str) -> Placeholder:
    """Return what the word is called in this notice; its own name serves without."""
    found = _known.get(f"{event}:{name}") or _known.get(name)
    return found or Placeholder(name, f"‹{name}›")


def used_in(wording: str) -> set[str]:
    """Return the names of the words that the wording uses."""
    return {found[1] or found[2] for found in _USED.finditer(wording)}


name_placeholders(
    {
        "citizens.sign_in_code:code": (_("รหัสเข้าใช้งาน"), "482913"),
        "minutes": (_("จำนวนนาทีที่ใช้ได้"), "10"),
        "town": (_("ชื่อเทศบาล"), _("เทศบาลตัวอย่าง")),
        "access.letter:subject": (_("หัวเรื่องของจดหมาย"), _("ตั้งรหัสผ่านใหม่")),
        "access.letter:body": (_("เนื้อความของจดหมาย"), _("กดลิงก์นี้เพื่อตั้งรหัสผ่านใหม่")),
    }
)
