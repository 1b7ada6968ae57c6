"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Working calendars and clocks."""

    name = "kernel.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what a municipality can set here."""
        import_module("kernel.clocks.configurables")
