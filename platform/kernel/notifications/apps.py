"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The notifications app."""

    name = "kernel.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug in the channels, the house's own notices, the menu and the port for lower rooms."""
        for part in (
            "channels",
            "house_notices",
            "manifest",
            "configurables",
            "provider",
            "subjects",
            "web.pages",
        ):
            import_module(f"kernel.notifications.{part}")
