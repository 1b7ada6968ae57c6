"""The REST doors of one complaint besides its moves: history, survey, additions, parts."""

from typing import ClassVar
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.access.web import actor_of
from kernel.actors import ActorKind
from kernel.api.permissions import OfficerDoor, OpenDoor
from kernel.api.views import Door
from modules.complaints import selectors, services
from modules.complaints.api.reporter_serializers import (
    InformationIn,
    LineOut,
    PartIn,
    RatingIn,
    RatingOut,
)
from modules.complaints.api.serializers import ComplaintOut
from modules.complaints.api.views import CODE_HEADER, TRACKING_CODE, opened, shown
from modules.complaints.selectors.one import public_part


class CodeDoor(Door):
    """A door for officers and for whoever sends the tracking code; services decide the rest."""

    permission_classes = [OpenDoor]
    proof_headers: ClassVar = (CODE_HEADER,)


class History(CodeDoor):
    """What has happened to one complaint."""

    @extend_schema(
        operation_id="complaints_history",
        parameters=[TRACKING_CODE],
        responses={200: LineOut(many=True)},
    )
    def get(self, request: Request, public_id: UUID) -> Response:
        """Read the history, the oldest line first; notes and names are for officers only."""
        complaint, actor = opened(request, public_id)
        lines = selectors.timeline(complaint)
        is_officer = actor.kind is ActorKind.OFFICER
        context = {"labels": selectors.state_labels(), "is_officer": is_officer}
        shown_lines = lines if is_officer else public_part(lines)
        return Response(LineOut(shown_lines, many=True, context=context).data)


class Rating(CodeDoor):
    """The survey of one complaint."""

    @extend_schema(
        operation_id="complaints_rate",
        parameters=[TRACKING_CODE],
        request=RatingIn,
        responses={201: RatingOut},
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        """Rate the round that was closed last; once for each round."""
        complaint, actor = opened(request, public_id)
        sent = RatingIn(data=request.data)
        sent.is_valid(raise_exception=True)
        rated = services.rate(
            complaint_id=complaint.pk, by=actor, at=timezone.now(), **sent.validated_data
        )
        return Response(RatingOut(rated).data, status=status.HTTP_201_CREATED)


class Information(CodeDoor):
    """What the reporter adds to one complaint."""

    @extend_schema(
        operation_id="complaints_add_information",
        parameters=[TRACKING_CODE],
        request=InformationIn,
        responses={201: ComplaintOut},
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        """Add words or photos to an open complaint; no clock changes."""
        complaint, actor = opened(request, public_id)
        sent = InformationIn(data=request.data)
        sent.is_valid(raise_exception=True)
        told = services.add_information(
            complaint_id=complaint.pk,
            by=actor,
            at=timezone.now(),
            **{"text": "", **sent.validated_data},
        )
        return Response(shown(told, actor), status=status.HTTP_201_CREATED)


class Parts(Door):
    """The parts of one complaint."""

    permission_classes = [OfficerDoor]

    @extend_schema(operation_id="complaints_split", request=PartIn, responses={201: ComplaintOut})
    def post(self, request: Request, public_id: UUID) -> Response:
        """File a part as a complaint of its own; the answer is the part."""
        actor = actor_of(request)
        whole = services.open_for(public_id=public_id, by=actor, at=timezone.now())
        sent = PartIn(data=request.data)
        sent.is_valid(raise_exception=True)
        part = services.split(
            complaint_id=whole.pk, by=actor, at=timezone.now(), **sent.validated_data
        )
        return Response(shown(part, actor), status=status.HTTP_201_CREATED)
