"""Plug the app into Django."""

from importlib import import_module

import pillow_heif
from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents app."""

    name = "kernel.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach Pillow the format of most phones; offer permissions and the keeping of files."""
        pillow_heif.register_heif_opener(thumbnails=False)
        import_module("kernel.documents.manifest")
        import_module("kernel.documents.provider")
        import_module("kernel.documents.subjects")
