"""The page after too many wrong passwords."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

COOL_OFF_SECONDS = int(settings.AXES_COOLOFF_TIME.total_seconds())


def locked_out(
    request: HttpRequest, answer: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """Say how long to wait; the same whether or not the user name exists.

    A program has its refusal already: the API's own door says it as a problem document.
    """
    if answer is not None and answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return answer
    context = {"minutes": COOL_OFF_SECONDS // 60}
    page = render(request, "access/locked_out.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(COOL_OFF_SECONDS)
    return page
