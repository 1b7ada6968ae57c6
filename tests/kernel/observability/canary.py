"""A citizen who does not exist, and doors and jobs that break while they hold her data."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kernel.jobs import tenant_task

NAME = "คานารีเหลือง ร้องเพลง"
PHONE = "081-234-5678"
CITIZEN_ID = "1-5099-00123-45-7"
CODE = "canary-code-77"
MAIL = "canary@example.test"
SECRETS = (NAME, PHONE, CITIZEN_ID, CODE, MAIL, "0812345678", "1509900123457")


class WithHer(Exception):
    """An exception whose text quotes her, as a database's does."""


def _break(told: str) -> None:
    reporter = {"name": NAME, "phone": PHONE, "citizen_id": CITIZEN_ID}
    try:
        int(told)
    except ValueError as error:
        raise WithHer(f"Key (phone)=({reporter['phone']}) of {reporter['name']} exists") from error


def broken_door(request: HttpRequest, code: str) -> HttpResponse:
    """Fail while holding the whole request."""
    _break(f"{code} {request.POST.get('name')}")
    return HttpResponse("never")


@tenant_task(retries=0)
def broken_job(*, told: str) -> None:
    """Fail while holding what the job was told."""
    _break(told)


urlpatterns = [
    path("broken/<str:code>/", broken_door),
    path("api/v1/", include("kernel.api.urls")),
]


def _plain(status: int) -> Callable[..., HttpResponse]:
    return lambda *_given, **_named: HttpResponse(status=status)


handler404 = _plain(404)
handler500 = _plain(500)
