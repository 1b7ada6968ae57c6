"""The page after too many wrong passwords."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def locked_out(request: HttpRequest, *_answer_and_credentials: Any) -> HttpResponse:
    """Say how long to wait; the same whether or not the user name exists."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    if request.path.startswith("/api/"):
        answer: HttpResponse = JsonResponse(_problem(minutes), status=429)
        answer["Content-Type"] = "application/problem+json"
    else:
        answer = render(request, "access/locked_out.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer


def _problem(minutes: int) -> dict[str, object]:
    title = _("เข้าสู่ระบบผิดหลายครั้งเกินไป โปรดรอ %(minutes)d นาทีแล้วลองใหม่") % {"minutes": minutes}
    return {"type": "about:blank", "title": title, "status": 429, "code": "locked_out"}
