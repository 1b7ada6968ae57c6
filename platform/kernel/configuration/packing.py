"""Bundles on disk: a folder, a zip of that folder, or one JSON document.

The folder holds `bundle.json` (name, version, notes), `<kind>.json` (a list of objects)
or `<kind>.geojson` (a FeatureCollection whose properties are the other fields) for each
kind, and `files/`.
"""

import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.gis.db.models import GeometryField

from kernel.configuration.bundle import FORMAT, Bundle, Object, stable_json
from kernel.configuration.errors import BundleUnreadable
from kernel.configuration.registry import configurables, get
from kernel.configuration.schema import field_of

# A bundle is some hundred kilobytes; more than this is a mistake or an attack.
_LARGEST = 64 * 1024 * 1024
# So that equal bundles give equal bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def read(path: Path) -> Bundle:
    """Read a bundle from a folder, a zip or one JSON document.

    Raises:
        BundleUnreadable: it is none of these, or a part of it is broken.
    """
    if path.is_dir():
        names = sorted(found for found in path.rglob("*") if found.is_file())
        return unpack({str(name.relative_to(path)): name.read_bytes() for name in names})
    if not path.is_file():
        raise BundleUnreadable(file=path.name, reason="no such file")
    if zipfile.is_zipfile(path):
        return unpack(_unzipped(path))
    whole = _parsed(path.name, path.read_bytes())
    parts = {f"{kind}.json": objects for kind, objects in whole.pop("objects", {}).items()}
    encoded = {name: json.dumps(part).encode() for name, part in parts.items()}
    return unpack({"bundle.json": json.dumps(whole).encode(), **encoded})


def write(bundle: Bundle, path: Path) -> None:
    """Write the bundle as a zip (".zip"), one JSON document (".json") or a folder."""
    if path.suffix == ".json" and not bundle.files:
        whole = {**bundle.head, "objects": dict(bundle.objects)}
        path.write_text(stable_json(whole), encoding="utf-8")
        return
    parts = pack(bundle)
    if path.suffix in {".zip", ".json"}:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(parts.items()):
                archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content)
        return
    for name, content in parts.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def pack(bundle: Bundle) -> dict[str, bytes]:
    """Return the folder form of the bundle: contents by name."""
    parts = {"bundle.json": stable_json(bundle.head).encode()}
    for kind, objects in bundle.objects.items():
        name, content = _packed_kind(kind, objects)
        parts[name] = stable_json(content).encode()
    return parts | dict(bundle.files)


def unpack(parts: dict[str, bytes]) -> Bundle:
    """Read the folder form of a bundle.

    Raises:
        BundleUnreadable: a part is missing or broken, or the format is not ours.
    """
    if "bundle.json" not in parts:
        raise BundleUnreadable(file="bundle.json", reason="missing")
    head = _parsed("bundle.json", parts["bundle.json"])
    if head.get("format") != FORMAT or not head.get("name"):
        raise BundleUnreadable(file="bundle.json", reason=f"format must be {FORMAT}, with a name")
    objects: dict[str, list[Object]] = {}
    for name, content in sorted(parts.items()):
        kind, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        if name == "bundle.json" or "/" in name or suffix not in {".json", ".geojson"}:
            continue
        objects[kind] = _objects(name, kind, _parsed(name, content))
    return Bundle(
        name=head["name"],
        version=str(head.get("version", "1")),
        title=head.get("title", ""),
        notes=head.get("notes", ""),
        objects=objects,
        files={name: data for name, data in parts.items() if name.startswith("files/")},
    )


def _unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > _LARGEST:
            raise BundleUnreadable(file=path.name, reason="too large")
        return {entry.filename: archive.read(entry) for entry in entries}


def _parsed(name: str, content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError as error:
        raise BundleUnreadable(file=name, reason=str(error)) from error


def _geometry_field(kind: str) -> str | None:
    if kind not in {item.kind for item in configurables()}:
        return None
    configurable = get(kind)
    names = [
        name
        for name in configurable.all_fields
        if isinstance(field_of(configurable, name), GeometryField)
    ]
    return names[0] if len(names) == 1 else None


def _packed_kind(kind: str, objects: list[Object]) -> tuple[str, Any]:
    geometry = _geometry_field(kind)
    if geometry is None:
        return f"{kind}.json", objects
    features = [
        {
            "type": "Feature",
            "geometry": obj.get(geometry),
            "properties": {name: value for name, value in obj.items() if name != geometry},
        }
        for obj in objects
    ]
    return f"{kind}.geojson", {"type": "FeatureCollection", "features": features}


def _objects(name: str, kind: str, content: Any) -> list[Object]:
    if isinstance(content, list):
        return content
    geometry = _geometry_field(kind) or "geom"
    try:
        return [
            {**feature["properties"], geometry: feature["geometry"]}
            for feature in content["features"]
        ]
    except (KeyError, TypeError) as error:
        reason = f"neither a list nor a FeatureCollection ({error})"
        raise BundleUnreadable(file=name, reason=reason) from error
