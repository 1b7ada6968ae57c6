"""Officers who can sign in, and browsers at one municipality."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from kernel.access import services as access
from kernel.access.models import Division, Officer, Position
from kernel.actors import SYSTEM
from kernel.ports import TenantRef
from modules.complaints.permissions import Permission
from tests.modules.complaints.town import Town

FIRST = date(2026, 1, 1)
CLERK = (
    Permission.VIEW,
    Permission.VIEW_ALL,
    Permission.TRIAGE,
    Permission.ASSIGN,
    Permission.SEE_CONTACT,
)
ENGINEER = (Permission.VIEW, Permission.WORK, Permission.RESOLVE)


class Visitor(Client):
    """A browser at one municipality; afterwards the test stands where it stood."""

    def __init__(self, tenant: TenantRef, **defaults: Any) -> None:
        super().__init__(HTTP_HOST=tenant.host, **defaults)

    def request(self, **request: Any) -> Any:
        before = connection.tenant
        try:
            return super().request(**request)
        finally:
            connection.set_tenant(before)


def hired(username: str, division: Division, *permissions: str) -> Officer:
    """Hire an officer into a position of the division with these permissions."""
    person = access.create_officer(
        username=username,
        first_name=username,
        last_name="ใจดี",
        is_demo=True,
        by=SYSTEM,
        at=timezone.now(),
    )
    seat = Position.objects.create(
        code=f"{username}-seat",
        division=division,
        title_th="เจ้าหน้าที่",
        permissions=list(permissions),
    )
    access.appoint(
        officer_id=person.pk,
        position_id=seat.pk,
        from_date=FIRST,
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return person


def signed_in(tenant: TenantRef, person: Officer) -> Visitor:
    """Return a browser in which the officer is signed in."""
    visitor = Visitor(tenant)
    visitor.force_login(
        person.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return visitor


def clerk_of(tenant: TenantRef, town: Town) -> Visitor:
    """Return the browser of the officer who triages."""
    return signed_in(tenant, hired("clerk", town.works, *CLERK))


def engineer_of(tenant: TenantRef, town: Town) -> Visitor:
    """Return the browser of the officer of the public works division."""
    return signed_in(tenant, hired("engineer", town.works, *ENGINEER))
