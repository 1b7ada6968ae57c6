"""The door before the door: a process that is full says so at once, and does nothing for it."""

import random
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from kernel.api import responses
from kernel.observability.crowding import Room
from kernel.ui import errors

API = "/api/"
# Not all come back in the same second.
SOONEST_SECONDS, LATEST_SECONDS = 2, 6
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What a citizen does in an emergency goes before lists and exports.
URGENT = ("/report/", "/track/")


class Admission:
    """Let in as many as can be served in good time; answer the others 503 with Retry-After.

    It asks the database nothing and stands before the transaction, so that whoever is sent away
    has cost next to nothing and has changed nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.room = Room(**settings.ADMISSION)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request if there is room."""
        whose = request.META.get("HTTP_HOST", "")
        with self.room.place(whose, is_urgent=_is_urgent(request)) as is_let_in:
            return self.get_response(request) if is_let_in else _crowded(request)


def _is_urgent(request: HttpRequest) -> bool:
    return request.method not in SAFE or request.path_info.startswith(URGENT)


def _crowded(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(API):
        answer = responses.crowded(request)
    else:
        language = translation.get_language_from_request(request)
        answer = HttpResponse(_page(language), status=503)
    answer["Retry-After"] = str(random.randint(SOONEST_SECONDS, LATEST_SECONDS))  # noqa: S311  # spreads them
    answer["Cache-Control"] = "no-store"
    # The middleware that counts stands further in; without a length the connection is lost.
    answer["Content-Length"] = str(len(answer.content))
    return answer


@cache
def _page(language: str) -> bytes:
    """Return the page in a language; the same for everybody, so it is made once."""
    with translation.override(language):
        return errors.crowded_page(HttpRequest()).content
