"""A small drawing of what lies around a point: our own base map as lines, for paper.

Metres from the point, east and north; one SQL statement, drawn by `geo/sketch.html`.
"""

from dataclasses import dataclass, field
from math import cos, radians

from django.contrib.gis.geos import Point
from django.db import connection

from kernel.geo.models import Layer

# Web Mercator stretches by 1 / cos(latitude); nothing is drawn beyond this.
_POLAR = 80.0
# A name stands on its road, and below the dot of its place.
_BELOW = {Layer.ROAD: 6, Layer.PLACE: 32}
_AROUND = """
WITH frame AS (
  SELECT ST_X(c) AS x, ST_Y(c) AS y,
         ST_MakeEnvelope(ST_X(c) - %(east)s, ST_Y(c) - %(north)s,
                         ST_X(c) + %(east)s, ST_Y(c) + %(north)s, 3857) AS box
  FROM ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), 3857) AS c
),
piece AS (
  SELECT f.id, f.layer, f.feature_class, f.name_th,
         ST_Affine(ST_ClipByBox2D(ST_Transform(f.geom, 3857), frame.box),
                   %(scale)s, 0, 0, %(scale)s, -frame.x * %(scale)s, -frame.y * %(scale)s) AS geom
  FROM geo_basefeature f, frame
  WHERE f.geom && ST_Transform(frame.box, 4326)
)
SELECT layer, feature_class, name_th,
       CASE WHEN GeometryType(geom) = 'POINT' THEN '' ELSE ST_AsSVG(geom, 0, 1) END,
       ST_X(spot), -ST_Y(spot)
FROM (SELECT *, CASE WHEN ST_Dimension(geom) = 1
                     THEN ST_LineInterpolatePoint(ST_GeometryN(ST_LineMerge(geom), 1), 0.5)
                     ELSE ST_PointOnSurface(geom) END AS spot
      FROM piece WHERE NOT ST_IsEmpty(geom)) AS shown
ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A field, a stream or a road: an SVG path."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A name and where it stands."""

    kind: str
    text: str
    x: float
    y: float

    @property
    def dot(self) -> float | None:
        """The height of the dot that the name belongs to; None on a road."""
        return self.y - _BELOW[Layer.PLACE] if self.kind == Layer.PLACE else None


@dataclass(slots=True, kw_only=True)
class Sketch:
    """What a drawing shows, in metres; (0, 0) is the point itself."""

    width: int
    height: int
    shapes: dict[str, list[Shape]] = field(default_factory=lambda: {layer: [] for layer in Layer})
    words: list[Word] = field(default_factory=list)

    @property
    def box(self) -> str:
        """The view box: left, top, width and height."""
        return f"{-self.width / 2} {-self.height / 2} {self.width} {self.height}"

    @property
    def is_empty(self) -> bool:
        """Whether our base map knows nothing around here."""
        return not any(self.shapes.values()) and not self.words


def sketch_around(place: Point, *, width: int, height: int) -> Sketch:
    """Return what the base map holds around the point, so many metres wide and high."""
    scale = cos(radians(min(abs(place.y), _POLAR)))
    given = {
        "lon": place.x,
        "lat": place.y,
        "east": width / 2 / scale,
        "north": height / 2 / scale,
        "scale": scale,
    }
    made = Sketch(width=width, height=height)
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, given)
        rows = cursor.fetchall()
    named: set[str] = set()
    for layer, kind, name, path, x, y in rows:
        if path:
            made.shapes[layer].append(Shape(kind=kind, path=path))
        if name and name not in named and layer in {Layer.ROAD, Layer.PLACE}:
            named.add(name)
            below = _BELOW[layer]
            made.words.append(Word(kind=layer, text=name, x=round(x, 1), y=round(y + below, 1)))
    return made
