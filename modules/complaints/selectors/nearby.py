"""Cases that may be the one being typed: the same kind, near, of late.

One neighbourhood for everybody; what differs is who may see which case of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point, Polygon
from django.db.models import Model, Q, QuerySet

from kernel.actors import Actor
from kernel.configuration.settings import setting
from modules.complaints.models import Complaint, Publication
from modules.complaints.selectors.lists import visible
from modules.complaints.selectors.public import PublicFilters, published
from modules.complaints.states import OPEN_STATES, State

MOST = 5
METRES_OF_A_DEGREE = 111_320


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is known so far of a report: its kind, and a pin or a village."""

    category: str
    pin: Point | None
    village: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Near[Row: Model]:
    """A case and how far away it is; None when only the village is known."""

    row: Row
    metres: int | None


def public_near(place: Place, *, at: datetime) -> list[Near[Publication]]:
    """List what everybody may see near the place, the nearest first, at most five."""
    return _near(published(PublicFilters()), place, at=at, owner="complaint__")


def visible_near(place: Place, *, actor: Actor, at: datetime) -> list[Near[Complaint]]:
    """List what the officer may see near the place, the nearest first, at most five."""
    rows = visible(actor).exclude(state=State.CANCELLED).with_names()
    return _near(rows.order_by("-submitted_at", "-pk"), place, at=at, owner="")


def _near[Row: Model](
    rows: QuerySet[Row], place: Place, *, at: datetime, owner: str
) -> list[Near[Row]]:
    """Keep the kind, and what is open or was closed of late; `owner` leads to the complaint.

    With a pin: within the municipality's radius. Without: in the village, the newest first.
    """
    radius = int(setting("complaints.hint_metres"))
    if not place.category or radius <= 0:
        return []
    since = at - timedelta(weeks=int(setting("complaints.hint_weeks")))
    lately = Q(**{f"{owner}state__in": OPEN_STATES}) | Q(**{f"{owner}closed_at__gte": since})
    rows = rows.filter(lately, **{f"{owner}category__code": place.category})
    if place.pin is not None:
        return _around(rows, place.pin, radius)
    if not place.village:
        return []
    found = rows.filter(**{f"{owner}village__code": place.village})[:MOST]
    return [Near(row=row, metres=None) for row in found]


def _around[Row: Model](rows: QuerySet[Row], pin: Point, radius: int) -> list[Near[Row]]:
    box = _box(pin, radius)
    measured: QuerySet[Any] = rows.filter(pin__bboverlaps=box)
    measured = measured.annotate(distance=Distance("pin", pin)).order_by("distance", "-pk")
    found = [Near(row=row, metres=round(row.distance.m)) for row in measured[:MOST]]
    return [item for item in found if item.metres is not None and item.metres <= radius]


def _box(pin: Point, radius: int) -> Polygon:
    """Return the square that holds the circle, for the index."""
    high = radius / METRES_OF_A_DEGREE
    wide = high / max(cos(radians(pin.y)), 0.1)
    box = Polygon.from_bbox((pin.x - wide, pin.y - high, pin.x + wide, pin.y + high))
    box.srid = pin.srid
    return box
