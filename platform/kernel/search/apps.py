"""Plug the app into Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search app."""

    name = "kernel.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
