"""The numbers by which the rows of a catalogue stand in order."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Model

from kernel.configuration.catalogues import Catalogue
from kernel.configuration.listing import listed, siblings


def stand_last(catalogue: Catalogue, row: Model) -> None:
    """Give the row the number behind its last sibling's."""
    if catalogue.order_field:
        others = siblings(catalogue, row).exclude(pk=row.pk)
        if catalogue.step == 1:
            # Places are few where they are counted one by one: no gap may be lost.
            number(catalogue, list(others))
        last = others.order_by().aggregate(last=Max(catalogue.order_field))["last"] or 0
        setattr(row, catalogue.order_field, last + catalogue.step)


def number(catalogue: Catalogue, rows: Sequence[Any]) -> None:
    """Number the rows as they stand, and write those that changed."""
    name = catalogue.order_field
    changed = []
    for place, row in enumerate(rows, start=1):
        if getattr(row, name) != place * catalogue.step:
            setattr(row, name, place * catalogue.step)
            changed.append(row)
    if changed:
        catalogue.configurable.model._default_manager.bulk_update(changed, [name])  # noqa: SLF001 -- Django's public API


def number_whole(catalogue: Catalogue) -> None:
    """Number the whole list as it reads, where the numbers run through all of it."""
    if catalogue.order_whole:
        number(catalogue, [item.row for item in listed(catalogue)])
