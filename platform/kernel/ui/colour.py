"""Colour arithmetic: any colour of a municipality becomes tokens on which text stays readable.

Contrast follows WCAG 2.2, success criterion 1.4.3 (4.5:1 for text).
"""

import colorsys
import re
from dataclasses import dataclass

READABLE = 4.5
_HEX = re.compile(r"#[0-9a-f]{6}\Z")
_BLACK, _WHITE = "#000000", "#ffffff"
# IEC 61966-2-1: below this the sRGB curve is a straight line.
_SRGB_KNEE = 0.04045

# The surfaces of css/tokens.css on which the brand colour may stand as text; a test compares.
LIGHT_SURFACES = ("#ffffff", "#f6f7f5", "#edf0ec")
DARK_SURFACES = ("#1a211e", "#111614", "#232b28")
_LIGHT_PAPER, _DARK_PAPER = LIGHT_SURFACES[0], DARK_SURFACES[0]
_DARK_INK, _DARK_TEXT = "#0b1410", "#c0cac4"


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", 0 for black to 1 for white."""
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Return the colour with a share (0 to 1) of the other mixed in."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, on: tuple[str, ...], *, lighter: bool) -> str:
    """Return the colour, made lighter or darker in its own hue until it reads on every surface."""
    hue, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in _channels(colour)))
    goal = 1.0 if lighter else 0.0
    for step in range(101):
        moved = colorsys.hls_to_rgb(hue, light + (goal - light) * step / 100, saturation)
        candidate = _hex(moved)
        if all(contrast(candidate, surface) >= READABLE for surface in on):
            return candidate
    return _WHITE if lighter else _BLACK


@dataclass(frozen=True, slots=True)
class Palette:
    """What the stylesheet calls --brand… in one of the two themes."""

    brand: str
    brand_strong: str
    on_brand: str
    brand_soft: str
    on_brand_soft: str
    brand_raw: str

    def tokens(self) -> dict[str, str]:
        """Return the custom properties by name."""
        return {f"--{name.replace('_', '-')}": getattr(self, name) for name in self.__slots__}


def light_palette(colour: str) -> Palette:
    """Return the tokens of the municipality's colour on paper."""
    soft = mix(colour, _LIGHT_PAPER, 0.88)
    brand = readable(colour, (*LIGHT_SURFACES, soft), lighter=False)
    strong = mix(brand, _BLACK, 0.22)
    return Palette(brand, strong, _WHITE, soft, strong, colour)


def dark_palette(colour: str) -> Palette:
    """Return the tokens of the municipality's colour on a dark screen."""
    soft = readable(mix(_DARK_PAPER, colour, 0.22), (_DARK_TEXT,), lighter=False)
    brand = readable(_calm(colour), (*DARK_SURFACES, soft), lighter=True)
    strong = mix(brand, _WHITE, 0.3)
    return Palette(brand, strong, _DARK_INK, soft, strong, colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourSample:
    """How a colour reads on white, and what becomes of it where text stands on it.

    `is_kept` tells whether buttons and links wear the colour itself.
    """

    colour: str
    ratio: float
    is_kept: bool
    light: Palette
    dark: Palette


def sample(colour: str) -> ColourSample:
    """Return what to show of a colour beside the field where it is chosen."""
    light = light_palette(colour)
    return ColourSample(
        colour=colour,
        # Cut, not rounded: 4.49 is not yet 4.5.
        ratio=int(contrast(colour, _WHITE) * 10) / 10,
        is_kept=light.brand == colour,
        light=light,
        dark=dark_palette(colour),
    )


def is_colour(text: str) -> bool:
    """Tell whether the text is "#rrggbb" in lower case."""
    return bool(_HEX.match(text))


def _calm(colour: str) -> str:
    """Return the colour with less saturation: a full one glows on a dark screen."""
    hue, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in _channels(colour)))
    return _hex(colorsys.hls_to_rgb(hue, max(light, 0.62), saturation * 0.72))


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in channels)


def _channels(colour: str) -> tuple[int, int, int]:
    if not is_colour(colour):
        msg = f"{colour!r} is not a colour such as #14566b"
        raise ValueError(msg)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= _SRGB_KNEE else ((value + 0.055) / 1.055) ** 2.4)
