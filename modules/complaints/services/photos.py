"""Photos that come with a report or a move."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kernel.actors import Actor
from kernel.documents import services as documents
from kernel.documents.models import Document
from kernel.errors import Invalid
from modules.complaints.models import Attachment, AttachmentRole, Complaint, Entry
from modules.complaints.models.entry import PHOTO_KIND

type Photos = Sequence[UploadedFile[Any]]

MOST_PHOTOS = 5


class TooManyPhotos(Invalid):
    """More photos than one entry takes."""

    code = "too_many_photos"
    message = _("แนบภาพได้ไม่เกิน %(most)d ภาพ")


def attach(  # noqa: PLR0913  # a photo is tied to all of these
    complaint: Complaint,
    entry: Entry,
    photos: Photos,
    *,
    role: AttachmentRole,
    by: Actor,
    at: datetime,
) -> None:
    """Store the photos and tie them to the entry.

    Raises:
        TooManyPhotos: there are more than an entry takes.
    """
    tie(complaint, entry, stored(photos, by=by, at=at), role=role)


def stored(photos: Photos, *, by: Actor, at: datetime) -> list[Document]:
    """Send the photos to the store; they belong to nothing yet.

    Raises:
        TooManyPhotos: there are more than an entry takes.
    """
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos", most=MOST_PHOTOS)
    return [documents.receive(photo, kind=PHOTO_KIND, by=by, at=at) for photo in photos]


def tie(
    complaint: Complaint, entry: Entry, kept: Iterable[Document], *, role: AttachmentRole
) -> None:
    """Tie stored photos to the entry that brought them."""
    for document in kept:
        Attachment.objects.create(complaint=complaint, entry=entry, document=document, role=role)
