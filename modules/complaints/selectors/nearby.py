"""Public cases that may be what somebody is about to report: the same kind, near, of late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point, Polygon
from django.db.models import Q, QuerySet

from kernel.configuration.settings import setting
from modules.complaints.models import Publication
from modules.complaints.selectors.public import PublicFilters, published
from modules.complaints.states import OPEN_STATES

MOST = 5
METRES_OF_A_DEGREE = 111_320


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A public case and how far away it is; None when only the village is known."""

    row: Publication
    metres: int | None


def nearby(*, category: str, pin: Point | None, village: str, at: datetime) -> list[Nearby]:
    """List open and recently closed public cases of the kind, the nearest first, at most five.

    With a pin: within the municipality's radius. Without: in the village, the newest first.
    """
    radius = int(setting("complaints.hint_metres"))
    if not category or radius <= 0:
        return []
    since = at - timedelta(weeks=int(setting("complaints.hint_weeks")))
    lately = Q(complaint__state__in=OPEN_STATES) | Q(complaint__closed_at__gte=since)
    rows = published(PublicFilters()).filter(lately, complaint__category__code=category)
    if pin is not None:
        return _around(rows, pin, radius)
    if village:
        found = rows.filter(complaint__village__code=village)[:MOST]
        return [Nearby(row=row, metres=None) for row in found]
    return []


def _around(rows: QuerySet[Publication], pin: Point, radius: int) -> list[Nearby]:
    box = _box(pin, radius)
    measured = rows.filter(pin__bboverlaps=box).annotate(distance=Distance("pin", pin))
    nearest = measured.order_by("distance", "-complaint_id")[:MOST]
    found = [Nearby(row=row, metres=round(row.distance.m)) for row in nearest]
    return [item for item in found if item.metres is not None and item.metres <= radius]


def _box(pin: Point, radius: int) -> Polygon:
    """Return the square that holds the circle, for the index."""
    high = radius / METRES_OF_A_DEGREE
    wide = high / max(cos(radians(pin.y)), 0.1)
    box = Polygon.from_bbox((pin.x - wide, pin.y - high, pin.x + wide, pin.y + high))
    box.srid = pin.srid
    return box
