"""Where the design system keeps its files, and how its tokens are read."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
UI = ROOT / "platform" / "kernel" / "ui"
STATIC = UI / "static" / "ui"

_TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")


def templates() -> list[Path]:
    """Return every template of the project, whoever owns it."""
    rooms = ("platform", "modules", "tenants", "onboarding")
    return sorted(p for room in rooms for p in (ROOT / room).glob("**/templates/**/*.html"))


def token_blocks() -> dict[str, dict[str, str]]:
    """Return the tokens of tokens.css: light, dark by the device, dark by hand."""
    css = (STATIC / "css" / "tokens.css").read_text()
    device = css.index("@media (prefers-color-scheme: dark)")
    hand = css.index(':root[data-theme="dark"]')
    end = css.index(":root {", hand)
    return {
        "light": dict(_TOKEN.findall(css[:device])),
        "device": dict(_TOKEN.findall(css[device:hand])),
        "hand": dict(_TOKEN.findall(css[hand:end])),
    }
