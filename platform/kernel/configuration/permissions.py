"""What configuration lets an officer do; positions are granted it in the house's own list."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions over what a municipality can set."""

    VIEW = "configuration.view"
    MANAGE = "configuration.manage"
