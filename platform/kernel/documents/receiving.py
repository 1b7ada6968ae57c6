"""Take a file in: judge it by its content, store the bytes, then write the row."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from django.contrib.gis.geos import Point
from django.db import transaction

from kernel.actors import Actor
from kernel.documents import pictures, sniffing
from kernel.documents.errors import FileEmpty, FileTooLarge, FileTypeRefused
from kernel.documents.identity import new_id
from kernel.documents.kinds import MEGABYTE, Rules, rules_of
from kernel.documents.models import Document
from kernel.documents.names import tidy_name
from kernel.documents.store import CHUNK, tenant_store
from kernel.documents.tasks import prepare

if TYPE_CHECKING:
    from django.core.files import File

INCOMING = "incoming"


@transaction.atomic
def receive(upload: "File[bytes]", *, kind: str, by: Actor, at: datetime) -> Document:
    """Keep the uploaded file as a pending document; a job checks it and makes its pictures.

    The bytes are in the store before the row is written. When the transaction rolls back, an
    object without a row stays behind, which the nightly sweep removes.

    Raises:
        FileTooLarge: more bytes than the kind allows.
        FileEmpty: no bytes at all.
        FileTypeRefused: the content is of no accepted type.
        PictureTooLarge: more pixels than can be decoded safely.
        PictureBroken: the picture cannot be read.
        StoreDown: the object store does not answer.
    """
    rules = rules_of(kind)
    stream: BinaryIO = upload.file  # type: ignore[assignment]
    size, sha256 = _measured(stream, rules)
    media_type = _judged(stream, rules)
    header = pictures.look(stream) if media_type.startswith("image/") else None
    public_id = new_id()
    key = _stored(stream, size=size, media_type=media_type, name=str(public_id))
    place = header.camera.place if header else None
    document = Document.objects.create(
        public_id=public_id,
        kind=kind,
        key=key,
        content_type=media_type,
        size=size,
        sha256=sha256,
        original_name=tidy_name(upload.name or ""),
        width=header.width if header else None,
        height=header.height if header else None,
        hint_point=Point(place, srid=4326) if place else None,
        taken_at=header.camera.taken_at if header else None,
        received_at=at,
        received_by=by.label[:200],
    )
    prepare.enqueue(document_id=document.pk, key=f"prepare:{document.pk}")
    return document


def _measured(stream: BinaryIO, rules: Rules) -> tuple[int, str]:
    """Count and hash the bytes that are really there, and stop at the limit."""
    stream.seek(0)
    digest = hashlib.sha256()
    size = 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > rules.max_bytes:
            raise FileTooLarge(field="file", megabytes=rules.max_bytes // MEGABYTE)
        digest.update(piece)
    if not size:
        raise FileEmpty(field="file")
    return size, digest.hexdigest()


def _judged(stream: BinaryIO, rules: Rules) -> str:
    media_type = sniffing.content_type(stream)
    if media_type not in rules.types:
        raise FileTypeRefused(field="file", accepted=rules.label)
    return media_type


def _stored(stream: BinaryIO, *, size: int, media_type: str, name: str) -> str:
    """Put the raw bytes where nobody is ever served from."""
    store = tenant_store()
    key = store.key(INCOMING, name, "raw")
    stream.seek(0)
    store.put(key, stream, size=size, content_type=media_type)
    return key
