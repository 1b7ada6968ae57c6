"""A tiny reader of Mapbox Vector Tiles, enough to check what a tile holds.

Written from the specification 2.1 (github.com/mapbox/vector-tile-spec): a tile is a protobuf
with layers in field 3; a layer has its name in 1, features in 2, keys in 3 and values in 4.
"""

from collections.abc import Iterator


def layers(tile: bytes) -> dict[str, list[dict[str, object]]]:
    """Return the properties of every feature, by the name of its layer."""
    return dict(_layer(content) for field, content in _fields(tile) if field == 3)


def _layer(content: bytes) -> tuple[str, list[dict[str, object]]]:
    name, features, keys, values = "", [], [], []
    for field, value in _fields(content):
        if field == 1:
            name = value.decode()
        elif field == 2:
            features.append(value)
        elif field == 3:
            keys.append(value.decode())
        elif field == 4:
            values.append(_value(value))
    return name, [_properties(feature, keys, values) for feature in features]


def _properties(feature: bytes, keys: list[str], values: list[object]) -> dict[str, object]:
    tags = [number for field, value in _fields(feature) if field == 2 for number in _packed(value)]
    return {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}


def _value(content: bytes) -> object:
    field, value = next(_fields(content))
    return value.decode() if field == 1 else value


def _packed(content: bytes) -> Iterator[int]:
    place = 0
    while place < len(content):
        number, place = _varint(content, place)
        yield number


def _fields(content: bytes) -> Iterator[tuple[int, object]]:
    place = 0
    while place < len(content):
        tag, place = _varint(content, place)
        field, kind = tag >> 3, tag & 7
        if kind == 0:
            value, place = _varint(content, place)
        elif kind == 2:
            size, place = _varint(content, place)
            value, place = content[place : place + size], place + size
        else:
            size = {1: 8, 5: 4}[kind]
            value, place = content[place : place + size], place + size
        yield field, value


def _varint(content: bytes, place: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = content[place]
        place += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, place
        shift += 7
