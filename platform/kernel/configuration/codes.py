"""Codes that nobody has to invent: made from the English name, else from the kind."""

from typing import Any

from django.utils.text import slugify

from kernel.configuration.catalogues import Catalogue

_LONGEST = 16


def new_code(catalogue: Catalogue, row: Any) -> str:
    """Return a code that no row of the list has."""
    english = getattr(row, "name_en", "") or getattr(row, "title_en", "")
    stem = slugify(english)[:_LONGEST].strip("-") or _short(catalogue.kind)
    model = catalogue.configurable.model
    rows = model._default_manager.filter(code__startswith=stem)  # noqa: SLF001 -- Django's public API
    taken = set(rows.values_list("code", flat=True))
    if stem not in taken and slugify(english):
        return stem
    number = next(n for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)
    return f"{stem}-{number}"


def _short(kind: str) -> str:
    return kind.partition(".")[2].replace("_", "-")[:_LONGEST]
