"""The REST doors of the complaint desk."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.access.web import actor_of
from kernel.actors import Actor, ActorKind
from kernel.api.callers import address_of
from kernel.api.pagination import Pages
from kernel.api.permissions import OfficerDoor, OpenDoor
from kernel.api.views import Door
from kernel.errors import Missing
from modules.complaints import policies, selectors, services
from modules.complaints.api.serializers import (
    CategoryOut,
    ComplaintIn,
    ComplaintOut,
    FiledOut,
    FiltersIn,
    MoveIn,
)
from modules.complaints.models import Complaint

CODE_HEADER = "Tracking-Code"
TRACKING_CODE = OpenApiParameter(
    name=CODE_HEADER,
    type=OpenApiTypes.STR,
    location=OpenApiParameter.HEADER,
    description="The reporter's tracking code, in place of signing in as an officer.",
)


def opened(request: Request, public_id: UUID) -> tuple[Complaint, Actor]:
    """Return the complaint and as whom it is opened: an officer, or the holder of its code.

    Raises:
        NotAuthenticated: neither an officer nor a tracking code came.
        Missing: it does not exist, or not for this caller.
        CodeUnknown: the code opens nothing.
        TooManyGuesses: too many codes opened nothing.
    """
    actor = actor_of(request)
    if actor.kind is ActorKind.OFFICER:
        return services.open_for(public_id=public_id, by=actor, at=timezone.now()), actor
    code = request.headers.get(CODE_HEADER)
    if code is None:
        raise NotAuthenticated
    complaint = services.open_by_code(code=code, asker=address_of(request))
    if complaint.public_id != public_id:
        raise Missing
    return complaint, policies.reporter_of(complaint)


def reached(request: Request, public_id: UUID) -> tuple[int, Actor]:
    """Return the complaint's key and as whom it is reached, for a move that reads it itself.

    Raises:
        Refused: as `opened`.
    """
    actor = actor_of(request)
    if actor.kind is ActorKind.OFFICER:
        return selectors.visible_id(actor=actor, public_id=public_id), actor
    complaint, reporter = opened(request, public_id)
    return complaint.pk, reporter


def shown(complaint: Complaint, actor: Actor) -> dict[str, Any]:
    """Return the complaint as the caller gets it."""
    context = {"actor": actor, "labels": selectors.state_labels()}
    return dict(ComplaintOut(complaint, context=context).data)


class Complaints(Door):
    """All complaints that the caller may see, and the place where new ones come in."""

    permission_classes = [OpenDoor]
    pagination_class: ClassVar = Pages

    def get_permissions(self) -> list[Any]:
        """Let everybody report; let only officers list."""
        door = OpenDoor if self.request.method == "POST" else OfficerDoor
        return [door()]

    @extend_schema(
        operation_id="complaints_list",
        parameters=[FiltersIn],
        responses={200: ComplaintOut(many=True)},
    )
    def get(self, request: Request) -> Response:
        """List complaints, the newest first."""
        asked = FiltersIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = dict(asked.validated_data)
        given["states"] = tuple(given.pop("state", ()))
        actor = actor_of(request)
        rows = selectors.newest(actor=actor, filters=selectors.Filters(**given), at=timezone.now())
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        context = {"actor": actor, "labels": selectors.state_labels()}
        return pages.get_paginated_response(ComplaintOut(page, many=True, context=context).data)

    @extend_schema(operation_id="complaints_create", request=ComplaintIn, responses={201: FiledOut})
    def post(self, request: Request) -> Response:
        """File a report; the answer carries the tracking code, once."""
        sent = ComplaintIn(data=request.data)
        sent.is_valid(raise_exception=True)
        actor, report = actor_of(request), sent.report()
        if actor.kind is not ActorKind.OFFICER:
            services.admit(report=report, asker=address_of(request))
        complaint = services.submit(report=report, by=actor, at=timezone.now())
        as_whom = actor if actor.kind is ActorKind.OFFICER else policies.reporter_of(complaint)
        context = {"actor": as_whom, "labels": selectors.state_labels()}
        return Response(FiledOut(complaint, context=context).data, status=status.HTTP_201_CREATED)


class OneComplaint(Door):
    """One complaint."""

    permission_classes = [OpenDoor]

    @extend_schema(
        operation_id="complaints_read", parameters=[TRACKING_CODE], responses={200: ComplaintOut}
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        """Read a complaint, for an officer or the holder of its tracking code."""
        complaint, actor = opened(request, public_id)
        return Response(shown(complaint, actor))


class Moves(Door):
    """The moves of one complaint."""

    permission_classes = [OpenDoor]
    proof_headers: ClassVar = (CODE_HEADER,)

    @extend_schema(
        operation_id="complaints_move",
        parameters=[TRACKING_CODE],
        request=MoveIn,
        responses={200: ComplaintOut},
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        """Make a move; the answer carries the moves open to the caller afterwards."""
        complaint_id, actor = reached(request, public_id)
        sent = MoveIn(data=request.data)
        sent.is_valid(raise_exception=True)
        given = dict(sent.validated_data)
        moved = services.perform(
            move=given.pop("move"),
            complaint_id=complaint_id,
            given=given,
            by=actor,
            at=timezone.now(),
        )
        return Response(shown(moved, actor))


class Categories(Door):
    """What can be reported."""

    permission_classes = [OpenDoor]

    @extend_schema(operation_id="complaints_categories", responses={200: CategoryOut(many=True)})
    def get(self, _request: Request) -> Response:
        """List the kinds of complaint that can be reported, in order."""
        groups = selectors.category_groups()
        kinds = [kind for group in groups for kind in group.kinds]
        codes = {kind.pk: group.group.code for group in groups for kind in group.kinds}
        return Response(CategoryOut(kinds, many=True, context={"groups": codes}).data)
