"""How one field of a model is written in a bundle, and read back."""

import datetime as dt
import decimal
import uuid
from typing import Any

import shapely
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    DateTimeField,
    DecimalField,
    DurationField,
    Field,
    JSONField,
)
from shapely.geometry import mapping, shape

from kernel.thai import normalise_thai

# About one centimetre at Chiang Mai: finer than any source we take in.
DEGREE_DIGITS = 7


def encode(model_field: "Field[Any, Any]", value: Any) -> Any:
    """Write the value of a plain field as JSON can hold it."""
    if value is None:
        return None
    if isinstance(model_field, GeometryField):
        return _geojson(value)
    if isinstance(model_field, ArrayField):
        return [encode(model_field.base_field, item) for item in value]
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return int(value.total_seconds())
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    return value


def decode(model_field: "Field[Any, Any]", value: Any) -> Any:
    """Read the value of a plain field from its JSON form; text is normalised Thai.

    Raises:
        ValueError: the value cannot be read as this field.
    """
    if value is None:
        return None
    if isinstance(model_field, GeometryField):
        return _geometry(model_field, value)
    if isinstance(model_field, ArrayField):
        return [decode(model_field.base_field, item) for item in value]
    if isinstance(model_field, DurationField):
        return dt.timedelta(seconds=value)
    if isinstance(model_field, DateTimeField):
        return dt.datetime.fromisoformat(value)
    if isinstance(model_field, DecimalField):
        return decimal.Decimal(value).quantize(decimal.Decimal(1).scaleb(-model_field.decimal_places))
    if isinstance(model_field, JSONField):
        return normalised(value)
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


def _geojson(geometry: GEOSGeometry) -> dict[str, Any]:
    plain = mapping(shapely.from_wkb(bytes(geometry.wkb)))
    return {"type": plain["type"], "coordinates": _rounded(plain["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, (list, tuple)):
        return [_rounded(item) for item in coordinates]
    return round(float(coordinates), DEGREE_DIGITS)


def _geometry(model_field: GeometryField, value: Any) -> GEOSGeometry:
    try:
        plain = shape({"type": value["type"], "coordinates": _rounded(value["coordinates"])})
    except (shapely.errors.ShapelyError, KeyError, TypeError, AttributeError) as error:
        msg = f"not a GeoJSON geometry ({error})"
        raise ValueError(msg) from error
    if not shapely.is_valid(plain):
        raise ValueError(shapely.is_valid_reason(plain))
    geometry = GEOSGeometry(memoryview(plain.wkb), srid=model_field.srid)
    if model_field.geom_type == "MULTIPOLYGON" and isinstance(geometry, Polygon):
        return MultiPolygon(geometry, srid=model_field.srid)
    return geometry
