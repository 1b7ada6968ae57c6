"""Pictures: look at the header first, decode later, never keep what the camera wrote."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from kernel.documents.camera import CameraNotes, notes_of
from kernel.documents.errors import PictureBroken, PictureTooLarge

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# JPEG is decoded at a fraction, so a phone's 64 megapixels fit; the others are held whole, some
# several times over. Measured: each limit keeps one picture under about 200 MB.
MOST_PIXELS = {"JPEG": 64_000_000, "HEIF": 25_000_000, "PNG": 20_000_000, "WEBP": 12_500_000}
EDGES = {"original": 3072, "large": 1600, "thumb": 320}
_QUALITY = {"original": 88, "large": 80, "thumb": 76}
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the first bytes of a picture say."""

    width: int
    height: int
    camera: CameraNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A picture made anew, without anything the camera wrote."""

    name: str
    content_type: str
    extension: str
    width: int
    height: int
    body: bytes


def look(stream: BinaryIO) -> Header:
    """Read the header without decoding a pixel.

    Raises:
        PictureTooLarge: it has more pixels than can be decoded safely.
        PictureBroken: it is no picture after all.
    """
    with opened(stream) as picture:
        notes = notes_of(picture)
        return Header(width=picture.width, height=picture.height, camera=notes)


def renditions(stream: BinaryIO) -> Iterator[Rendition]:
    """Decode once and return the original, the large and the small picture, upright and stripped.

    Raises:
        PictureTooLarge: it has more pixels than can be decoded safely.
        PictureBroken: it cannot be decoded.
    """
    with opened(stream) as picture:
        edge = EDGES["original"]
        picture.draft("RGB", (edge, edge))
        picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)  # first, or copies are large
        upright = plain(ImageOps.exif_transpose(picture))
        for name in ("original", "large", "thumb"):
            upright.thumbnail((EDGES[name], EDGES[name]), Image.Resampling.LANCZOS)
            yield _rendition(name, upright)


def plain(picture: Image.Image) -> Image.Image:
    """Return the bare pixels: a new image has no EXIF, no profile, no comment, no thumbnail."""
    clear = picture.has_transparency_data
    pixels = picture.convert("RGBA" if clear else "RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _rendition(name: str, picture: Image.Image) -> Rendition:
    body = io.BytesIO()
    as_webp = picture.mode == "RGBA" or name != "original"
    if as_webp:
        picture.save(body, "WEBP", quality=_QUALITY[name], method=2)
    else:
        picture.save(body, "JPEG", quality=_QUALITY[name], optimize=True, progressive=True)
    return Rendition(
        name=name,
        content_type="image/webp" if as_webp else "image/jpeg",
        extension="webp" if as_webp else "jpg",
        width=picture.width,
        height=picture.height,
        body=body.getvalue(),
    )


@contextmanager
def opened(stream: BinaryIO) -> Iterator[Image.Image]:
    """Open a picture of the formats we take, within the limit of pixels.

    Raises:
        PictureTooLarge: it has more pixels than can be decoded safely.
        PictureBroken: it is no picture after all, or decoding it fails.
    """
    stream.seek(0)
    try:
        with _without_bomb_warnings(), Image.open(stream, formats=FORMATS) as picture:
            _bounded(picture)
            yield picture
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(megapixels=MOST_PIXELS["JPEG"] // 1_000_000) from error
    except _BROKEN as error:
        raise PictureBroken from error


@contextmanager
def _without_bomb_warnings() -> Iterator[None]:
    """Keep Pillow's warning quiet: `_bounded` refuses earlier and by our own limit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        yield


def _bounded(picture: Image.Image) -> None:
    most = MOST_PIXELS[picture.format or "PNG"]
    if picture.width * picture.height > most:
        raise PictureTooLarge(megapixels=most // 1_000_000)
