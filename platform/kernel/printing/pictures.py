"""Pictures for a paper: read from the tenant's own store, made small enough for print."""

import io

from PIL import Image

from kernel.configuration.errors import FileMissing
from kernel.configuration.files import FILE_KEEPER
from kernel.configuration.settings import setting
from kernel.documents.models import Document
from kernel.documents.store import tenant_store

EMBLEM = "emblem"
# Nine centimetres wide at about 250 dots per inch.
_EDGE = 900
_QUALITY = 82


def for_print(document: Document) -> bytes | None:
    """Return the checked picture as a small JPEG; None when there is nothing that may be shown.

    Raises:
        ForeignKeyRefused: the document belongs to another municipality.
        StoreDown: the object store does not answer.
    """
    made = document.variants.get("large") if document.is_ready and document.is_image else None
    if made is None:
        return None
    body = io.BytesIO()
    try:
        tenant_store().fetch(made["key"], body)
    except FileNotFoundError:
        return None
    return _as_jpeg(body)


def emblem() -> bytes | None:
    """Return the municipality's emblem as PNG; None without one."""
    reference, keeper = str(setting("look.emblem") or ""), FILE_KEEPER.get()
    if not reference or keeper is None:
        return None
    try:
        shown = keeper.shown(reference, "large")
    except FileMissing:
        return None
    return shown.content if shown else None


def _as_jpeg(body: io.BytesIO) -> bytes:
    body.seek(0)
    with Image.open(body, formats=("JPEG", "PNG", "WEBP")) as picture:
        picture.thumbnail((_EDGE, _EDGE))
        paper = Image.new("RGB", picture.size, "white")
        clear = picture.convert("RGBA") if picture.has_transparency_data else None
        paper.paste(picture.convert("RGB"), mask=clear.getchannel("A") if clear else None)
    made = io.BytesIO()
    paper.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()
