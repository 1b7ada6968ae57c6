"""What an archive says of itself: whose it is, of which release, and what must be in it.

The archive is a ZIP file: `manifest.json`, `tables/NAME.copy` (PostgreSQL's binary COPY, to import
again), `readable/NAME.csv` (UTF-8 with a header, for people and spreadsheets) and `files/…`, the
objects of the store under their keys without the municipality's prefix.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Self
from zipfile import BadZipFile, ZipFile

from tenants.archives.errors import ArchiveRefused

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table's rows; `sequence` is the last number its identity column gave, None without one."""

    name: str
    rows: int
    sha256: str
    sequence: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An object of the store; `key` is without the municipality's prefix."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The archive's table of contents; `structure` is the blueprint's digest."""

    tenant: dict[str, Any]
    structure: str
    exported_at: str
    tables: tuple[Table, ...]
    files: tuple[File, ...]
    format: int = FORMAT

    def to_json(self) -> str:
        """Return the text that is put into the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, archive: ZipFile) -> Self:
        """Read it from an archive.

        Raises:
            ArchiveRefused: there is none, or it is of a format that this release does not know.
        """
        try:
            told = json.loads(archive.read(NAME))
            known = told.pop("format")
            if known != FORMAT:
                raise ArchiveRefused(reason=f"format {known}")
            tables = tuple(Table(**table) for table in told.pop("tables"))
            files = tuple(File(**file) for file in told.pop("files"))
            return cls(tables=tables, files=files, **told)
        except (KeyError, TypeError, ValueError, BadZipFile) as error:
            raise ArchiveRefused(reason=f"{NAME}: {error}") from error
