"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class ConfigurationConfig(AppConfig):
    """The configuration app."""

    name = "kernel.configuration"
    label = "configuration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what a municipality can set here, and who may."""
        import_module("kernel.configuration.configurables")
        import_module("kernel.configuration.manifest")
        import_module("kernel.configuration.subjects")
        memory = import_module("kernel.configuration.memory")
        connection_created.connect(memory.watch, dispatch_uid="configuration.memory")
