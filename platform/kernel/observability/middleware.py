"""One log line and one id per request; and the health doors, which ask for no tenant."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from kernel.observability import health, reports
from kernel.observability.access_log import AccessLog, account_of, line_of, method_of

Next = Callable[[HttpRequest], HttpResponseBase]
HEADER = "X-Request-ID"

_GIVEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
_HEALTH = {"/healthz": health.alive, "/readyz": health.ready}

log = structlog.stdlib.get_logger("thongthin.request")


class RequestLog:
    """Give the request an id, say it in the answer, and write its lines when it is done.

    The line holds the route, not the path: /track/CODE/ would give the code away.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        folder = settings.ACCESS_LOG_DIR
        self.access_log = AccessLog(folder) if folder else None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request between its id and its line."""
        request_id = _id_of(request)
        request.request_id = request_id  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        reports.tag_request(request_id)
        began = time.perf_counter()
        response = self.get_response(request)
        response[HEADER] = request_id
        if not _is_noise(request):
            self._note(request, response, (time.perf_counter() - began) * 1000)
        return response

    def _note(self, request: HttpRequest, response: HttpResponseBase, ms: float) -> None:
        _write(request, response, ms)
        if self.access_log:
            self.access_log.write(line_of(request, response, ms=ms), at=timezone.now())


class HealthDoors:
    """Answer /healthz and /readyz on every host: a load balancer knows addresses only."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a health question, or pass the request on."""
        answer = _HEALTH.get(request.path_info.rstrip("/"))
        return answer(request) if answer else self.get_response(request)


def _id_of(request: HttpRequest) -> str:
    """Return the id a proxy gave, if it is safe to print, else a new one."""
    given = request.headers.get(HEADER, "")
    return given if _GIVEN.fullmatch(given) else uuid4().hex


def _is_noise(request: HttpRequest) -> bool:
    """Tell a load balancer's question, and the house's own scripts and pictures."""
    path = request.path_info
    return path.rstrip("/") in _HEALTH or path.startswith(settings.STATIC_URL)


def _write(request: HttpRequest, response: HttpResponseBase, milliseconds: float) -> None:
    tenant = getattr(request, "tenant", None)
    match = request.resolver_match
    write = log.error if response.status_code >= 500 else log.info  # noqa: PLR2004
    write(
        "request",
        method=method_of(request),
        route=match.route if match else None,
        status=response.status_code,
        ms=round(milliseconds, 1),
        tenant=tenant.id if tenant else "public",
        actor=_actor_kind(request),
    )


def _actor_kind(request: HttpRequest) -> str:
    account = account_of(request)
    if account is None:
        return "anonymous"
    return "officer" if getattr(account, "is_officer", False) else "account"
