"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    """The app of files made for one officer."""

    name = "kernel.handouts"
    label = "handouts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who may fetch such a file."""
        import_module("kernel.handouts.provider")
