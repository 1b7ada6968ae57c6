"""Thai is the source language; every Thai sentence of code and templates has its English."""

import ast
import pathlib
import re
from collections import defaultdict
from collections.abc import Iterator
from gettext import GNUTranslations

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation.template import templatize

ROOT = pathlib.Path(settings.BASE_DIR)
ROOMS = ("platform", "tenants", "modules", "onboarding")
THAI = re.compile(r"[\u0e00-\u0e7f]")
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_MARKERS = {"ngettext", "ngettext_lazy"}
CONTEXT_MARKERS = {"pgettext", "pgettext_lazy"}
ALL_MARKERS = MARKERS | PLURAL_MARKERS | CONTEXT_MARKERS


def _calls(source: str) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            yield node.func.id, [text for text in texts if isinstance(text, str)]


def _template_calls(source: str) -> Iterator[tuple[str, list[str]]]:
    """Django turns a template into something in which only the calls are Python."""
    for found in re.finditer(r"\b(\w*gettext|_)\((.*?)\)(?=\s|$)", templatize(source), re.DOTALL):
        try:
            yield from _calls(found[0])
        except SyntaxError:
            continue


def _english(marker: str, texts: list[str]) -> str:
    if marker in PLURAL_MARKERS:
        return ngettext(texts[0], texts[1], 2)
    if marker in CONTEXT_MARKERS:
        return pgettext(texts[0], texts[1])
    return gettext(texts[0])


def _untranslated(room: str) -> list[str]:
    missing = []
    for file in sorted((ROOT / room).rglob("*")):
        if file.suffix == ".py" and "migrations" not in file.parts:
            calls = _calls(file.read_text())
        elif file.suffix == ".html":
            calls = _template_calls(file.read_text())
        else:
            continue
        missing += [
            f"{file.relative_to(ROOT)}: {texts[0]}"
            for marker, texts in calls
            if marker in ALL_MARKERS and THAI.search("".join(texts))
            if THAI.search(_english(marker, texts))
        ]
    return missing


@pytest.mark.parametrize("room", ROOMS)
def test_every_thai_text_has_its_english(room: str) -> None:
    with translation.override("en"):
        assert _untranslated(room) == []


def test_one_thai_text_has_one_english_everywhere() -> None:
    """Django merges all catalogues: of two texts for one id, one wins on every page."""
    told: dict[str, set[str]] = defaultdict(set)
    for catalogue in ROOT.glob("*/**/locale/en/LC_MESSAGES/django.mo"):
        with catalogue.open("rb") as binary:
            texts = GNUTranslations(binary)._catalog
        for thai, english in texts.items():
            if isinstance(thai, str) and thai:
                told[thai].add(english)

    assert {thai: texts for thai, texts in told.items() if len(texts) > 1} == {}


def test_the_walk_reads_templates_and_code() -> None:
    template = '{% load i18n %}{% translate "แจ้งเรื่อง" %} {% blocktranslate %}มี {{ n }} เรื่อง{% endblocktranslate %}'
    found = [texts[0] for _, texts in _template_calls(template)]

    assert found == ["แจ้งเรื่อง", "มี %(n)s เรื่อง"]
    assert list(_calls('_("ก")')) == [("_", ["ก"])]
