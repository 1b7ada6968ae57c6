"""The door: one host name, one tenant, one transaction."""

from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import set_urlconf

from kernel.configuration import memory
from kernel.modules import is_on
from kernel.ports import TenantRef, TenantStatus
from kernel.tenancy.standing import stand_in, stand_in_public
from tenants import hosts
from tenants.closed import closed_door, database_away
from tenants.directory import DIRECTORY

Next = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponse]
# The connection is lost, refused or too slow: a reason to ask again, not a bug of ours.
DATABASE_ERRORS = (OperationalError, InterfaceError)
log = structlog.get_logger(__name__)


class TenantDoor:
    """Find the tenant by the Host header alone and serve the whole request in one transaction.

    The transaction is committed before the answer leaves, so a 2xx is durable; an answer of 500
    or more undoes everything. An unknown host is 404, never the public site.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the request as the tenant of its host."""
        try:
            return self._answer(request)
        except DATABASE_ERRORS:
            log.warning("database.away", exc_info=True)
            return database_away(request, getattr(request, "tenant", None))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 503 when a view lost the database; any other error goes up."""
        if not isinstance(error, DATABASE_ERRORS):
            return None
        log.warning("database.away", exc_info=error)
        return database_away(request, getattr(request, "tenant", None))

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        host = _host_of(request)
        if hosts.is_public(host):
            return self._serve_public(request)
        tenant = DIRECTORY.by_host(host) if host else None
        request.tenant = tenant  # type: ignore[attr-defined]
        if tenant is None or tenant.status != TenantStatus.ACTIVE:
            return closed_door(request, tenant)
        return self._serve(request, tenant)

    def process_view(
        self, request: HttpRequest, view: View, _args: object, _kwargs: object
    ) -> None:
        """Answer 404 for a view of a module that this tenant has switched off.

        Raises:
            Http404: the module is off.
        """
        room = view.__module__.split(".")
        is_module = room[0] == "modules" and getattr(request, "tenant", None) is not None
        if is_module and not is_on(room[1]):
            raise Http404

    def _serve_public(self, request: HttpRequest) -> HttpResponseBase:
        request.tenant = None  # type: ignore[attr-defined]
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
        set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)
        stand_in_public()
        return _in_transaction(self.get_response, request)

    def _serve(self, request: HttpRequest, tenant: TenantRef) -> HttpResponseBase:
        stand_in(tenant)
        try:
            with memory.in_request():
                return _in_transaction(self.get_response, request)
        finally:
            stand_in_public()


def _in_transaction(get_response: Next, request: HttpRequest) -> HttpResponseBase:
    with transaction.atomic():
        answer = get_response(request)
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            transaction.set_rollback(True)
        return answer


def _host_of(request: HttpRequest) -> str:
    try:
        return hosts.normalise(request.get_host())
    except DisallowedHost:
        return ""
