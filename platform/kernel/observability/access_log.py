"""Who reached the house when: the traffic data that section 26 of the Computer Crime Act asks for.

One JSON line per request, in one file per day for the whole installation (docs/decisions/0011).
A line says from where, to which municipality and page, when, how it ended, and which account,
by number. It never holds a path, a name or what was sent.
"""

import json
import os
import threading
from datetime import date, datetime
from pathlib import Path
from typing import Any

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from kernel.thai import BANGKOK

NAME = "access-{day}.jsonl"

_READABLE_BY_GROUP = 0o640
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND

log = structlog.stdlib.get_logger("thongthin.access")


class AccessLog:
    """The book of one process; processes share a day's file, each line being one append."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._one_at_a_time = threading.Lock()
        self._day: date | None = None
        self._file = -1

    def write(self, line: dict[str, object], *, at: datetime) -> None:
        """Add a line to its day; a full disk is told in the log and stops no citizen."""
        local = at.astimezone(BANGKOK)
        dated = {"at": local.isoformat(timespec="milliseconds"), **line}
        words = json.dumps(dated, ensure_ascii=False) + "\n"
        try:
            with self._one_at_a_time:
                os.write(self._open_for(local.date()), words.encode())
        except OSError as error:
            log.error("access_log.not_written", reason=error.strerror)  # noqa: TRY400 - no stack needed

    def _open_for(self, day: date) -> int:
        if day != self._day:
            if self._file >= 0:
                os.close(self._file)
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o750)
            path = self._folder / NAME.format(day=day)
            self._day, self._file = None, -1
            self._file = os.open(path, _APPEND, _READABLE_BY_GROUP)
            self._day = day
        return self._file


def line_of(request: HttpRequest, response: HttpResponseBase, *, ms: float) -> dict[str, object]:
    """Return what is kept of a request; it asks the database nothing."""
    tenant = getattr(request, "tenant", None)
    match = request.resolver_match
    account = account_of(request)
    return {
        "tenant": tenant.id if tenant else "public",
        "address": request.META.get("REMOTE_ADDR", ""),
        "account": account.pk if account else None,
        "method": method_of(request),
        "route": match.route if match else None,
        "status": response.status_code,
        "bytes": len(response.content) if hasattr(response, "content") else None,
        "ms": round(ms, 1),
        "request_id": getattr(request, "request_id", ""),
    }


def method_of(request: HttpRequest) -> str:
    """Return the request's method, or "other": a client may invent one."""
    return request.method if request.method in _METHODS else "other"


def account_of(request: HttpRequest) -> Any:
    """Return who asked or has just signed in, if somebody already found out: no query from here."""
    user = vars(request).get("user")
    if isinstance(user, SimpleLazyObject):  # nobody has signed in since; perhaps nobody asked who
        user = getattr(request, "_cached_user", None)
    return user if user is not None and user.is_authenticated else None
