"""What lies below everything on a map: our own tiles, pictures of others, or a PMTiles file."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Faults = Iterator[tuple[str, str | Promise]]

# Plain http is for a developer's own machine; a browser would refuse it inside an https page.
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_GAPS = ("{z}", "{x}", "{y}")
# What would end the address inside a Content-Security-Policy or an attribute.
_NEVER = frozenset(" \t\r\n;,'\"<>\\")


class Base(StrEnum):
    """Where the base map comes from."""

    OWN = "own"
    XYZ = "xyz"
    PMTILES = "pmtiles"


def origin_of(address: str) -> str:
    """Return scheme, host and port of the address; "" when no browser of ours may ask there."""
    if not address.isascii() or _NEVER & set(address):
        return ""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not is_safe or not host or "*" in host or "{" in host or "@" in parts.netloc:
        return ""
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port}" if port else f"{parts.scheme}://{shown}"


def is_usable(base: str, address: str) -> bool:
    """Tell whether maps can be drawn with this base map and address."""
    if base == Base.OWN:
        return True
    return bool(origin_of(address)) and _fits(base, address)


def address_faults(address: str) -> Iterator[str | Promise]:
    """Tell what is wrong with the address of a base map; none is fine."""
    if address and not origin_of(address):
        yield _("ที่อยู่ต้องขึ้นต้นด้วย https:// และไม่มีช่องว่าง")


def base_map_faults(values: Mapping[str, Any]) -> Faults:
    """Tell what the chosen base map still lacks."""
    base, address = values.get("map.base", Base.OWN), str(values.get("map.base_url", ""))
    if base == Base.OWN:
        return
    if not address:
        yield "map.base_url", _("บอกที่อยู่ของแผนที่ที่เลือก")
    elif not _fits(base, address):
        yield "map.base_url", _("ที่อยู่แบบ XYZ ต้องมี {z} {x} และ {y} ส่วน PMTiles ต้องไม่มี")
    if not str(values.get("map.attribution", "")).strip():
        yield "map.attribution", _("บอกที่มาของแผนที่ ผู้ให้ข้อมูลกำหนดให้แสดงเสมอ")


def _fits(base: str, address: str) -> bool:
    found = [gap in address for gap in _GAPS]
    return all(found) if base == Base.XYZ else not any(found)
