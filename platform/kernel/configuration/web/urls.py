"""Addresses below /desk/settings/: the groups of settings, and every list that an app declared."""

from django.urls import URLPattern, path

from kernel.configuration.catalogues import catalogues
from kernel.configuration.web import rows, views


def _pages_of(name: str) -> list[URLPattern]:
    """Return the addresses of one list; each list has its own, so that each is found and tested."""
    given = {"name": name}
    return [
        path(f"{name}/", rows.rows, given, name="rows"),
        path(f"{name}/new/", rows.new, given, name="row-new"),
        path(f"{name}/<int:pk>/", rows.edit, given, name="row"),
        path(f"{name}/<int:pk>/remove/", rows.remove, given, name="row-remove"),
        path(f"{name}/<int:pk>/switch/", rows.switch, given, name="row-switch"),
        path(f"{name}/<int:pk>/move/", rows.move, given, name="row-move"),
    ]


app_name = "configuration"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("values/", views.values, name="values"),
    path("edit/", views.edit, name="edit"),
    path("file/", views.file, name="file"),
    *(page for catalogue in catalogues() for page in _pages_of(catalogue.name)),
]
