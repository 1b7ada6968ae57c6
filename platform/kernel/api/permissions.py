"""Who may come to a door at all; what may be done there is the service's decision."""

from typing import TYPE_CHECKING, override

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from kernel.access.web import actor_of
from kernel.actors import ActorKind

if TYPE_CHECKING:  # the framework's views import us while they load
    from rest_framework.views import APIView


class OfficerDoor(BasePermission):
    """Officers only; the default of every door of the API."""

    @override
    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Tell whether an officer knocks."""
        return actor_of(request).kind is ActorKind.OFFICER


class AccountDoor(BasePermission):
    """Whoever has signed in, officer or citizen."""

    @override
    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Tell whether somebody has signed in."""
        return bool(request.user and request.user.is_authenticated)


class OpenDoor(BasePermission):
    """Everybody: the service alone decides."""

    @override
    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Let everybody in."""
        return True
