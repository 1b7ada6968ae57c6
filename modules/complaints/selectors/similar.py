"""Complaints that may be the one being typed: the same kind, near by, of late."""

from datetime import datetime, timedelta

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point, Polygon
from django.db.models import Q

from kernel.actors import Actor
from modules.complaints.models import Complaint
from modules.complaints.selectors.lists import visible
from modules.complaints.states import State

OF_LATE = timedelta(weeks=12)
# About 300 m each way at the latitude of Thailand.
NEAR_DEGREES = 0.0027
MOST = 5


def similar(
    *, actor: Actor, category: str, pin: Point | None, village: str, at: datetime
) -> list[Complaint]:
    """List complaints of the kind near the pin, else in the village, the closest or newest first.

    Only what the officer may see; at most five, from the last twelve weeks. With a pin each row
    carries its `distance`.
    """
    if not category or (pin is None and not village):
        return []
    rows = visible(actor).filter(category__code=category, submitted_at__gte=at - OF_LATE)
    rows = rows.exclude(state=State.CANCELLED).with_names()
    if pin is None:
        return list(rows.filter(village__code=village).order_by("-submitted_at", "-pk")[:MOST])
    near = Q(pin__bboverlaps=_around(pin))
    measured = rows.filter(near).annotate(distance=Distance("pin", pin))
    return list(measured.order_by("distance", "-pk")[:MOST])


def _around(pin: Point) -> Polygon:
    box = Polygon.from_bbox(
        (pin.x - NEAR_DEGREES, pin.y - NEAR_DEGREES, pin.x + NEAR_DEGREES, pin.y + NEAR_DEGREES)
    )
    box.srid = pin.srid
    return box
