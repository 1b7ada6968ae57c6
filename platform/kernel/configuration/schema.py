"""The JSON Schema of a kind, derived from its model, so that it cannot grow stale."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.postgres.fields import ArrayField
from django.db import models
from jsonschema import Draft202012Validator

from kernel.configuration.registry import Configurable, get
from kernel.configuration.sayings import said

type Schema = dict[str, Any]

_TYPES: tuple[tuple[type["models.Field[Any, Any]"], Schema], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    (models.DurationField, {"type": "integer", "minimum": 0}),
    (models.PositiveIntegerField, {"type": "integer", "minimum": 0}),
    (models.PositiveSmallIntegerField, {"type": "integer", "minimum": 0}),
    (models.IntegerField, {"type": "integer"}),
    (models.FloatField, {"type": "number"}),
    (models.DecimalField, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
    (models.DateTimeField, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT"}),
    (models.DateField, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
    (models.TimeField, {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?$"}),
    (models.UUIDField, {"type": "string", "pattern": r"^[0-9a-f-]{36}$"}),
    (models.JSONField, {}),
)


def schema_of(configurable: Configurable) -> Schema:
    """Return the JSON Schema (draft 2020-12) of one object of the kind."""
    fields = {name: field_of(configurable, name) for name in configurable.all_fields}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": configurable.kind,
        "type": "object",
        "properties": {
            name: _field_schema(configurable, name, field) for name, field in fields.items()
        },
        "required": sorted(
            name for name, field in fields.items() if name in configurable.key or _needed(field)
        ),
        "additionalProperties": False,
    }


def faults(configurable: Configurable, value: Any) -> Iterator[tuple[str, str]]:
    """Tell where an object breaks the schema, as (field, message) pairs."""
    for error in sorted(_validator(configurable.kind).iter_errors(value), key=str):
        yield ".".join(str(part) for part in error.absolute_path), said(error)


def field_of(configurable: Configurable, name: str) -> "models.Field[Any, Any]":
    """Return the model field that a travelling field names."""
    field = configurable.model._meta.get_field(name)
    if not isinstance(field, models.Field):
        msg = f"{configurable.kind}.{name} is not a column"
        raise TypeError(msg)
    return field


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(get(kind)))


def _needed(field: "models.Field[Any, Any]") -> bool:
    return not (field.has_default() or field.null or field.blank or field.many_to_many)


def _field_schema(configurable: Configurable, name: str, field: "models.Field[Any, Any]") -> Schema:
    if name in configurable.references:
        schema = key_schema(get(configurable.references[name]))
        if field.many_to_many:
            return {"type": "array", "items": schema, "uniqueItems": True}
    elif name in configurable.files:
        schema = {"type": "string"}
    else:
        schema = _plain(field)
    return {"anyOf": [schema, {"type": "null"}]} if field.null else schema


def key_schema(configurable: Configurable) -> Schema:
    """Return the schema of a natural key: the value itself, or an object of several."""
    parts = {
        name: _field_schema(configurable, name, field_of(configurable, name))
        for name in configurable.key
    }
    if len(parts) == 1:
        return next(iter(parts.values()))
    return {
        "type": "object",
        "properties": parts,
        "required": sorted(parts),
        "additionalProperties": False,
    }


def _plain(field: "models.Field[Any, Any]") -> Schema:
    if field.is_relation:
        msg = f"{field} points somewhere, but its kind is not declared in `references`"
        raise TypeError(msg)
    if isinstance(field, ArrayField):
        return {"type": "array", "items": _plain(field.base_field)}
    if isinstance(field, GeometryField):
        return {"type": "object", "required": ["type", "coordinates"]}
    schema = next((dict(found) for kind, found in _TYPES if isinstance(field, kind)), None)
    if schema is None:
        schema = {"type": "string"}
        if field.max_length:
            schema["maxLength"] = field.max_length
    choices = [value for value, _label in field.flatchoices]
    if choices:
        schema["enum"] = choices if not field.blank or "" in choices else [*choices, ""]
    return schema
