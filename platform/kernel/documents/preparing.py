"""Check a received file and make what may be shown of it. Nothing here is inside a transaction."""

import hashlib
import io
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from kernel.documents import pictures
from kernel.documents.errors import PictureBroken, PictureTooLarge
from kernel.documents.scanning import scan
from kernel.documents.store import TenantStore

_IN_MEMORY = 4 * 1024 * 1024


class Rejected(Exception):
    """The file may not be shown; `reason` is the code that the row keeps."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def prepared(store: TenantStore, *, key: str, folder: str, media_type: str) -> dict[str, Any]:
    """Scan the raw object, write what may be shown, and return the variants.

    Running it again writes the same keys again.

    Raises:
        Rejected: a virus was found, or the picture cannot be decoded.
        ScannerDown: no verdict; the file stays held.
        StoreDown: the object store does not answer.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as raw:
        store.fetch(key, raw)  # type: ignore[arg-type]
        verdict = scan(raw)  # type: ignore[arg-type]
        if not verdict.clean:
            raise Rejected("virus")
        if media_type.startswith("image/"):
            return _pictures(store, raw, folder)  # type: ignore[arg-type]
        return _as_it_is(store, raw, folder, media_type)  # type: ignore[arg-type]


def _pictures(store: TenantStore, raw: BinaryIO, folder: str) -> dict[str, Any]:
    variants: dict[str, Any] = {}
    try:
        for made in pictures.renditions(raw):
            key = store.key(folder, f"{made.name}.{made.extension}")
            body = io.BytesIO(made.body)
            store.put(key, body, size=len(made.body), content_type=made.content_type)
            variants[made.name] = {
                "key": key,
                "type": made.content_type,
                "size": len(made.body),
                "sha256": hashlib.sha256(made.body).hexdigest(),
                "width": made.width,
                "height": made.height,
            }
    except (PictureBroken, PictureTooLarge) as error:
        raise Rejected(error.code) from error
    return variants


def _as_it_is(store: TenantStore, raw: BinaryIO, folder: str, media_type: str) -> dict[str, Any]:
    """Keep the bytes untouched: a PDF may be signed."""
    extension = {"application/pdf": "pdf"}.get(media_type, "bin")
    size = raw.seek(0, io.SEEK_END)
    raw.seek(0)
    sha256 = hashlib.file_digest(raw, "sha256").hexdigest()  # type: ignore[arg-type]
    raw.seek(0)
    key = store.key(folder, f"original.{extension}")
    store.put(key, raw, size=size, content_type=media_type)
    return {"original": {"key": key, "type": media_type, "size": size, "sha256": sha256}}
