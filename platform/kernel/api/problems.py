"""Every "no" of the API in one shape: problem details (RFC 9457) in Thai and in English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils import translation
from rest_framework import exceptions

from kernel.api import words
from kernel.errors import Refused

PROBLEM_JSON = "application/problem+json"
LANGUAGES = ("th", "en")
BUSY_SECONDS = 5
# When a refusal says "later" without a `retry_after` of its own.
LATER_SECONDS = 600

Kinds = type[Exception] | tuple[type[Exception], ...]
_DJANGO_KINDS: tuple[tuple[Kinds, int, str], ...] = (
    (Http404, 404, "missing"),
    (PermissionDenied, 403, "not_allowed"),
    (RequestDataTooBig, 413, "too_large"),
    (SuspiciousOperation, 400, "malformed"),
    ((OperationalError, InterfaceError), 503, "busy"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A refusal ready to be told: `title` and `detail` speak the language active when asked."""

    status: int
    code: str
    detail: object
    errors: tuple[dict[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, str]:
        """Return title and detail in the language active now."""
        return {"title": str(words.title(self.status)), "detail": str(self.detail)}

    def told_in(self, language: str) -> dict[str, str]:
        """Return title and detail in the given language."""
        with translation.override(language):
            return self.told()

    def body(self, request_id: str) -> dict[str, Any]:
        """Return the members of RFC 9457 section 3, and ours beside them."""
        return {
            "type": f"/api/v1/docs/#{self.code}",
            **self.told(),
            "status": self.status,
            "code": self.code,
            "errors": list(self.errors),
            "request_id": request_id,
            "translations": {name: self.told_in(name) for name in LANGUAGES},
        }


def problem_of(exc: Exception) -> Problem | None:
    """Return the problem an exception stands for, or None when it is a bug."""
    match exc:
        case Refused():
            return _refused(exc)
        case exceptions.ValidationError():
            return _invalid(_flat(exc.get_full_details()))
        case DjangoValidationError():
            return _invalid(_flat(exceptions.ValidationError(exc.messages).get_full_details()))
        case exceptions.APIException():
            return _from_framework(exc)
    return _from_django(exc)


def _from_django(exc: Exception) -> Problem | None:
    """Return the first kind that fits, or None."""
    for kinds, status, code in _DJANGO_KINDS:
        if isinstance(exc, kinds):
            headers = {"Retry-After": str(BUSY_SECONDS)} if code == "busy" else {}
            return _plain(status, code, headers)
    return None


def _plain(status: int, code: str, headers: Mapping[str, str] | None = None) -> Problem:
    detail = words.detail(code, status)
    return Problem(status=status, code=code, detail=detail, headers=headers or {})


def _refused(exc: Refused) -> Problem:
    named = {"field": exc.field, "code": exc.code, "detail": str(exc)}
    errors = (named,) if exc.field else ()
    waits = exc.status in {429, 503}
    seconds = getattr(exc, "retry_after", LATER_SECONDS)
    headers = {"Retry-After": str(seconds)} if waits else {}
    return Problem(status=exc.status, code=exc.code, detail=exc, errors=errors, headers=headers)


def _invalid(errors: tuple[dict[str, str], ...]) -> Problem:
    detail = words.detail("invalid", 400)
    return Problem(status=400, code="invalid", detail=detail, errors=errors)


def _from_framework(exc: exceptions.APIException) -> Problem:
    headers: dict[str, str] = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(exc, "wait", None)) is not None:
        headers["Retry-After"] = str(max(1, int(wait)))
    return _plain(exc.status_code, words.code_of(exc.default_code), headers)


def _flat(details: Any, path: str = "") -> tuple[dict[str, str], ...]:
    """Flatten the framework's nested errors to one line per field, `items.0.name` in depth."""
    if _is_leaf(details):
        return ({"field": path, "code": str(details["code"]), "detail": str(details["message"])},)
    pairs = details.items() if isinstance(details, dict) else _numbered(details)
    return tuple(line for key, value in pairs for line in _flat(value, _joined(path, key)))


def _is_leaf(details: Any) -> bool:
    return isinstance(details, dict) and isinstance(details.get("message"), str)


def _numbered(details: list[Any]) -> list[tuple[str, Any]]:
    """Number the rows of a list field; several errors of one field stay on that field."""
    leaves = all(_is_leaf(item) for item in details)
    return [("" if leaves else str(number), item) for number, item in enumerate(details)]


def _joined(path: str, key: object) -> str:
    own = "" if key == "non_field_errors" else str(key)
    return ".".join(part for part in (path, own) if part)
