"""Plug the app into Django."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The events app."""

    name = "kernel.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
