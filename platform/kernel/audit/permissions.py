"""What the book of deeds lets an officer do."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the book of deeds."""

    VIEW = "audit.view"
