"""Black boxes over a picture: burnt into a document of its own, with nothing underneath."""

import io
import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw

from kernel.actors import Actor
from kernel.documents.errors import StoreDown
from kernel.documents.models import Document
from kernel.documents.pictures import opened, plain
from kernel.documents.receiving import receive
from kernel.documents.store import tenant_store
from kernel.errors import Invalid, Refused

WHOLE = 100
MOST_BOXES = 20
# The renditions are made from this one; a second loss of quality must not show.
_QUALITY = 95


class NoPicture(Refused):
    """The file is no picture, or it has not been checked yet."""

    code = "no_picture"
    message = _("ไฟล์นี้ไม่ใช่ภาพที่พร้อมใช้")


class BoxesWrong(Invalid):
    """There is no box, there are too many, or one does not lie on the picture."""

    code = "boxes_wrong"
    message = _("โปรดวาดกรอบบนภาพ 1 ถึง %(most)d กรอบ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a picture, in hundredths of its width and height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def lies_on_the_picture(self) -> bool:
        """Whether some of the picture lies under the box; also refuses what is no number."""
        starts = 0 <= self.left < WHOLE and 0 <= self.top < WHOLE
        return starts and 0 < self.width <= WHOLE and 0 < self.height <= WHOLE


def redact(*, document: Document, boxes: Collection[Box], by: Actor, at: datetime) -> Document:
    """Return a new pending document: the picture with the boxes burnt in; the old one stays.

    What the camera wrote is not taken along.

    Raises:
        NoPicture: the document is no picture, or not ready.
        BoxesWrong: there is no box, or one does not lie on the picture.
        StoreDown: the object store does not answer.
    """
    if not (document.is_ready and document.is_image):
        raise NoPicture
    if not 0 < len(boxes) <= MOST_BOXES or not all(box.lies_on_the_picture for box in boxes):
        raise BoxesWrong(field="boxes", most=MOST_BOXES)
    picture = io.BytesIO()
    try:
        tenant_store().fetch(document.variants["original"]["key"], picture)
    except FileNotFoundError as error:
        raise StoreDown from error
    body = blackened(picture, boxes)
    return receive(ContentFile(body, name="redacted.jpg"), kind=document.kind, by=by, at=at)


def blackened(stream: BinaryIO, boxes: Collection[Box]) -> bytes:
    """Return the picture as JPEG, each box solid black and never smaller than it was drawn.

    Raises:
        PictureTooLarge, PictureBroken: it cannot be decoded.
    """
    with opened(stream) as picture:
        bare = _opaque(plain(picture))
    pen = ImageDraw.Draw(bare)
    for box in boxes:
        pen.rectangle(_pixels(box, *bare.size), fill="black")
    body = io.BytesIO()
    bare.save(body, "JPEG", quality=_QUALITY, optimize=True)
    return body.getvalue()


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return paper.convert("RGB")


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Return the corners, rounded outwards; Pillow paints the last pixel too."""
    right = math.ceil((box.left + box.width) * width / WHOLE)
    bottom = math.ceil((box.top + box.height) * height / WHOLE)
    left, top = int(box.left * width / WHOLE), int(box.top * height / WHOLE)
    return left, top, min(right, width), min(bottom, height)
