"""What a host answers when its tenant serves nothing."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from kernel.api import responses
from kernel.ports import TenantRef, TenantStatus
from kernel.ui import errors

API = "/api/"
# A restart of PostgreSQL takes a few seconds.
SOON_SECONDS = 5
_STATUS = {
    TenantStatus.ONBOARDING: HTTPStatus.SERVICE_UNAVAILABLE,
    TenantStatus.SUSPENDED: HTTPStatus.SERVICE_UNAVAILABLE,
    TenantStatus.CLOSED: HTTPStatus.GONE,
}


def database_away(request: HttpRequest, tenant: TenantRef | None) -> HttpResponse:
    """Answer 503 while the database is away or too busy; nothing was changed."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if request.path.startswith(API):
        answer = responses.closed(request, status)
    elif tenant is None:
        answer = errors.error_page(request, status)
    else:
        answer = errors.closed_door(request, status, tenant)
    answer["Retry-After"] = str(SOON_SECONDS)
    return answer


def closed_door(request: HttpRequest, tenant: TenantRef | None) -> HttpResponse:
    """Answer for an unknown host (404) or a tenant that is not open (503 or 410)."""
    status = _STATUS[tenant.status] if tenant else HTTPStatus.NOT_FOUND
    if request.path.startswith(API):
        return responses.closed(request, status)
    return errors.closed_door(request, status, tenant)
