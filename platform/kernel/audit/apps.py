"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig

from kernel.audit import APPEND_ONLY_TABLES


class AuditConfig(AppConfig):
    """The audit app."""

    name = "kernel.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
    append_only_tables = APPEND_ONLY_TABLES

    def ready(self) -> None:
        """Offer the page and its permission."""
        import_module("kernel.audit.manifest")
