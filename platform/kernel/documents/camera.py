"""What a camera wrote into a picture: where and when. Read once, kept apart, never served."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

_LOCAL = ZoneInfo("Asia/Bangkok")
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError)
_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraNotes:
    """Where (WGS 84 longitude, latitude) and when the picture was taken, if the camera says so."""

    place: tuple[float, float] | None = None
    taken_at: datetime | None = None


def notes_of(picture: Image.Image) -> CameraNotes:
    """Return what the camera wrote; nonsense counts as nothing."""
    try:
        exif = picture.getexif()
    except (*_UNREADABLE, OSError, SyntaxError):
        return CameraNotes()
    return CameraNotes(place=_place(exif), taken_at=_moment(exif))


def _place(exif: Image.Exif) -> tuple[float, float] | None:
    try:
        tags = exif.get_ifd(IFD.GPSInfo)
        latitude = _degrees(tags[GPS.GPSLatitude], tags[GPS.GPSLatitudeRef], "S")
        longitude = _degrees(tags[GPS.GPSLongitude], tags[GPS.GPSLongitudeRef], "W")
    except (*_UNREADABLE, OSError, SyntaxError):
        return None
    inside = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 - degrees of the globe
    nowhere = latitude == 0 and longitude == 0
    return (longitude, latitude) if inside and not nowhere else None


def _degrees(parts: Any, half: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if str(half).upper().startswith(negative) else value


def _moment(exif: Image.Exif) -> datetime | None:
    try:
        tags = exif.get_ifd(IFD.Exif)
        text = str(tags[Base.DateTimeOriginal]).strip("\x00 ")
        naive = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - the zone follows
        moment = naive.replace(tzinfo=_zone(tags.get(Base.OffsetTimeOriginal)))
    except (*_UNREADABLE, OSError, SyntaxError):
        return None
    return moment if moment > _EARLIEST else None


def _zone(offset: Any) -> ZoneInfo | timezone:
    """Return the zone that the camera states, else ours."""
    text = str(offset or "").strip("\x00 ")
    if len(text) != len("+07:00") or text[0] not in "+-":
        return _LOCAL
    away = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(away if text[0] == "+" else -away)
