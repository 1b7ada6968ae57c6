"""Plug the app into Django."""

from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The app of letters between municipalities."""

    name = "kernel.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds of the book."""
        import_module("kernel.exchange.provider")
