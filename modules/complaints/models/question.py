"""The questions of a category: their shape, what can be wrong with it, and how they read.

A choice is "Thai" or "Thai | English". Whoever answers with `stop_answer` (the Thai of a choice)
is told what to do instead of sending the report: FixMyStreet's "stoppers".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MOST_QUESTIONS = 8
MOST_CHOICES = 12
LONGEST = 200
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_STOPS = ("stop_answer", "stop_th", "stop_en")
_KNOWN = frozenset({"code", "label_th", "label_en", "required", "choices", *_STOPS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to choose: `value` is kept, `label` is shown; a stop says what to do instead."""

    value: str
    label: str
    stop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a kind, in the language active now."""

    code: str
    label: str
    is_required: bool
    choices: tuple[Choice, ...]

    def stop_of(self, answer: str) -> str:
        """Return what the answer says to do instead of reporting, or nothing."""
        return next((choice.stop for choice in self.choices if choice.value == answer), "")


def questions_of(written: Iterable[Mapping[str, Any]]) -> list[Question]:
    """Return the questions that the configuration of a kind writes."""
    return [
        Question(
            code=item["code"],
            label=_worded(item.get("label_th", ""), item.get("label_en", "")),
            is_required=bool(item.get("required")),
            choices=tuple(_choice(choice, item) for choice in item.get("choices") or ()),
        )
        for item in written
    ]


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
    if any(not _stops_well(question) for question in questions):
        yield _("คำตอบที่ไม่ต้องแจ้งต่อต้องเป็นตัวเลือกหนึ่งของข้อนั้น และต้องบอกว่าให้ทำอย่างไรแทน")


def _choice(line: str, question: Mapping[str, Any]) -> Choice:
    value, english = _halves(line)
    is_stop = value == question.get("stop_answer")
    stop = _worded(question.get("stop_th", ""), question.get("stop_en", "")) if is_stop else ""
    return Choice(value=value, label=_worded(value, english), stop=stop)


def _halves(line: str) -> tuple[str, str]:
    thai, _bar, english = line.partition("|")
    return thai.strip(), english.strip()


def _worded(thai: str, english: str) -> str:
    return english if get_language() == "en" and english else thai


def _stops_well(question: Mapping[str, Any]) -> bool:
    answer, words = question.get("stop_answer", ""), question.get("stop_th", "")
    if not answer:
        return not words
    return bool(words) and answer in {_halves(line)[0] for line in question.get("choices", [])}


def _is_whole(question: Any) -> bool:
    if not isinstance(question, dict) or not set(question) <= _KNOWN:
        return False
    choices = question.get("choices", [])
    texts = [question.get(name, "") for name in ("label_th", "label_en", *_STOPS)]
    return (
        isinstance(question.get("code"), str)
        and _CODE.fullmatch(question["code"]) is not None
        and all(_is_short(text) for text in texts)
        and bool(question.get("label_th"))
        and isinstance(question.get("required", False), bool)
        and isinstance(choices, list)
        and len(choices) <= MOST_CHOICES
        and all(_is_short(choice) and choice for choice in choices)
    )


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST
