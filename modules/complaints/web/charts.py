"""Numbers as shapes: the geometry of the dashboard's SVG, computed here, drawn by templates."""

from dataclasses import dataclass

from modules.complaints.selectors.statistics import Figures

COLUMN, GAP, HEIGHT, TOP, FOOT = 44, 20, 160, 22, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of a row in percent of the longest: closed, then open, then overdue."""

    closed: float
    open: float
    overdue: float

    @property
    def open_from(self) -> float:
        """Where the part of those still open begins."""
        return round(self.closed, 2)

    @property
    def overdue_from(self) -> float:
        """Where the part of the overdue begins."""
        return round(self.closed + self.open, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One month of the column chart, in the units of its view box."""

    x: int
    middle: int
    received_y: float
    received_height: float
    closed_y: float
    closed_height: float
    figures: Figures
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChart:
    """The chart of months."""

    width: int
    height: int
    base: int
    columns: list[Column]


def bar(figures: Figures, *, most: int) -> Bar:
    """Return the bar of the figures beside the largest of them."""
    share = 100 / most if most else 0
    return Bar(
        closed=round(figures.closed * share, 2),
        open=round((figures.open - figures.overdue) * share, 2),
        overdue=round(figures.overdue * share, 2),
    )


def column_chart(months: list[tuple[Figures, str, str]]) -> ColumnChart:
    """Return the chart of the months, each with its name and the address of its cases."""
    most = max((figures.received for figures, _name, _url in months), default=0)
    scale = HEIGHT / most if most else 0
    base = TOP + HEIGHT
    columns = []
    for number, (figures, name, url) in enumerate(months):
        x = GAP + number * (COLUMN + GAP)
        received, closed = figures.received * scale, figures.closed * scale
        columns.append(
            Column(
                x=x,
                middle=x + COLUMN // 2,
                received_y=round(base - received, 1),
                received_height=round(received, 1),
                closed_y=round(base - closed, 1),
                closed_height=round(closed, 1),
                figures=figures,
                name=name,
                url=url,
            )
        )
    width = GAP + len(months) * (COLUMN + GAP)
    return ColumnChart(width=max(width, 200), height=base + FOOT, base=base, columns=columns)
