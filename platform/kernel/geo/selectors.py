"""Answers about places. Points are EPSG:4326: x is longitude, y is latitude."""

from dataclasses import dataclass

from django.contrib.gis.db.models import Extent
from django.contrib.gis.db.models.functions import Distance, PointOnSurface, Transform
from django.contrib.gis.geos import Point
from django.db.models import Min, QuerySet

from kernel.configuration.settings import setting
from kernel.geo.base_map import Base, is_usable, origin_of
from kernel.geo.models import WGS84, BaseFeature, Village

# Metres: UTM zone 47 north, which covers the west half of Thailand, and serves as a good
# enough ruler for "nearest" in the east half.
UTM_47N = 32647


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Where a map opens, and what it draws below everything else."""

    longitude: float
    latitude: float
    zoom: float
    base: str
    base_url: str
    attribution: str

    @property
    def origin(self) -> str:
        """Where a browser fetches the base map from, or "" when that is our own host."""
        return origin_of(self.base_url) if self.base != Base.OWN else ""


def point(*, longitude: float, latitude: float) -> Point:
    """Return a point in EPSG:4326."""
    return Point(longitude, latitude, srid=WGS84)


def villages() -> QuerySet[Village]:
    """Return the villages by number."""
    return Village.objects.order_by("number", "pk")


def village_at(place: Point) -> Village | None:
    """Return the village whose area holds the point; the lower number on a shared edge."""
    areas = Village.objects.filter(geom__covers=place).defer("geom")
    return areas.order_by("number", "pk").first()


def nearest_village(place: Point) -> Village | None:
    """Return the village that holds the point or lies closest to it, in metres of UTM 47N."""
    distance = Distance(Transform("geom", UTM_47N), place.transform(UTM_47N, clone=True))
    known = Village.objects.filter(geom__isnull=False).defer("geom")
    return known.annotate(distance=distance).order_by("distance", "number", "pk").first()


def inside_municipality(place: Point) -> bool | None:
    """Tell whether any village holds the point; None while no boundary is known."""
    if village_at(place) is not None:
        return True
    return False if Village.objects.filter(geom__isnull=False).exists() else None


def distance_to_municipality(place: Point) -> float:
    """Return metres (UTM 47N) to the nearest village area: 0 inside, 0 while none is known."""
    distance = Distance(Transform("geom", UTM_47N), place.transform(UTM_47N, clone=True))
    known = Village.objects.filter(geom__isnull=False).annotate(distance=distance)
    found = known.aggregate(nearest=Min("distance"))["nearest"]
    return float(found.m) if found is not None else 0.0


def bounds() -> tuple[float, float, float, float] | None:
    """Return west, south, east, north in degrees of everything the base map holds."""
    boxes = [
        Village.objects.aggregate(box=Extent("geom"))["box"],
        BaseFeature.objects.aggregate(box=Extent("geom"))["box"],
    ]
    known = [box for box in boxes if box]
    if not known:
        return None
    west, south, east, north = zip(*known, strict=True)
    return min(west), min(south), max(east), max(north)


def village_points() -> list[tuple[Village, Point]]:
    """Return each village that has an area, with a point inside it to write the name at."""
    known = villages().filter(geom__isnull=False).annotate(label_point=PointOnSurface("geom"))
    return [(village, village.label_point) for village in known]


def map_view() -> MapView:
    """Return how this municipality wants its maps to open; our own map when another cannot be."""
    longitude, latitude = setting("map.centre")
    base, address = setting("map.base"), setting("map.base_url")
    if not is_usable(base, address):
        base = Base.OWN
    return MapView(
        longitude=longitude,
        latitude=latitude,
        zoom=setting("map.zoom"),
        base=base,
        base_url=address if base != Base.OWN else "",
        attribution=setting("map.attribution"),
    )
