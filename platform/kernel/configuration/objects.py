"""Rows as bundle objects: natural keys instead of ids, and one canonical form."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from kernel.configuration.bundle import Object, key_text
from kernel.configuration.files import keeper
from kernel.configuration.registry import Configurable, get
from kernel.configuration.schema import field_of
from kernel.configuration.values import decode, encode, normalised


def object_key(configurable: Configurable, obj: Mapping[str, Any]) -> Any:
    """Return the natural key of a bundle object: one value, or an object of several."""
    parts = {name: obj[name] for name in configurable.key}
    return next(iter(parts.values())) if len(parts) == 1 else parts


def sort_key(configurable: Configurable, obj: Mapping[str, Any]) -> list[str]:
    """Return what orders the objects of a kind: the parts of the key, numbers by size."""
    parts = (obj[name] for name in configurable.key)
    return [f"{part:012d}" if isinstance(part, int) else key_text(part) for part in parts]


def row_key(configurable: Configurable, row: Model) -> Any:
    """Return the natural key of a row."""
    return object_key(
        configurable,
        {name: _export_field(configurable, name, row, {}) for name in configurable.key},
    )


def export_object(configurable: Configurable, row: Model, files: dict[str, bytes]) -> Object:
    """Write the row as a bundle object; the files it names are added to `files`."""
    return {name: _export_field(configurable, name, row, files) for name in configurable.all_fields}


def canonical(configurable: Configurable, obj: Mapping[str, Any]) -> Object:
    """Return the object with every field present and written in the one right way.

    Raises:
        ValueError, ValidationError: a value cannot be read; the message names the field.
    """
    return {name: canonical_field(configurable, name, obj) for name in configurable.all_fields}


def canonical_field(configurable: Configurable, name: str, obj: Mapping[str, Any]) -> Any:
    """Return one field of the object in canonical form; the model's default when absent."""
    field = field_of(configurable, name)
    if name in configurable.references:
        if field.many_to_many:
            return sorted(normalised(list(obj.get(name, []))), key=key_text)
        return normalised(obj.get(name))
    if name in configurable.files:
        return obj.get(name) or ""
    if name not in obj:
        return encode(field, field.get_default())
    return encode(field, decode(field, obj[name]))


def _export_field(
    configurable: Configurable, name: str, row: Model, files: dict[str, bytes]
) -> Any:
    field = field_of(configurable, name)
    value = getattr(row, name)
    if name in configurable.references:
        target = get(configurable.references[name])
        if field.many_to_many:
            return sorted((row_key(target, item) for item in value.all()), key=key_text)
        return None if value is None else row_key(target, value)
    if name in configurable.files:
        return _export_file(value, files)
    return encode(field, value)


def _export_file(reference: str, files: dict[str, bytes]) -> str:
    if not reference:
        return ""
    file = keeper().read(reference)
    files[file.bundle_name] = file.content
    return file.bundle_name
