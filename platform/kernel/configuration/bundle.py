"""A configuration bundle in memory: kinds of objects by natural key, and their files.

A bundle holds no ids, no people and no secrets. Its text form is stable: the same
configuration always gives the same bytes, in every municipality.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

type Value = Any
type Object = dict[str, Value]

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Objects by kind, files by name, and the name and version of the whole."""

    name: str
    version: str
    objects: Mapping[str, list[Object]]
    files: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    notes: str = ""

    @property
    def head(self) -> dict[str, Any]:
        """What the bundle says about itself."""
        return {
            "format": FORMAT,
            "name": self.name,
            "version": self.version,
            "title": self.title,
            "notes": self.notes,
        }

    @property
    def digest(self) -> str:
        """SHA-256 over objects and files, whatever the name or version."""
        files = {name: hashlib.sha256(data).hexdigest() for name, data in self.files.items()}
        text = stable_json({"objects": dict(self.objects), "files": files})
        return hashlib.sha256(text.encode()).hexdigest()


def stable_json(value: Value) -> str:
    """Write JSON with sorted names and readable Thai, ending in a line feed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def key_text(key: Value) -> str:
    """Write a natural key as one short text, for messages and for sorting."""
    return key if isinstance(key, str) else json.dumps(key, ensure_ascii=False, sort_keys=True)
