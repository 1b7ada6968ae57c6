"""The base of every door: one savepoint, one order of checks, answers that can be repeated."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from kernel.api import idempotency
from kernel.api.idempotency import AlreadyAnswered

_REFUSED_FROM = 400


class Door(APIView):
    """One address of the API.

    A refused request leaves nothing behind: what it wrote is rolled back to where it came in.

    Attributes:
        keeps_writes_when_refused: for doors that must count failures in the database.
        proof_headers: headers that prove who asks; without them no earlier answer is repeated.
    """

    keeps_writes_when_refused: ClassVar[bool] = False
    proof_headers: ClassVar[tuple[str, ...]] = ()
    _reservation: int | None = None
    _counted: bool = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer inside a savepoint, so that a refusal undoes its own writes only."""
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= _REFUSED_FROM and not self.keeps_writes_when_refused:
                transaction.set_rollback(True)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check identity, rate and permission, then look for an answer given before."""
        super().initial(request, *args, **kwargs)
        if request.method == "POST":
            proofs = [request.headers.get(name) for name in self.proof_headers]
            self._reservation = idempotency.reserve(request, proofs=proofs, at=timezone.now())

    def perform_authentication(self, request: Request) -> None:
        """Find out who calls; a wrong token counts against the address it came from."""
        try:
            super().perform_authentication(request)
        except exceptions.AuthenticationFailed:
            self.check_throttles(request)
            raise

    def check_permissions(self, request: Request) -> None:
        """Count first, then ask: a caller without permission is slowed down too."""
        self.check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request: Request) -> None:
        """Count the request once, whoever asks first."""
        if not self._counted:
            self._counted = True
            super().check_throttles(request)

    def handle_exception(self, exc: Exception) -> Response:
        """Repeat the earlier answer, or tell the refusal."""
        if isinstance(exc, AlreadyAnswered):
            return exc.response
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Remember a granted answer beside its key."""
        final: Response = super().finalize_response(request, response, *args, **kwargs)
        if self._reservation and final.status_code < _REFUSED_FROM:
            idempotency.remember(self._reservation, final)
        return final
