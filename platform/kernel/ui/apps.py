"""Plug the app into Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The ui app."""

    name = "kernel.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what a municipality may set of its look."""
        from kernel.ui import configurables  # noqa: F401, PLC0415
