"""Which database connection a model uses."""

from typing import Any


class SharedCacheRouter:
    """Send the cache table to its own connection, so that counts survive a rollback."""

    def db_for_read(self, model: Any, **_hints: object) -> str | None:
        """Return "shared" for the cache table."""
        return "shared" if model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, _app_label: str, **_hints: object) -> bool | None:
        """Migrate through the default connection only."""
        return False if db == "shared" else None
