"""The rows of a catalogue as people read them: in order, under their headings, as a tree."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import get_language

from kernel.configuration.bundle import stable_json
from kernel.configuration.catalogues import Catalogue, Line, catalogue_of
from kernel.configuration.errors import RowMissing
from kernel.configuration.objects import export_object
from kernel.configuration.schema import field_of
from kernel.search.words import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with what the list says of it.

    `depth` counts the rows above it in a tree; `can_move` means that it has siblings.
    """

    row: Model
    line: Line
    depth: int = 0
    is_active: bool = True
    can_move: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows under a heading, or under none."""

    heading: str
    rows: list[Row]


def rows_of(catalogue: Catalogue) -> QuerySet[Any]:
    """Return every row in its order, with the rows it points at."""
    model = catalogue.configurable.model
    found = model._default_manager.order_by(*catalogue.sort)  # noqa: SLF001 -- Django's public API
    related = [
        name
        for name in catalogue.configurable.references
        if not field_of(catalogue.configurable, name).many_to_many
    ]
    names = [*related, *catalogue.related]
    return found.select_related(*names) if names else found


def row_of(catalogue: Catalogue, pk: int) -> Model:
    """Return one row.

    Raises:
        RowMissing: there is none of this number.
    """
    found: Model | None = rows_of(catalogue).filter(pk=pk).first()
    if found is None:
        raise RowMissing
    return found


def listed(catalogue: Catalogue) -> list[Row]:
    """Return every row in reading order: in a tree, children after their parent."""
    rows = list(rows_of(catalogue))
    ordered = _in_tree(rows, catalogue.under) if catalogue.is_tree else ((row, 0) for row in rows)
    said = catalogue.lines()
    families = Counter(owner_of(catalogue, row) for row in rows)
    return [
        Row(
            row=row,
            line=said(row),
            depth=depth,
            is_active=getattr(row, catalogue.active_field, True),
            can_move=families[owner_of(catalogue, row)] > 1,
        )
        for row, depth in ordered
    ]


def parts(catalogue: Catalogue, *, words: str = "") -> list[Part]:
    """Return the rows that the words match, under the headings of the list."""
    found = [item for item in listed(catalogue) if _matches(item, words)]
    if not catalogue.under or catalogue.is_tree:
        return [Part(heading="", rows=found)] if found else []
    grouped: dict[Any, list[Row]] = {}
    for item in found:
        grouped.setdefault(getattr(item.row, catalogue.under), []).append(item)
    return [
        Part(heading=str(catalogue.loose) if owner is None else name_of(owner), rows=items)
        for owner, items in grouped.items()
    ]


def choices(kind: str, *, keep: Model | None = None, without: Model | None = None) -> list[Row]:
    """Return the rows of a kind that may be pointed at: those in use, and the present one."""
    catalogue = catalogue_of(kind)
    if catalogue is None:
        return []
    hidden = set() if without is None else _below(catalogue, without)
    return [
        item
        for item in listed(catalogue)
        if (item.is_active or item.row == keep) and item.row.pk not in hidden
    ]


def name_of(row: Any) -> str:
    """Return the name of a row in the language active now; Thai when no other is given."""
    for stem in ("name", "title"):
        thai, english = getattr(row, f"{stem}_th", ""), getattr(row, f"{stem}_en", "")
        if thai:
            return english if get_language() == "en" and english else thai
    return str(row)


def other_name_of(row: Any) -> str:
    """Return the name in the language that is not active now, or ""."""
    for stem in ("name", "title"):
        thai, english = getattr(row, f"{stem}_th", ""), getattr(row, f"{stem}_en", "")
        if thai:
            return thai if get_language() == "en" and english else english
    return ""


def seen(catalogue: Catalogue, row: Model) -> str:
    """Return what tells whether the row is still the one that somebody saw."""
    text = stable_json(export_object(catalogue.configurable, row, {}))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def owner_of(catalogue: Catalogue, row: Any) -> int | None:
    """Return the number of what the row stands under, or None."""
    return getattr(row, f"{catalogue.under}_id") if catalogue.under else None


def siblings(catalogue: Catalogue, row: Model) -> QuerySet[Any]:
    """Return the rows that stand under the same heading, in order."""
    found = rows_of(catalogue)
    return found.filter(**{catalogue.under: owner_of(catalogue, row)}) if catalogue.under else found


def _matches(item: Row, words: str) -> bool:
    text = normalise(" ".join((item.line.title, *item.line.second)))
    return all(word in text for word in normalise(words).split())


def _in_tree(rows: Iterable[Any], under: str) -> Iterator[tuple[Any, int]]:
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(getattr(row, f"{under}_id"), []).append(row)
    yield from _branch(None, below, 0)


def _branch(top: int | None, below: dict[int | None, list[Any]], depth: int) -> Iterator[Any]:
    for row in below.get(top, []):
        yield row, depth
        yield from _branch(row.pk, below, depth + 1)


def _below(catalogue: Catalogue, row: Model) -> set[int]:
    """Return the row and everything under it: none of them may stand above it."""
    parents = dict(rows_of(catalogue).values_list("pk", f"{catalogue.under}_id"))
    found = {row.pk}
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return found
