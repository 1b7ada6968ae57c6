"""A box on the map, as an address carries it."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import Invalid
from modules.complaints.selectors.public import Box

MOST_LONGITUDE, MOST_LATITUDE = 180, 90
# Five digits after the point are about a metre.
DIGITS = 5


class BoxUnreadable(Invalid):
    """The box is not west,south,east,north in degrees."""

    code = "box_unreadable"
    message = _("กรอบพื้นที่ต้องเป็น ตะวันตก,ใต้,ตะวันออก,เหนือ หน่วยองศา")


class BoxTooWide(Invalid):
    """The box holds more squares than a screen does."""

    code = "box_too_wide"
    message = _("กรอบพื้นที่กว้างเกินไปสำหรับระดับการซูมนี้")


def read_box(text: str) -> Box:
    """Return the box that the text names.

    Raises:
        BoxUnreadable: it names none.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise BoxUnreadable(field="bbox") from None
    # Also refuses what is no number at all: NaN is neither smaller nor larger.
    is_on_earth = west >= -MOST_LONGITUDE and east <= MOST_LONGITUDE
    is_on_earth = is_on_earth and south >= -MOST_LATITUDE and north <= MOST_LATITUDE
    if not (is_on_earth and west < east and south < north):
        raise BoxUnreadable(field="bbox")
    return west, south, east, north


def box_text(box: Box, *, margin: float = 0.0) -> str:
    """Return the box as text, wider by the margin in degrees on every side."""
    west, south, east, north = box
    sides = (west - margin, south - margin, east + margin, north + margin)
    return ",".join(f"{side:.{DIGITS}f}" for side in sides)
