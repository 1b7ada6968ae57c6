"""The questions of a category: their shape, and what can be wrong with it."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_QUESTIONS = 8
MOST_CHOICES = 12
LONGEST = 200
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_KNOWN = frozenset({"code", "label_th", "label_en", "required", "choices"})


def question_faults(questions: Any) -> Iterator[str | Promise]:
    """Tell why these cannot be the questions of a category."""
    if not isinstance(questions, list) or len(questions) > MOST_QUESTIONS:
        yield _("ประเภทหนึ่งถามได้ไม่เกิน 8 ข้อ")
        return
    if any(not _is_whole(question) for question in questions):
        yield _("คำถามแต่ละข้อต้องมีข้อความภาษาไทย และตัวเลือกต้องเป็นข้อความสั้น ๆ ไม่เกิน 12 ตัวเลือก")
        return
    codes = [question["code"] for question in questions]
    if len(set(codes)) != len(codes):
        yield _("รหัสคำถามซ้ำกัน")


def _is_whole(question: Any) -> bool:
    if not isinstance(question, dict) or not set(question) <= _KNOWN:
        return False
    choices = question.get("choices", [])
    texts = (question.get("label_th"), question.get("label_en", ""))
    return (
        isinstance(question.get("code"), str)
        and _CODE.fullmatch(question["code"]) is not None
        and all(_is_short(text) for text in texts)
        and bool(question["label_th"])
        and isinstance(question.get("required", False), bool)
        and isinstance(choices, list)
        and len(choices) <= MOST_CHOICES
        and all(_is_short(choice) and choice for choice in choices)
    )


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST
