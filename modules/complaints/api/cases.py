"""The REST doors of the public cases: list, one, near a place, follow and stop following."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.api.callers import address_of
from kernel.api.pagination import Pages
from kernel.api.permissions import OpenDoor
from kernel.api.views import Door
from kernel.geo import services as geo
from kernel.thai import clean_line
from modules.complaints import selectors, services
from modules.complaints.api.case_serializers import (
    CaseFiltersIn,
    CaseOut,
    FollowedOut,
    FollowIn,
    NearIn,
    NearOut,
)
from modules.complaints.models import Publication
from modules.complaints.selectors.nearby import Place, public_near
from modules.complaints.selectors.public import chosen_photos, public_case, published


class PublicDoor(Door):
    """A door for everybody."""

    permission_classes = [OpenDoor]


class Cases(PublicDoor):
    """Every public case."""

    pagination_class: ClassVar = Pages

    @extend_schema(
        operation_id="cases_list", parameters=[CaseFiltersIn], responses={200: CaseOut(many=True)}
    )
    def get(self, request: Request) -> Response:
        """List the public cases, the newest first."""
        asked = CaseFiltersIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        pages = Pages()
        page = pages.paginate_queryset(published(asked.filters()), request, view=self) or []
        return pages.get_paginated_response(CaseOut(page, many=True, context=_context(page)).data)


class OneCase(PublicDoor):
    """One public case."""

    @extend_schema(operation_id="cases_read", responses={200: CaseOut})
    def get(self, _request: Request, public_id: UUID) -> Response:
        """Read a public case."""
        row = public_case(public_id)
        return Response(CaseOut(row, context=_context([row])).data)


class CasesNear(PublicDoor):
    """The public cases that may be what somebody is about to report."""

    @extend_schema(
        operation_id="cases_near", parameters=[NearIn], responses={200: NearOut(many=True)}
    )
    def get(self, request: Request) -> Response:
        """List at most five cases of the kind near the place, open or closed of late."""
        asked = NearIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = public_near(_place(asked.validated_data), at=timezone.now())
        rows = [near.row for near in found]
        context = _context(rows) | {"metres": {near.row.pk: near.metres for near in found}}
        return Response(NearOut(rows, many=True, context=context).data)


class Followers(PublicDoor):
    """Whoever follows a public case."""

    @extend_schema(operation_id="cases_follow", request=FollowIn, responses={201: FollowedOut})
    def post(self, request: Request, public_id: UUID) -> Response:
        """Tell a contact how the case goes on; the same contact follows once."""
        sent = FollowIn(data=request.data)
        sent.is_valid(raise_exception=True)
        services.follow(
            case=public_id,
            contact=sent.contact(),
            asker=address_of(request),
            at=timezone.now(),
        )
        return Response(FollowedOut({"case": public_id}).data, status=status.HTTP_201_CREATED)


class Following(PublicDoor):
    """The following that a notice's link ends."""

    @extend_schema(operation_id="cases_unfollow", responses={204: None})
    def delete(self, _request: Request, token: str) -> Response:
        """Forget the follower of this link, contact and all; a second time changes nothing."""
        services.unfollow(token=token)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _context(rows: list[Publication]) -> dict[str, Any]:
    return {"labels": selectors.state_labels(), "photos": chosen_photos(rows)}


def _place(asked: dict[str, Any]) -> Place:
    has_pin = "longitude" in asked
    return Place(
        category=clean_line(asked["category"]),
        pin=geo.point(longitude=asked["longitude"], latitude=asked["latitude"])
        if has_pin
        else None,
        village=clean_line(asked.get("village", "")),
    )
