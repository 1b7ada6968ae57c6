"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """The clocks app."""

    name = "kernel.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what can be set here and who may, and bring the alarm to the inbox."""
        import_module("kernel.clocks.configurables")
        import_module("kernel.clocks.manifest")
        import_module("kernel.clocks.provider")
        import_module("kernel.clocks.subjects")
        import_module("kernel.clocks.web.catalogues")
