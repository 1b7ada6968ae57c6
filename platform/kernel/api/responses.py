"""Answers for problems, both inside the framework and outside of it."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.response import Response

from kernel.api import words
from kernel.api.problems import PROBLEM_JSON, Problem, problem_of


def request_id_of(request: object) -> str:
    """Return the id that the log lines of this request carry, or an empty string."""
    return str(getattr(request, "request_id", ""))


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an expected refusal as problem details; a bug goes up (EXCEPTION_HANDLER)."""
    problem = problem_of(exc)
    if problem is None:
        return None
    return Response(
        problem.body(request_id_of(context.get("request"))),
        status=problem.status,
        headers=dict(problem.headers),
        content_type=PROBLEM_JSON,
    )


def _outside(request: HttpRequest, status: int, code: str) -> HttpResponse:
    problem = Problem(status=status, code=code, detail=words.detail(code, status))
    return JsonResponse(
        problem.body(request_id_of(request)),
        status=status,
        content_type=PROBLEM_JSON,
        json_dumps_params={"ensure_ascii": False},
    )


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer an address below /api/v1/ that leads nowhere."""
    return _outside(request, 404, "missing")


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a body beyond reason, of which nothing was read."""
    return _outside(request, 413, "too_large")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a bug without telling anything about it but the request id."""
    return _outside(request, 500, "server_error")


def crowded(request: HttpRequest) -> HttpResponse:
    """Answer that more came at once than can be served; nothing was done."""
    return _outside(request, 503, "crowded")


def closed(request: HttpRequest, status: int) -> HttpResponse:
    """Answer on a host whose municipality serves nobody now: unknown, suspended or closed."""
    answer = _outside(request, status, "missing" if status == HTTPStatus.NOT_FOUND else "closed")
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer["Retry-After"] = "60"
    return answer
