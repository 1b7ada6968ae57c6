"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, officers, divisions, positions, and signing in."""

    name = "kernel.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug in the menu, the configurable kinds and the answer to "who asks?"."""
        import_module("kernel.access.manifest")
        import_module("kernel.access.configurables")
        import_module("kernel.access.web.catalogues")
        import_module("kernel.access.provider_of_actors")
        import_module("kernel.access.subjects")
