"""The reference page of the environment names what the code reads."""

import pathlib
import re

from django.conf import settings

ROOT = pathlib.Path(settings.BASE_DIR)
PAGE = (ROOT / "docs/reference/environment.md").read_text()
READ = re.compile(r"""(?:env\.(?:str|int|bool|json|list|float)\(|need\(_?env,)\s*"([A-Z0-9_]+)\"""")


def _names() -> set[str]:
    return {
        name
        for room in ("platform/config", "platform/kernel")
        for file in (ROOT / room).rglob("*.py")
        for name in READ.findall(file.read_text())
    }


def test_every_variable_that_is_read_is_explained() -> None:
    assert {name for name in _names() if f"`{name}`" not in PAGE} == set()
    assert len(_names()) > 25


def test_no_variable_is_explained_that_nobody_reads() -> None:
    told = set(re.findall(r"`([A-Z][A-Z0-9_]{3,})`", PAGE))
    elsewhere = {"DJANGO_ENV", "EMAIL_URL"}

    assert told - _names() - elsewhere == set()
