"""Plug the app into Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs app."""

    name = "kernel.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
