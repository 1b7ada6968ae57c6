"""Templates of the whole project: nothing the strict CSP would refuse, nothing untranslated."""

import re
from pathlib import Path

import pytest

from tests.kernel.ui.sources import STATIC, UI, templates

# Mails and documents are no web pages: they have no CSP and need their styles inside.
PAGES = [path for path in templates() if not {"mail", "email", "pdf"} & set(path.parts)]
COMPONENTS = sorted((UI / "templates/ui/components").glob("*.html"))
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|\shx-on|javascript:|<script\b(?![^>]*\bsrc=)",
    re.IGNORECASE,
)
THAI = re.compile(r"[\u0e01-\u0e5b]")
SILENT = re.compile(
    r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}"
    r"|\{% blocktranslate.*?endblocktranslate %\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_template_has_no_inline_style_or_script(path: Path) -> None:
    found = INLINE.findall(path.read_text())

    assert not found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_template_fetches_nothing_from_elsewhere(path: Path) -> None:
    assert not re.search(r"(src|href)=[\"'](https?:)?//", path.read_text())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_thai_words_can_be_translated(path: Path) -> None:
    text = path.read_text()
    if path.name == "gallery.html":
        pytest.skip("the gallery shows Thai letters on purpose")
    if "printing" in path.parts or '{% extends "printing/' in text:
        pytest.skip("an official paper is in Thai, whoever prints it")

    assert not THAI.search(SILENT.sub("", text))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_a_component_says_its_parameters(path: Path) -> None:
    if not path.name.startswith("_"):
        assert path.read_text().startswith("{% comment %}")


def test_every_icon_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))
    asked = {
        name
        for path in templates()
        for name in re.findall(r"\{% icon [\"']([a-z0-9-]+)[\"']", path.read_text())
    }

    assert asked <= drawn


def test_every_sentence_has_its_english() -> None:
    catalogue = (UI / "locale/en/LC_MESSAGES/django.po").read_text()
    known = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', catalogue, re.MULTILINE))
    asked = {
        words
        for path in (UI / "templates").glob("**/*.html")
        for _quote, words in re.findall(r"\{% translate ([\"'])(.*?)\1", path.read_text())
    }

    assert not {words for words in asked if not known.get(words)}
