"""Keeps the files of a municipality's configuration as documents under its own prefix.

The bytes that came in are kept unchanged, so that a bundle can carry them on; what a browser
is shown is a picture made anew. A row exists for each, or the nightly sweep would take them.
"""

import hashlib
import io
from datetime import datetime
from typing import Any, BinaryIO

from kernel.actors import Actor
from kernel.configuration.errors import FileMissing
from kernel.configuration.files import ConfigurationFile, ShownFile
from kernel.documents import emblems, sniffing
from kernel.documents.errors import FileEmpty, FileTooLarge, FileTypeRefused, FileUnsafe, StoreDown
from kernel.documents.identity import new_id
from kernel.documents.kinds import MEGABYTE
from kernel.documents.models import Document, State
from kernel.documents.scanning import ScannerDown, scan
from kernel.documents.store import TenantStore, tenant_store

# No policy is registered for this kind, so /files/ never shows one.
KIND = "configuration"
SOURCE = "source"
MOST_BYTES = 5 * MEGABYTE
# No SVG: it is a program as much as a picture.
SUFFIXES = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
}
LABEL = "PNG, JPEG, WebP"


class Keeper:
    """Answers `kernel.configuration.files.FILE_KEEPER`."""

    def cleaned(self, upload: BinaryIO) -> ConfigurationFile:
        """Return the uploaded picture as a PNG without anything a camera or a program wrote.

        Raises:
            FileTooLarge, FileEmpty, FileTypeRefused, FileUnsafe: it cannot be taken.
            PictureTooLarge, PictureBroken: it cannot be decoded.
        """
        upload.seek(0)
        _judged(upload.read(MOST_BYTES + 1))
        return ConfigurationFile(".png", emblems.cleaned(upload))

    def keep(self, file: ConfigurationFile, *, by: Actor, at: datetime) -> str:
        """Store the file, unchanged, with its pictures; return its reference.

        Raises:
            FileTooLarge, FileEmpty, FileTypeRefused, FileUnsafe: it cannot be taken.
            PictureTooLarge, PictureBroken: it cannot be decoded.
            StoreDown: the object store does not answer.
        """
        media_type = _judged(file.content)
        if file.suffix not in SUFFIXES[media_type]:
            raise FileTypeRefused(field="file", accepted=LABEL)
        public_id = new_id()
        store, folder = tenant_store(), f"{KIND}/{public_id}"
        name = f"{SOURCE}{file.suffix}"
        source = _put(store, folder, name, file.content, media_type)
        variants: dict[str, Any] = {SOURCE: source}
        for made in emblems.renditions(io.BytesIO(file.content)):
            name = f"{made.name}.{made.extension}"
            variants[made.name] = _put(store, folder, name, made.body, made.content_type)
        Document.objects.create(
            public_id=public_id,
            kind=KIND,
            state=State.READY,
            key=source["key"],
            content_type=media_type,
            size=len(file.content),
            sha256=source["sha256"],
            variants=variants,
            received_at=at,
            received_by=by.label[:200],
        )
        return str(public_id)

    def read(self, reference: str) -> ConfigurationFile:
        """Return the file as it came in.

        Raises:
            FileMissing: there is none of this reference.
            StoreDown: the object store does not answer.
        """
        document = _document(reference)
        if document is None:
            raise FileMissing(file=reference)
        key = document.variants[SOURCE]["key"]
        return ConfigurationFile(f".{key.rpartition('.')[2]}", _bytes(key))

    def shown(self, reference: str, size: str) -> ShownFile | None:
        """Return the picture in one of its sizes, or None.

        Raises:
            StoreDown: the object store does not answer.
        """
        document = _document(reference)
        made = document.variants.get(size) if document and size != SOURCE else None
        if made is None:
            return None
        return ShownFile(content_type=made["type"], content=_bytes(made["key"]))

    def forget(self, reference: str) -> None:
        """Delete the row; the sweep takes the objects a day later, when nothing can roll back."""
        document = _document(reference)
        if document is not None:
            document.delete()


def _judged(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="file", megabytes=MOST_BYTES // MEGABYTE)
    if not content:
        raise FileEmpty(field="file")
    media_type = sniffing.content_type(io.BytesIO(content))
    if media_type not in SUFFIXES:
        raise FileTypeRefused(field="file", accepted=LABEL)
    try:
        verdict = scan(io.BytesIO(content))
    except ScannerDown as error:
        raise StoreDown from error
    if not verdict.clean:
        raise FileUnsafe(field="file")
    return media_type


def _document(reference: str) -> Document | None:
    public_id = Document.parse_id(reference)
    return Document.objects.filter(kind=KIND, public_id=public_id).first() if public_id else None


def _put(
    store: TenantStore, folder: str, name: str, content: bytes, media_type: str
) -> dict[str, Any]:
    key = store.key(folder, name)
    store.put(key, io.BytesIO(content), size=len(content), content_type=media_type)
    digest = hashlib.sha256(content).hexdigest()
    return {"key": key, "type": media_type, "size": len(content), "sha256": digest}


def _bytes(key: str) -> bytes:
    body = io.BytesIO()
    try:
        tenant_store().fetch(key, body)
    except FileNotFoundError as error:
        raise FileMissing(file=key.rpartition("/")[2]) from error
    return body.getvalue()
