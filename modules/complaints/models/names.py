"""The kind, the unit and the village of a complaint, from memory while a request is served.

They are configuration, and every screen shows them: joining four tables to each complaint costs
more than the complaint itself.
"""

from collections.abc import Iterable, Mapping

from django.db import models

from kernel.access.models import Division
from kernel.configuration.memory import Remembered
from kernel.geo.models import Village
from modules.complaints.models.category import Category


def _read_divisions() -> dict[int, Division]:
    return {row.pk: row for row in Division.objects.all()}


def _read_villages() -> dict[int, Village]:
    # An area is drawn on a map, never shown beside a complaint, and it is large.
    return {row.pk: row for row in Village.objects.defer("geom")}


def _read_categories() -> dict[int, Category]:
    found = {row.pk: row for row in Category.objects.select_related("unit")}
    for row in found.values():
        if row.parent_id is not None:
            row.parent = found[row.parent_id]
    return found


divisions = Remembered("complaints.divisions", _read_divisions, of=(Division,))
villages = Remembered("complaints.villages", _read_villages, of=(Village,))
# Every category with the ones above it and its unit.
categories = Remembered("complaints.categories", _read_categories, of=(Category, Division))


def name(rows: Iterable[models.Model]) -> None:
    """Put kind, unit and village on complaints that were read without them.

    What another process added within the last second is not in memory: it is read when asked for.
    """
    known: dict[str, Mapping[int, models.Model]] = {
        "category": categories(),
        "unit": divisions(),
        "village": villages(),
    }
    for row in rows:
        cached = row._state.fields_cache  # noqa: SLF001  # as Django's own prefetching does
        for relation, named in known.items():
            key = getattr(row, f"{relation}_id")
            if key in named:
                cached.setdefault(relation, named[key])
