"""A hundred thousand public cases on one screen: counted by squares of the screen, in SQL."""

from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.db.models import Avg, Count, Max, Min, Q

from modules.complaints.models import Publication
from modules.complaints.selectors import grid
from modules.complaints.selectors.public import Box, PublicFilters, narrowed, published
from modules.complaints.states import OPEN_STATES

# A square is this many pixels wide where the world is 512 pixels at zoom 0, as MapLibre counts.
SQUARE_PIXELS = 64
WORLD_PIXELS = 512
# Squares each way: a screen of four thousand pixels, and what the map asks beyond its edge.
MOST_SQUARES = 96
LARGEST_ZOOM = 22
# The share of a square at each side that holds no circle.
EDGE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The cases of one square and where to draw them; `only` is the case when there is one."""

    total: int
    closed: int
    longitude: float
    latitude: float
    box: Box
    only: Publication | None


def square(zoom: int, latitude: float) -> tuple[float, float]:
    """Return width and height of a square in degrees; of whole degrees of latitude, so it stays."""
    wide = 360 * SQUARE_PIXELS / (WORLD_PIXELS * 2**zoom)
    return wide, wide * max(cos(radians(round(latitude))), 0.01)


def is_too_wide(box: Box, zoom: int) -> bool:
    """Tell whether the box has more squares than a screen."""
    west, south, east, north = box
    wide, high = square(zoom, (south + north) / 2)
    return (east - west) / wide > MOST_SQUARES or (north - south) / high > MOST_SQUARES


def clusters(filters: PublicFilters, *, box: Box, zoom: int) -> list[Cluster]:
    """Return the squares of the box that hold cases, the most first; every pin is counted once."""
    wide, high = square(zoom, (box[1] + box[3]) / 2)
    rows = narrowed(filters, box=box)
    counted = list(
        rows.values(column=grid.column(wide), row=grid.row(high))
        .annotate(
            total=Count("pk"),
            closed=Count("pk", filter=~Q(complaint__state__in=OPEN_STATES)),
            longitude=Avg(grid.longitude()),
            latitude=Avg(grid.latitude()),
            west=Min(grid.longitude()),
            south=Min(grid.latitude()),
            east=Max(grid.longitude()),
            north=Max(grid.latitude()),
            first=Min("pk"),
        )
        .order_by("-total", "first")
    )
    alone = [found["first"] for found in counted if found["total"] == 1]
    cases = published(filters).in_bulk(alone) if alone else {}
    return [_cluster(dict(found), cases, wide=wide, high=high) for found in counted]


def _cluster(
    found: dict[str, Any], cases: dict[int, Publication], *, wide: float, high: float
) -> Cluster:
    return Cluster(
        total=found["total"],
        closed=found["closed"],
        longitude=_inside(found["longitude"], found["column"], wide),
        latitude=_inside(found["latitude"], found["row"], high),
        box=(found["west"], found["south"], found["east"], found["north"]),
        only=cases.get(found["first"]) if found["total"] == 1 else None,
    )


def _inside(degrees: float, step: int, size: float) -> float:
    """Return the degrees, kept off the edge of the square so that two circles stay apart."""
    return min(max(degrees, (step + EDGE) * size), (step + 1 - EDGE) * size)
