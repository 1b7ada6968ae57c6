"""What the head and the mayor count: what became of the complaints received in a period."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Aggregate, Avg, Count, FloatField
from django.db.models.functions import TruncMonth

from kernel.access.models import Division
from kernel.actors import Actor
from kernel.geo.models import Village
from kernel.thai import BANGKOK
from modules.complaints.models import Category, Channel, ComplaintQuerySet, Round
from modules.complaints.permissions import Permission
from modules.complaints.selectors.labels import unit_name
from modules.complaints.selectors.lists import in_confidence, visible
from modules.complaints.selectors.outcomes import NONE, outcome, with_cells

MOST_CELLS = 300
COUNTED = ("open", "overdue", "closed", "on_time", "late")


class Percentile(Aggregate):
    """The value below which a share of the rows lies, between two rows in proportion."""

    function = "PERCENTILE_CONT"
    output_field = FloatField()

    def __init__(self, expression: str, share: float, **extra: Any) -> None:
        template = f"%(function)s({share}) WITHIN GROUP (ORDER BY %(expressions)s)%(filter)s"
        super().__init__(expression, template=template, **extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first moment to before the last."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of some complaints."""

    key: str = ""
    name: str = ""
    received: int = 0
    open: int = 0
    overdue: int = 0
    closed: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def on_time_percent(self) -> float | None:
        """Closed on time, of the closed and those open although overdue (the rule of Austin 3-1-1).

        Whoever leaves complaints lying does not look better for it. None without any.
        """
        due = self.on_time + self.late + self.overdue
        return 100 * self.on_time / due if due else None

    def plus(self, other: "Figures") -> "Figures":
        """Return the sum, under this name."""
        names = ("received", *COUNTED)
        return replace(self, **{n: getattr(self, n) + getattr(other, n) for n in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Working minutes to the first answer and to the end, of those that came so far."""

    answered: int
    response_median: float | None
    response_slowest: float | None
    resolution_median: float | None
    resolution_slowest: float | None
    reopened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """What the reporters' survey came to."""

    rated: int
    average: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Everything on the dashboard; of what is confidential only how many, to who may see them."""

    confidential: int | None
    total: Figures
    times: Times
    satisfaction: Satisfaction
    by_category: list[Figures]
    by_unit: list[Figures]
    by_village: list[Figures]
    by_channel: list[Figures]
    by_month: list[Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A square of the heat map."""

    key: str
    column: int
    row: int
    total: int


def statistics(*, actor: Actor, period: Period, at: datetime) -> Statistics:
    """Count what the officer may see of the period, in a fixed number of queries.

    The table is read twice: for the times, and once for all the counts, by every combination of
    kind, unit, village, channel and month, which are few and are added up here.
    """
    rows = received(actor=actor, period=period)
    cube = _cube(rows, at=at)
    total = Figures()
    for _keys, figures in cube:
        total = total.plus(figures)
    return Statistics(
        confidential=_confidential(actor, period),
        total=total,
        times=_times(rows, at=at),
        satisfaction=_satisfaction(rows),
        by_category=_rolled(cube, 0, _categories()),
        by_unit=_rolled(cube, 1, _units()),
        by_village=_rolled(cube, 2, _villages()),
        by_channel=_rolled(cube, 3, lambda key: (key, str(Channel(key).label))),
        by_month=sorted(_rolled(cube, 4, _month), key=lambda figures: figures.key),
    )


def received(*, actor: Actor, period: Period) -> ComplaintQuerySet:
    """Return the complaints of the period that the officer may see."""
    return visible(actor).filter(submitted_at__gte=period.start, submitted_at__lt=period.end)


def _confidential(actor: Actor, period: Period) -> int | None:
    if not actor.holds(Permission.CONFIDENTIAL):
        return None
    rows = in_confidence(actor).filter(submitted_at__gte=period.start, submitted_at__lt=period.end)
    return rows.count()


def heat(*, actor: Actor, period: Period) -> list[Cell]:
    """Return the squares with the most complaints of the period, at most three hundred."""
    rows = with_cells(received(actor=actor, period=period)).values_list("cell_x", "cell_y")
    counted = rows.annotate(total=Count("pk")).order_by("-total", "cell_x", "cell_y")
    return [
        Cell(key=f"{column}_{row}", column=column, row=row, total=total)
        for column, row, total in counted[:MOST_CELLS]
    ]


type _Keys = tuple[Any, ...]
type _Naming = Callable[[Any], tuple[str, str]]


def _cube(rows: ComplaintQuerySet, *, at: datetime) -> list[tuple[_Keys, Figures]]:
    counts = {name: Count("pk", filter=outcome(name, at=at)) for name in COUNTED}
    found = (
        rows.annotate(month=TruncMonth("submitted_at", tzinfo=BANGKOK))
        .values_list("category_id", "unit_id", "village_id", "channel", "month")
        .annotate(received=Count("pk"), **counts)
        .order_by()
    )
    return [
        (line[:5], Figures(**dict(zip(("received", *COUNTED), line[5:], strict=True))))
        for line in found
    ]


def _rolled(cube: Iterable[tuple[_Keys, Figures]], place: int, naming: _Naming) -> list[Figures]:
    """Add up by one of the keys, the most first."""
    sums: dict[Any, Figures] = {}
    for keys, figures in cube:
        known = sums.get(keys[place])
        sums[keys[place]] = known.plus(figures) if known else figures
    named = []
    for value, figures in sums.items():
        key, name = naming(value)
        named.append(replace(figures, key=key, name=name))
    return sorted(named, key=lambda figures: (-figures.received, figures.key))


def _times(rows: ComplaintQuerySet, *, at: datetime) -> Times:
    closed = outcome("closed", at=at)
    found = rows.aggregate(
        answered=Count("pk", filter=outcome("answered", at=at)),
        reopened=Count("pk", filter=outcome("reopened", at=at)),
        response_median=Percentile("response_minutes", 0.5),
        response_slowest=Percentile("response_minutes", 0.9),
        resolution_median=Percentile("resolution_minutes", 0.5, filter=closed),
        resolution_slowest=Percentile("resolution_minutes", 0.9, filter=closed),
    )
    return Times(**found)


def _satisfaction(rows: ComplaintQuerySet) -> Satisfaction:
    scores = Round.objects.filter(score__isnull=False, complaint__in=rows.values("pk"))
    found = scores.aggregate(rated=Count("complaint", distinct=True), average=Avg("score"))
    return Satisfaction(**found)


def _categories() -> _Naming:
    known = {row.pk: (row.code, row.name) for row in Category.objects.all()}
    return known.__getitem__


def _units() -> _Naming:
    known = {row.pk: (row.code, unit_name(row)) for row in Division.objects.all()}
    return lambda key: known.get(key, (NONE, ""))


def _villages() -> _Naming:
    known = {row.pk: (row.code, str(row)) for row in Village.objects.defer("geom")}
    return lambda key: known.get(key, (NONE, ""))


def _month(moment: datetime) -> tuple[str, str]:
    day: date = moment.astimezone(BANGKOK).date()
    return day.isoformat(), ""
