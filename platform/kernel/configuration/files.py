"""Files that belong to a configuration: kept elsewhere, asked for through a port.

Inside a bundle a file is named after its content ("files/<sha256>.png"), so two bundles
with the same picture are equal whatever the municipalities call it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol

from kernel.actors import Actor
from kernel.configuration.errors import FileMissing, FilesNotKept
from kernel.ports import Port


@dataclass(frozen=True, slots=True)
class ConfigurationFile:
    """The bytes of a file, and the ending of its name (".png")."""

    suffix: str
    content: bytes

    @property
    def bundle_name(self) -> str:
        """The name under which a bundle carries it."""
        return f"files/{hashlib.sha256(self.content).hexdigest()}{self.suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """What may be sent to a browser of a kept file: made anew, never the bytes that came in."""

    content_type: str
    content: bytes


class FileKeeper(Protocol):
    """Keeps configuration files unchanged, and hands them out by reference."""

    def cleaned(self, upload: BinaryIO) -> ConfigurationFile:
        """Return the uploaded picture made anew, without anything a camera or a program wrote.

        Raises:
            kernel.errors.Refused: it is not a picture, or too large.
        """

    def keep(self, file: ConfigurationFile, *, by: Actor, at: datetime) -> str:
        """Store the file and return its reference.

        Raises:
            kernel.errors.Refused: it is not a picture, or too large.
        """

    def read(self, reference: str) -> ConfigurationFile:
        """Return the file behind the reference.

        Raises:
            FileMissing: there is none.
        """

    def shown(self, reference: str, size: str) -> ShownFile | None:
        """Return the picture in one of its sizes (large, small, touch), or None."""

    def forget(self, reference: str) -> None:
        """Let the file go; an unknown reference is fine."""


FILE_KEEPER: Port[FileKeeper] = Port("configuration file keeper")


def keeper() -> FileKeeper:
    """Return whoever keeps the files.

    Raises:
        FilesNotKept: nobody does.
    """
    found = FILE_KEEPER.get()
    if found is None:
        raise FilesNotKept
    return found


def from_bundle(files: dict[str, bytes], name: str) -> ConfigurationFile:
    """Take a file out of a bundle.

    Raises:
        FileMissing: the bundle does not carry it.
    """
    if name not in files:
        raise FileMissing(file=name)
    return ConfigurationFile(PurePosixPath(name).suffix.lower(), files[name])
