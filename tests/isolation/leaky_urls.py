"""Four views that leak on purpose: the crawler must report every one of them."""

from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from psycopg import sql

from config.urls_tenant import urlpatterns as _addresses
from modules.complaints.models import Complaint
from tests.isolation.world import FIRST_NUMBER_THERE

# The classic: a variable of the module, filled by whoever came first.
_REMEMBERED: dict[str, str] = {}


def remember(_request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the first visitor's municipality was told."""
    newest = Complaint.objects.order_by("pk").last()
    return HttpResponse(_REMEMBERED.setdefault("words", newest.words if newest else str(pk)))


def reach_over(_request: HttpRequest, pk: int) -> HttpResponse:
    """Write in whichever schema has such a number, past the guard."""
    plain = connections["shared"]
    with transaction.atomic(using="shared"), plain.cursor() as cursor:
        cursor.execute("SELECT schema_name FROM tenants_tenant WHERE slug = 'nadee'")
        schema = sql.Identifier(cursor.fetchone()[0])
        statement = "SET LOCAL ROLE {0}; UPDATE {0}.complaints_complaint SET words = words || '!'"
        cursor.execute(sql.SQL(statement).format(schema))
    return HttpResponse(status=404)


def open_door(_request: HttpRequest, pk: int) -> HttpResponse:
    """Answer 200 for a number that is not here."""
    return HttpResponse(str(pk))


def trust_any_cookie(request: HttpRequest) -> HttpResponse:
    """Take every cookie or token for a session."""
    known = "sessionid" in request.COOKIES or "Authorization" in request.headers
    return HttpResponse(status=200 if known else 403)


urlpatterns = [
    path("leaky/remember/<int:pk>/", remember),
    path("leaky/reach-over/<int:pk>/", reach_over),
    path("leaky/open-door/<int:pk>/", open_door),
    path("leaky/any-cookie/", trust_any_cookie),
    path(f"leaky/sound/{FIRST_NUMBER_THERE}/", lambda _request: HttpResponse(status=404)),
    *_addresses,
]
