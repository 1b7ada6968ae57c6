"""How the open complaints of each unit stand against their due dates; counts are whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from kernel.access.models import Division
from kernel.actors import Actor
from modules.complaints.selectors.lists import visible
from modules.complaints.selectors.outcomes import outcome

# The columns, each an outcome of the list: together they are all that is open, none twice.
COLUMNS = ("overdue", "soon", "within", "waiting")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One unit (None: nobody yet) and how many of its complaints stand where."""

    unit: Division | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All that is open with the unit."""
        return sum(self.counts.values())


def board(*, actor: Actor, at: datetime) -> list[BoardRow]:
    """Return a row per unit with open complaints that the officer sees, the latest ones first."""
    counted = {name: Count("pk", filter=outcome(name, at=at)) for name in COLUMNS}
    grouped = visible(actor).open().values("unit_id").annotate(**counted).order_by()
    found: list[dict[str, Any]] = [dict(row) for row in grouped]
    units = Division.objects.in_bulk([row["unit_id"] for row in found if row["unit_id"]])
    rows = [
        BoardRow(unit=units.get(row["unit_id"]), counts={name: row[name] for name in COLUMNS})
        for row in found
    ]
    return sorted(rows, key=_most_urgent_first)


def _most_urgent_first(row: BoardRow) -> tuple[int, int, int, str]:
    name = row.unit.name_th if row.unit else ""
    return (-row.counts["overdue"], -row.counts["soon"], -row.total, name)
