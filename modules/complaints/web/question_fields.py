"""A category's questions as rows of a form; the last rows are empty and may stay so."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.actors import ActorKind
from modules.complaints.models.question import MOST_QUESTIONS, question_faults
from modules.complaints.states import MACHINE

_SPARE = 2
_STOPS = ("stop_answer", "stop_th", "stop_en")
_PARTS = ("code", "label_th", "label_en", "choices", "required", *_STOPS)


class QuestionsInput(forms.Widget):
    """For each question: Thai, English, choices one to a line, and whether it must be answered."""

    template_name = "complaints/question_rows.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return the questions there are, and a few empty ones."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        asked = [_shown(question) for question in value or []]
        spare = min(_SPARE, max(0, MOST_QUESTIONS - len(asked)))
        context["widget"]["rows"] = [*asked, *({} for _row in range(spare))]
        context["widget"]["filled"] = len(asked)
        return context

    def format_value(self, value: Any) -> Any:
        """Leave the list a list."""
        return value

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Any:
        """Read the rows; a row without Thai words is no question."""
        rows = ({part: data.get(f"{name}-{n}-{part}", "") for part in _PARTS} for n in _places())
        return [_read(row) for row in rows if row["label_th"].strip()]

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Tell whether the form did not have the rows at all."""
        return f"{name}-0-label_th" not in data

    def id_for_label(self, id_: str, _index: Any = None) -> str:
        """Return the first box, to which the list of faults leads."""
        return f"{id_}-0-label_th"


class QuestionsField(forms.Field):
    """The questions as the category keeps them."""

    widget = QuestionsInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=list, **kwargs)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        """Return the questions with codes; no code comes twice."""
        questions = list(value or [])
        taken = {question["code"] for question in questions if question["code"]}
        for number, question in enumerate(questions, start=1):
            if not question["code"]:
                question["code"] = _free(f"q{number}", taken)
                taken.add(question["code"])
        return questions

    def validate(self, value: Any) -> None:
        """Refuse what cannot be asked.

        Raises:
            ValidationError: with what to do about it.
        """
        super().validate(value)
        for words in question_faults(value):
            raise forms.ValidationError(str(words))


class MoveField(forms.ChoiceField):
    """A move of the life cycle whose remark box offers the reply, or every move."""

    def __init__(self, moves: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(required=False, choices=[("", _("ทุกขั้นตอน")), *moves], **kwargs)


def replying_moves() -> Iterable[tuple[str, Any]]:
    """Return the moves of officers in which something is written."""
    wanted = (m for m in MACHINE.moves if "remark" in m.needs and ActorKind.OFFICER in m.open_to)
    return list(dict.fromkeys((move.name, move.label) for move in wanted))


def _places() -> range:
    return range(MOST_QUESTIONS + _SPARE)


def _shown(question: Mapping[str, Any]) -> dict[str, Any]:
    choices = question.get("choices", [])
    return {**question, "choices": "\n".join(choices) if isinstance(choices, list) else choices}


def _read(row: Mapping[str, str]) -> dict[str, Any]:
    lines = [line.strip() for line in row["choices"].splitlines()]
    question: dict[str, Any] = {
        "code": row["code"].strip(),
        "label_th": row["label_th"].strip(),
        "label_en": row["label_en"].strip(),
        "required": bool(row["required"]),
    }
    choices = [line for line in lines if line]
    if choices:
        question["choices"] = choices
    stops = {name: row[name].strip() for name in _STOPS}
    return {**question, **{name: words for name, words in stops.items() if words}}


def _free(stem: str, taken: set[str]) -> str:
    names = (stem if n == 0 else f"{stem}-{n}" for n in range(len(taken) + 1))
    return next(name for name in names if name not in taken)
