"""Plug the app into Django."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """The tenancy app."""

    name = "kernel.tenancy"
    label = "tenancy"
    default_auto_field = "django.db.models.BigAutoField"
