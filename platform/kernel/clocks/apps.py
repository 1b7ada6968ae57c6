"""Plug the app into Django."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """The clocks app."""

    name = "kernel.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
