"""What calendars let an officer do."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the working calendars."""

    MANAGE = "clocks.manage"
