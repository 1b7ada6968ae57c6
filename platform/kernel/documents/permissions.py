"""What positions may be granted for documents."""

from enum import StrEnum


class Permission(StrEnum):
    """Rights over files."""

    SEE_PLACE = "documents.see_place"
