"""Addresses below /api/v1/: the schema, its page for people, and what the modules announced."""

from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from kernel.api import registry
from kernel.api.generation import SchemaDoor
from kernel.api.permissions import OpenDoor
from kernel.api.reading import ReadingPage
from kernel.api.responses import not_found

app_name = "api"

urlpatterns = [
    path(
        "schema/",
        SchemaDoor.as_view(authentication_classes=[], permission_classes=[OpenDoor]),
        name="schema",
    ),
    path("docs/", ReadingPage.as_view(), name="docs"),
    path("", ReadingPage.as_view(), name="home"),
    path("auth/", include("kernel.access.api.urls")),
    *registry.urlpatterns(),
    # A program that mistypes an address is told so, not asked for a form's token.
    re_path(r"^.*$", csrf_exempt(not_found)),
]
