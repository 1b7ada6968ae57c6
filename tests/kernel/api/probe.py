"""Doors that exist only in these tests: the least that shows what the base does."""

from typing import Any, ClassVar

from django.db import OperationalError
from django.urls import include, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.api.models import RememberedAnswer
from kernel.api.pagination import Pages
from kernel.api.permissions import AccountDoor, OpenDoor
from kernel.api.serializers import In, Out, TextField
from kernel.api.views import Door
from kernel.errors import Refused

WORK = "work-of-the-probe"


class LampGone(Refused):
    code = "lamp_gone"
    status = 409
    message = _("ไม่พบสิ่งที่ต้องการ")


class LampLater(Refused):
    code = "lamp_later"
    status = 429
    message = _("ส่งคำขอถี่เกินไป")
    retry_after = 90


class LampIn(In):
    name = TextField(max_length=40)
    watts = serializers.IntegerField(min_value=1, max_value=1000)
    parts = serializers.ListField(child=serializers.DictField(), required=False)


class LampOut(Out):
    id = serializers.IntegerField()
    name = serializers.CharField()


class Lamps(Door):
    """Makes a lamp: here a row in the only table this app owns."""

    permission_classes = [OpenDoor]

    @extend_schema(request=LampIn, responses={201: LampOut})
    def post(self, request: Request) -> Response:
        lamp = LampIn(data=request.data)
        lamp.is_valid(raise_exception=True)
        name = lamp.validated_data["name"]
        row = RememberedAnswer.objects.create(
            caller=WORK,
            key=f"{name}-{RememberedAnswer.objects.filter(caller=WORK).count()}",
            request_hash=b"",
            body=name,
            created_at=timezone.now(),
        )
        if name == "gone":
            raise LampGone
        if name == "later":
            raise LampLater
        if name == "busy":
            raise OperationalError
        if name == "bug":
            raise ZeroDivisionError
        answer = Response({"id": row.pk, "name": name}, status=201)
        answer["Location"] = f"/api/v1/lamps/{row.pk}/"
        return answer

    @extend_schema(responses={200: LampOut(many=True)})
    def get(self, request: Request) -> Response:
        rows = RememberedAnswer.objects.filter(caller=WORK).order_by("body")
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response([{"id": row.pk, "name": row.body} for row in page])


class Signed(Door):
    """For whoever has signed in."""

    permission_classes = [AccountDoor]

    @extend_schema(responses={200: LampOut})
    def get(self, request: Request) -> Response:
        return Response({"id": request.user.pk, "name": "signed"})


class Counted(Door):
    """Keeps what it wrote though it refuses."""

    permission_classes: ClassVar[Any] = [OpenDoor]
    keeps_writes_when_refused = True

    @extend_schema(request=None, responses={200: LampOut})
    def post(self, _request: Request) -> Response:
        RememberedAnswer.objects.create(
            caller=WORK, key="counted", request_hash=b"", created_at=timezone.now()
        )
        raise LampGone


urlpatterns = [
    path("api/v1/lamps/", Lamps.as_view()),
    path("api/v1/signed/", Signed.as_view()),
    path("api/v1/counted/", Counted.as_view()),
    path("api/v1/", include("kernel.api.urls")),
]
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
