"""A small town hall: the people of these tests."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from kernel.access import services
from kernel.access.models import Appointment, Division, Officer, Position
from kernel.access.permissions import Permission
from kernel.actors import SYSTEM
from kernel.ports import TenantRef

PASSWORD = "กา-ไก่-ขัน-ตอนเช้า-9"
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
FIRST = date(2026, 1, 1)


class Visitor(Client):
    """A browser at one municipality; afterwards the test stands where it stood."""

    def __init__(self, tenant: TenantRef, **defaults: object) -> None:
        super().__init__(HTTP_HOST=tenant.host, **defaults)

    def request(self, **request: object) -> HttpResponse:
        before = connection.tenant
        try:
            return super().request(**request)
        finally:
            connection.set_tenant(before)

    def sign_in(self, username: str, password: str = PASSWORD, **extra: object) -> HttpResponse:
        data = {"login": username, "password": password}
        return self.post("/accounts/login/", data, **extra)


def division(code: str = "public-works", **fields: object) -> Division:
    found, _created = Division.objects.get_or_create(
        code=code, defaults={"name_th": "กองช่าง", **fields}
    )
    return found


def position(
    code: str, *permissions: str, title: str = "นายช่างโยธา", of: Division | None = None
) -> Position:
    return Position.objects.create(
        code=code, division=of or division(), title_th=title, permissions=list(permissions)
    )


def officer(
    username: str = "somchai", *, first_name: str = "สมชาย", is_demo: bool = True
) -> Officer:
    return services.create_officer(
        username=username,
        first_name=first_name,
        last_name="ใจดี",
        is_demo=is_demo,
        by=SYSTEM,
        at=timezone.now(),
    )


def with_password(person: Officer, password: str = PASSWORD) -> Officer:
    services.set_password(
        account_id=person.account_id, password=password, by=SYSTEM, at=timezone.now()
    )
    person.account.refresh_from_db()
    return person


def seat(person: Officer, place: Position, since: date = FIRST) -> Appointment:
    return services.appoint(
        officer_id=person.pk, position_id=place.pk, from_date=since, by=SYSTEM, at=NOON
    )


def administrator(username: str = "admin") -> Officer:
    person = with_password(officer(username, first_name="อารี"))
    seat(person, position(f"{username}-seat", *Permission, title="ปลัดเทศบาล"))
    return person


def titles(hats: Iterable[Appointment]) -> list[str]:
    return [str(hat) for hat in hats]
