"""What the OpenAPI document says about every door, without each door repeating it."""

from typing import Any, Literal, override

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from kernel.api import idempotency
from kernel.api.problems import PROBLEM_JSON
from kernel.api.serializers import ProblemOut
from kernel.api.views import Door

Direction = Literal["request", "response"]
ALWAYS = (400, 401, 403, 404, 405, 406, 429, 503)
WITH_BODY = (409, 413, 415, 422)


class DoorSchema(AutoSchema):
    """Adds to each operation its refusals and, on POST, the Idempotency-Key."""

    def get_override_parameters(self) -> list[Any]:
        """Return the header that makes a POST safe to repeat, where the door knows it.

        Sign-in does not: a token is shown once and kept nowhere.
        """
        parameters = list(super().get_override_parameters())
        if self.method != "POST" or not isinstance(self.view, Door):
            return parameters
        header = OpenApiParameter(
            name=idempotency.HEADER,
            type=OpenApiTypes.STR,
            location=OpenApiParameter.HEADER,
            description="A fresh random text per request; repeating it repeats the answer.",
        )
        return [*parameters, header]

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction=direction)
        sends = self.method in {"POST", "PUT", "PATCH"}
        for status in (*ALWAYS, *WITH_BODY) if sends else ALWAYS:
            if str(status) not in bodies:
                bodies[str(status)] = self._get_response_for_code(  # type: ignore[no-untyped-call]
                    ProblemOut, str(status), media_types=[PROBLEM_JSON], direction=direction
                )
        return bodies


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Names our Bearer sign-in in the document."""

    target_class = "kernel.api.authentication.BearerAuthentication"
    name = "bearer"

    @override
    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """Return the scheme of RFC 6750."""
        return {"type": "http", "scheme": "bearer"}
