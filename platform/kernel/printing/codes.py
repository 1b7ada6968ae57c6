"""QR codes of our own addresses."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(link: str) -> SafeString:
    """Return the QR code of an address of ours, as SVG."""
    picture = segno.make(link, error="m")
    svg = picture.svg_inline(scale=5, border=2, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308  # drawn by us from our own address
