"""An emblem: a small picture made anew in the sizes that pages, tabs and home screens ask for."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from kernel.documents.pictures import Rendition, opened, plain

EDGE = 512
SMALL = 144
# What iOS asks for; it fills what is clear with black, so this one stands on white.
TOUCH = 180
_TOUCH_MARGIN = 18


def cleaned(stream: BinaryIO) -> bytes:
    """Return the picture as a PNG of at most 512 pixels, without anything a program wrote.

    Raises:
        PictureTooLarge: it has more pixels than can be decoded safely.
        PictureBroken: it is no picture after all, or decoding it fails.
    """
    return _png(_bare(stream))


def renditions(stream: BinaryIO) -> Iterator[Rendition]:
    """Decode once and return the large, the small and the home screen's picture.

    Raises:
        PictureTooLarge: it has more pixels than can be decoded safely.
        PictureBroken: it is no picture after all, or decoding it fails.
    """
    bare = _bare(stream)
    yield _rendition("large", bare)
    yield _rendition("small", _within(bare, SMALL))
    yield _rendition("touch", _on_white(bare))


def _bare(stream: BinaryIO) -> Image.Image:
    with opened(stream) as picture:
        picture.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        return plain(picture)


def _within(picture: Image.Image, edge: int) -> Image.Image:
    small = picture.copy()
    small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return small


def _on_white(picture: Image.Image) -> Image.Image:
    inner = _within(picture, TOUCH - 2 * _TOUCH_MARGIN).convert("RGBA")
    paper = Image.new("RGBA", (TOUCH, TOUCH), "white")
    paper.alpha_composite(inner, ((TOUCH - inner.width) // 2, (TOUCH - inner.height) // 2))
    return paper.convert("RGB")


def _png(picture: Image.Image) -> bytes:
    body = io.BytesIO()
    picture.save(body, "PNG", optimize=True)
    return body.getvalue()


def _rendition(name: str, picture: Image.Image) -> Rendition:
    return Rendition(
        name=name,
        content_type="image/png",
        extension="png",
        width=picture.width,
        height=picture.height,
        body=_png(picture),
    )
