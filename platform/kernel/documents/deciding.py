"""Decide about a received file: released or rejected, once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kernel.documents.models import Document, State


@transaction.atomic
def release(*, document_id: int, variants: dict[str, Any]) -> str | None:
    """Let the checked file be shown; return the key of the raw object that is no longer needed.

    None when the document has been decided on before, or is gone.
    """
    document = _pending(document_id)
    if document is None:
        return None
    raw = document.key
    document.key = variants["original"]["key"]
    document.variants = variants
    document.state = State.READY
    document.save(update_fields=["key", "variants", "state"])
    return raw


@transaction.atomic
def reject(*, document_id: int, reason: str) -> str | None:
    """Never let the file be shown; return the key of the raw object to delete."""
    document = _pending(document_id)
    if document is None:
        return None
    document.state = State.REJECTED
    document.rejected_because = reason
    document.save(update_fields=["state", "rejected_because"])
    return document.key


def held_back(*, at: datetime) -> list[int]:
    """Return the ids of files that have waited for more than an hour to be checked."""
    waiting = Document.objects.filter(state=State.PENDING, received_at__lt=at - timedelta(hours=1))
    return list(waiting.order_by("received_at", "pk").values_list("pk", flat=True)[:500])


def _pending(document_id: int) -> Document | None:
    return Document.objects.select_for_update().filter(pk=document_id, state=State.PENDING).first()
