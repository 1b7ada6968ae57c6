"""The stylesheet that carries the municipality's colour."""

import hashlib

from kernel.ui.colour import Palette, dark_palette, light_palette

_TEMPLATE = """:root {{ {light} }}
@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}
:root[data-theme="dark"] {{ {dark} }}
"""


def stylesheet(colour: str) -> str:
    """Return the colour tokens for both themes; text on each of them has at least 4.5:1."""
    return _TEMPLATE.format(
        light=_declarations(light_palette(colour)), dark=_declarations(dark_palette(colour))
    )


def stylesheet_version(colour: str) -> str:
    """Return a short text that changes with the stylesheet, for its address."""
    return hashlib.sha256(stylesheet(colour).encode()).hexdigest()[:10]


def _declarations(palette: Palette) -> str:
    return " ".join(f"{name}: {value};" for name, value in palette.tokens().items())
