"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig

from kernel.numbering import APPEND_ONLY_TABLES


class NumberingConfig(AppConfig):
    """The numbering app."""

    name = "kernel.numbering"
    label = "numbering"
    default_auto_field = "django.db.models.BigAutoField"
    append_only_tables = APPEND_ONLY_TABLES

    def ready(self) -> None:
        """Declare what a municipality can set here."""
        import_module("kernel.numbering.configurables")
        import_module("kernel.numbering.catalogues")
