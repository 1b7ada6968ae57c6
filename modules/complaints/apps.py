"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """The complaint desk: from a report to its end."""

    name = "modules.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug in the menu, the configuration, and the answers to other rooms."""
        import_module("modules.complaints.manifest")
        import_module("modules.complaints.notices")
        import_module("modules.complaints.provider")
        import_module("modules.complaints.subscribers")
        import_module("modules.complaints.web.catalogues")
