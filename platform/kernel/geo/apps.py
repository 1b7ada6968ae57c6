"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class GeoConfig(AppConfig):
    """The geo app."""

    name = "kernel.geo"
    label = "geo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what a municipality can set here."""
        import_module("kernel.geo.configurables")
        import_module("kernel.geo.web.catalogues")
