"""Plug the app into Django."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    """The printing app: templates, a type face and a press."""

    name = "kernel.printing"
    label = "printing"
    default_auto_field = "django.db.models.BigAutoField"
