"""One municipality in one file: every row, every file, readable by people and by us."""

from tenants.archives.errors import ArchiveRefused
from tenants.archives.exporting import export
from tenants.archives.importing import restore

__all__ = ["ArchiveRefused", "export", "restore"]
