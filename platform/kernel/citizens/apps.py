"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """People who are served: signing in by code or by an identity provider."""

    name = "kernel.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the pages of this app on the settings page; name its things for the audit."""
        import_module("kernel.citizens.web.pages")
        import_module("kernel.citizens.subjects")
