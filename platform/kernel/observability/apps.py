"""Plugging of observability."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class ObservabilityConfig(AppConfig):
    """Logs, error reports, health doors and start-up checks; no tables."""

    name = "kernel.observability"
    label = "observability"
    verbose_name = "Observability"

    def ready(self) -> None:
        """Register the checks, refuse an unsafe production, start error reports."""
        from kernel.observability import (  # noqa: PLC0415  # plugging
            checks,  # noqa: F401
            production,
            reports,
        )

        if settings.ENVIRONMENT == "production" and (found := production.refusals(settings)):
            raise ImproperlyConfigured("\n".join(found))
        reports.start(dsn=settings.SENTRY_DSN, release=settings.RELEASE)
