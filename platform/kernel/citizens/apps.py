"""Plug the app into Django."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """People who are served: signing in by code or by an identity provider."""

    name = "kernel.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"
