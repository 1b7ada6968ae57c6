"""Files that the house makes itself: their bytes need no checking, and are never replaced."""

import hashlib
import io
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from kernel.documents.identity import new_id
from kernel.documents.models import Document, State
from kernel.documents.names import tidy_name
from kernel.documents.store import TenantStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """Bytes that lie in the store already; without a row, the nightly sweep takes them."""

    public_id: uuid.UUID
    key: str
    content_type: str
    size: int
    sha256: str


def put_made(
    store: TenantStore, stream: BinaryIO, *, kind: str, file_name: str, content_type: str
) -> MadeFile:
    """Write the bytes into the store; needs no transaction.

    Raises:
        StoreDown: the object store does not answer.
    """
    public_id = new_id()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)
    key = store.key(kind, str(public_id), f"original.{file_name.rpartition('.')[2]}")
    store.put(key, stream, size=size, content_type=content_type)
    return MadeFile(
        public_id=public_id, key=key, content_type=content_type, size=size, sha256=sha256
    )


def keep(made: MadeFile, *, kind: str, name: str, received_by: str, at: datetime) -> Document:
    """Write the row of a file whose bytes are in the store; it may be shown at once."""
    shown = {
        "key": made.key,
        "type": made.content_type,
        "size": made.size,
        "sha256": made.sha256,
    }
    return Document.objects.create(
        public_id=made.public_id,
        kind=kind,
        state=State.READY,
        key=made.key,
        content_type=made.content_type,
        size=made.size,
        sha256=made.sha256,
        original_name=tidy_name(name),
        variants={"original": shown},
        received_at=at,
        received_by=received_by[:200],
    )
