"""Vector tiles of the base map: one SQL statement, EPSG:4326 in, EPSG:3857 tile out.

The tables are named without a schema: the tenant is the connection's search path.
"""

import hashlib
from dataclasses import dataclass

from django.db import connection

MAX_ZOOM = 16
# MapLibre over-zooms beyond this; the sketch has no more detail to give.
EXTENT = 4096
BUFFER = 64

# Lines lose points that cannot be seen: half a pixel of a 512-pixel tile at that zoom.
# Everything is a parameter; the numbers filled in here are the two constants above.
_TILE = f"""
WITH square AS (
  SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS box,
         ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => %(margin)s), 4326) AS degrees
),
feature AS (
  SELECT f.layer, f.id, f.feature_class AS class, f.name_th, f.name_en,
         ST_AsMVTGeom(
           CASE WHEN GeometryType(f.geom) LIKE '%%LINESTRING'
                THEN ST_Simplify(ST_Transform(f.geom, 3857), %(half_pixel)s, true)
                ELSE ST_Transform(f.geom, 3857) END,
           square.box, {EXTENT}, {BUFFER}, true) AS geom
  FROM geo_basefeature f, square
  WHERE f.geom && square.degrees AND f.min_zoom <= %(z)s
),
village AS (
  SELECT v.id, v.number, 'village' AS class, v.name_th, v.name_en,
         ST_AsMVTGeom(ST_Transform(v.geom, 3857), square.box, {EXTENT}, {BUFFER}, true) AS geom
  FROM geo_village v, square
  WHERE v.geom && square.degrees
)
SELECT
  coalesce((SELECT ST_AsMVT(t, 'landuse', {EXTENT}, 'geom', 'id') FROM (
    SELECT id, class, name_th, name_en, geom FROM feature
    WHERE layer = 'landuse' AND geom IS NOT NULL ORDER BY id) t), ''::bytea) ||
  coalesce((SELECT ST_AsMVT(t, 'water', {EXTENT}, 'geom', 'id') FROM (
    SELECT id, class, name_th, name_en, geom FROM feature
    WHERE layer = 'water' AND geom IS NOT NULL ORDER BY id) t), ''::bytea) ||
  coalesce((SELECT ST_AsMVT(t, 'village', {EXTENT}, 'geom', 'id') FROM (
    SELECT id, number, class, name_th, name_en, geom FROM village
    WHERE geom IS NOT NULL ORDER BY id) t), ''::bytea) ||
  coalesce((SELECT ST_AsMVT(t, 'road', {EXTENT}, 'geom', 'id') FROM (
    SELECT id, class, name_th, name_en, geom FROM feature
    WHERE layer = 'road' AND geom IS NOT NULL ORDER BY id) t), ''::bytea) ||
  coalesce((SELECT ST_AsMVT(t, 'place', {EXTENT}, 'geom', 'id') FROM (
    SELECT id, class, name_th, name_en, geom FROM feature
    WHERE layer = 'place' AND geom IS NOT NULL ORDER BY id) t), ''::bytea)
"""  # noqa: S608

_VERSION = """
SELECT (SELECT count(*) || '/' || coalesce(max(updated_at)::text, '') FROM geo_basefeature)
    || '+' ||
       (SELECT count(*) || '/' || coalesce(max(updated_at)::text, '') FROM geo_village)
"""

_WORLD_METRES = 40_075_016.685578488


@dataclass(frozen=True, slots=True)
class TileAddress:
    """Zoom, column and row of a tile in the usual web scheme, row 0 in the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        """Tell whether the world has such a tile at a zoom that we draw."""
        side = 1 << self.z if 0 <= self.z <= MAX_ZOOM else 0
        return 0 <= self.x < side and 0 <= self.y < side


def tile(address: TileAddress) -> bytes:
    """Draw the tile from the tenant's tables; empty bytes where nothing is."""
    parameters = {
        "z": address.z,
        "x": address.x,
        "y": address.y,
        "margin": BUFFER / EXTENT,
        "half_pixel": _WORLD_METRES / (1 << address.z) / 512 / 2,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TILE, parameters)
        row = cursor.fetchone()
    return bytes(row[0])


def version() -> str:
    """Return a short text that changes whenever the base map does."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    return hashlib.sha256(row[0].encode()).hexdigest()[:12]
