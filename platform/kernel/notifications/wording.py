"""Turn a wording and its words into text, with a template engine that can do nothing else."""

from functools import cache
from typing import ClassVar

from django.template import Context, Engine, Template, TemplateSyntaxError

from kernel.notifications.errors import WordingBroken

LONGEST = 5000


class _LockedEngine(Engine):
    """No loaders, no libraries, no builtins but ours."""

    default_builtins: ClassVar = ["kernel.notifications.wording_tags"]


@cache
def _engine() -> Engine:
    return _LockedEngine(dirs=[], app_dirs=False, loaders=[], autoescape=False)


def fill(wording: str, words: dict[str, str]) -> str:
    """Return the wording with its words filled in; a word that is not there is left out.

    Raises:
        WordingBroken: the wording is no template.
        TypeError: a word is not plain text.
    """
    for name, word in words.items():
        if type(word) is not str:
            msg = f"the word {name!r} must be plain text, not {type(word).__name__}"
            raise TypeError(msg)
    return _compiled(wording).render(Context(words, autoescape=False))[:LONGEST]


def check(wording: str) -> None:
    """Refuse a wording that cannot be read.

    Raises:
        WordingBroken: it is no template.
    """
    _compiled(wording)


def one_line(text: str) -> str:
    """Return the text on one line, as a subject must be."""
    return " ".join(text.split())


def _compiled(wording: str) -> Template:
    try:
        return _engine().from_string(wording)
    except TemplateSyntaxError as error:
        raise WordingBroken(field="body", reason=str(error)) from error
