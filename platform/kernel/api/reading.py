"""The page on which a programmer reads what the API offers, without script or foreign server."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator

from kernel.api import words
from kernel.api.generation import GENERATING
from kernel.errors import Refused

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One line of the page."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One code a program may meet, with the sentence a person gets."""

    code: str
    status: int | None
    message: str | Promise


# The document describes the code, not a tenant: one copy per process is right.
@lru_cache(maxsize=1)
def operations() -> tuple[Operation, ...]:
    """Return every operation of the OpenAPI document, by path."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    with GENERATING:
        document = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return tuple(
        _operation(path, method, item[method])
        for path, item in sorted(document["paths"].items())
        for method in METHODS
        if method in item
    )


def _operation(path: str, method: str, spec: dict[str, Any]) -> Operation:
    text = spec.get("summary") or spec.get("description", "").split("\n")[0]
    return Operation(
        method=method.upper(),
        path=path,
        summary=text,
        parameters=tuple(parameter["name"] for parameter in spec.get("parameters", ())),
        statuses=tuple(sorted(spec["responses"])),
    )


def refusals() -> list[Refusal]:
    """Return every code of a refusal, our own and those of the framework."""
    common = {
        code: Refusal(code=code, status=None, message=text) for code, text in words.DETAILS.items()
    }
    ours = {
        kind.code: Refusal(code=kind.code, status=kind.status, message=kind.message)
        for kind in _kinds(Refused)
    }
    return [refusal for _code, refusal in sorted({**common, **ours}.items())]


def _kinds(kind: type[Refused]) -> Iterator[type[Refused]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)


class ReadingPage(TemplateView):
    """Lists the operations and the refusals; the machine's copy is at /api/v1/schema/."""

    template_name = "api/reading.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        found = {"operations": operations(), "refusals": refusals()}
        return super().get_context_data(**found, **kwargs)
