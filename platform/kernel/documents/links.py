"""Addresses of documents."""

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from kernel.documents.models import Document

VARIANTS = ("thumb", "large", "original")


def document_url(document: "Document", variant: str = "large") -> str:
    """Return the address of a variant; whoever opens it is judged by the kind's policy."""
    return reverse("documents:file", args=[document.public_id, variant])
