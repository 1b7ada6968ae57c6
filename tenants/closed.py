"""What a host answers when it serves nothing: one page for each reason."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kernel.ports import TenantRef, TenantStatus

RETRY_AFTER_SECONDS = 300

_STATUS = {
    TenantStatus.ONBOARDING: HTTPStatus.SERVICE_UNAVAILABLE,
    TenantStatus.SUSPENDED: HTTPStatus.SERVICE_UNAVAILABLE,
    TenantStatus.CLOSED: HTTPStatus.GONE,
}


def unknown_host(request: HttpRequest) -> HttpResponse:
    """Answer 404: no municipality has this host name."""
    page = "ui/errors/unknown_host.html"
    return render(request, page, {"tenant": None}, status=HTTPStatus.NOT_FOUND)


def closed_door(request: HttpRequest, tenant: TenantRef) -> HttpResponse | None:
    """Answer for a tenant that is not open, or None when it is."""
    status = _STATUS.get(tenant.status)
    if status is None:
        return None
    page = f"ui/errors/{tenant.status.value}.html"
    answer = render(request, page, {"tenant": tenant}, status=status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer
