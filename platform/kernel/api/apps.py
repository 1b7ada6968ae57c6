"""Plugging of the API base."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API base; its one table remembers answers for retries."""

    name = "kernel.api"
    label = "api"
    verbose_name = "API"

    def ready(self) -> None:
        """Load the daily job, the counting check and what the schema says about our doors."""
        from kernel.api import checks, schema, tasks  # noqa: F401, PLC0415  # plugging
