"""Where a row is used: asked before anything is deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from kernel.configuration.registry import configurables

# Counting stops here: a category may have a million complaints, and "many" is answer enough.
MANY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """So many rows of a kind point at the row; never more than MANY are counted."""

    label: str
    count: int

    def __str__(self) -> str:
        """Kind and number."""
        words = _("%(label)s (%(count)s ขึ้นไป)") if self.count >= MANY else "%(label)s (%(count)s)"
        return words % {"label": self.label, "count": self.count}


def places_of(row: Model) -> list[Use]:
    """Return what points at the row: one query for each relation that leads to it."""
    labels = {found.model: str(found.label) for found in configurables()}
    counts: dict[str, int] = {}
    for relation in _relations_to(row):
        found = relation.related_model._default_manager.filter(**{relation.field.name: row.pk})  # noqa: SLF001 -- Django's public API
        count = found[:MANY].count()
        if count:
            label = labels.get(relation.related_model) or _("ข้อมูลที่บันทึกไว้")
            counts[label] = min(MANY, counts.get(label, 0) + count)
    return [Use(label=label, count=count) for label, count in counts.items()]


def _relations_to(row: Model) -> Iterator[Any]:
    # Relations named "+" are hidden, and count all the same.
    for found in row._meta.get_fields(include_hidden=True):
        if found.auto_created and not found.concrete and (found.one_to_many or found.one_to_one):
            yield found
