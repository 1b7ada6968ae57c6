"""Files as people, phones and attackers send them."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF_PAGE = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def picture(size=(640, 480), colour="teal") -> Image.Image:
    image = Image.new("RGB", size, colour)
    image.paste("gold", (0, 0, size[0] // 2, size[1] // 2))
    return image


def phone_photo(size=(640, 480), *, orientation: int = 1, file_format: str = "JPEG") -> bytes:
    """Make a photo as a phone does: place, time, device and a comment inside."""
    exif = Image.Exif()
    exif[Base.Make] = "CanaryPhone"
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2026:11:20 08:30:00"
    gps = exif.get_ifd(IFD.GPSInfo)
    gps[GPS.GPSLatitudeRef] = "N"
    gps[GPS.GPSLatitude] = (18.0, 44.0, 30.0)
    gps[GPS.GPSLongitudeRef] = "E"
    gps[GPS.GPSLongitude] = (98.0, 57.0, 36.0)
    body = io.BytesIO()
    extra = {"comment": b"canary comment"} if file_format == "JPEG" else {}
    picture(size).save(body, file_format, exif=exif, **extra)
    return body.getvalue()


def pixel_flood(width=60_000, height=60_000) -> bytes:
    """Make a few bytes of PNG that claim 3.6 billion pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))
        )

    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def upload(
    body: bytes, name: str = "photo.jpg", content_type: str = "image/jpeg"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, content_type)
