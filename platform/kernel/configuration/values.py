"""How one field of a model is written in a bundle, and read back."""

import datetime as dt
import decimal
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import (
    GEOSException,
    GEOSGeometry,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    DateTimeField,
    DecimalField,
    DurationField,
    Field,
    JSONField,
)

from kernel.thai import normalise_thai

# About one centimetre at Chiang Mai: finer than any source we take in.
DEGREE_DIGITS = 7


def encode(model_field: "Field[Any, Any]", value: Any) -> Any:
    """Write the value of a plain field as JSON can hold it."""
    if isinstance(model_field, ArrayField) and value is not None:
        return [encode(model_field.base_field, item) for item in value]
    writer = next((write for kind, write in _WRITERS if isinstance(value, kind)), None)
    return value if writer is None else writer(value)


def decode(model_field: "Field[Any, Any]", value: Any) -> Any:
    """Read the value of a plain field from its JSON form; text is normalised Thai.

    Raises:
        ValueError: the value cannot be read as this field.
    """
    if value is None:
        return None
    reader = next((read for kind, read in _READERS if isinstance(model_field, kind)), None)
    if reader is not None:
        return reader(model_field, value)
    return model_field.to_python(normalise_thai(value) if isinstance(value, str) else value)


def normalised(value: Any) -> Any:
    """Normalise every Thai text inside a JSON value."""
    if isinstance(value, str):
        return normalise_thai(value)
    if isinstance(value, list):
        return [normalised(item) for item in value]
    if isinstance(value, dict):
        return {name: normalised(item) for name, item in value.items()}
    return value


def _geojson(geometry: Any) -> dict[str, Any]:
    return {"type": geometry.geom_type, "coordinates": _rounded(geometry.coords)}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, (list, tuple)):
        return [_rounded(item) for item in coordinates]
    return round(float(coordinates), DEGREE_DIGITS)


def _geometry(model_field: "GeometryField[Any, Any]", value: Any) -> GEOSGeometry:
    try:
        geometry = _built(value["type"], _rounded(value["coordinates"]))
    except (GEOSException, LookupError, TypeError, ValueError) as error:
        msg = f"not a GeoJSON geometry ({error})"
        raise ValueError(msg) from error
    if not geometry.valid:
        raise ValueError(geometry.valid_reason)
    geometry.srid = model_field.srid
    if model_field.geom_type == "MULTIPOLYGON" and isinstance(geometry, Polygon):
        return MultiPolygon(geometry, srid=model_field.srid)
    return geometry


def _built(kind: str, coordinates: Any) -> GEOSGeometry:
    # Not GEOSGeometry(json): that would hand what people upload to GDAL.
    if kind in _PARTS:
        return _MANY[kind](*(_built(_PARTS[kind], part) for part in coordinates))
    if kind == "Polygon":
        return Polygon(*coordinates)
    return _ONE[kind](coordinates)


_ONE: dict[str, Callable[..., GEOSGeometry]] = {"Point": Point, "LineString": LineString}
_PARTS = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}
_MANY: dict[str, Callable[..., GEOSGeometry]] = {
    "MultiPoint": MultiPoint,
    "MultiLineString": MultiLineString,
    "MultiPolygon": MultiPolygon,
}


def _decimal(model_field: Any, value: str) -> decimal.Decimal:
    return decimal.Decimal(value).quantize(decimal.Decimal(1).scaleb(-model_field.decimal_places))


_WRITERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (GEOSGeometry, _geojson),
    (dt.datetime, lambda value: value.astimezone(dt.UTC).isoformat()),
    (dt.date, dt.date.isoformat),
    (dt.time, dt.time.isoformat),
    (dt.timedelta, lambda value: int(value.total_seconds())),
    (decimal.Decimal, str),
    (uuid.UUID, str),
)

_READERS: tuple[tuple[type, Callable[[Any, Any], Any]], ...] = (
    (GeometryField, _geometry),
    (ArrayField, lambda field, value: [decode(field.base_field, item) for item in value]),
    (DurationField, lambda _field, value: dt.timedelta(seconds=value)),
    (DateTimeField, lambda _field, value: dt.datetime.fromisoformat(value)),
    (DecimalField, _decimal),
    (JSONField, lambda _field, value: normalised(value)),
)
