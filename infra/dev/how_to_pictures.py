"""Make the pictures of the how-to pages from what the journeys have seen.

    make test ARGS="tests/journeys"
    .venv/bin/python infra/dev/how_to_pictures.py

The journeys keep chosen screens under .local/screenshots/how-to; this writes each as
docs/images/how-to/NAME.webp, a phone's 585 pixels wide and a desk's 1200, none above 80 KB.
"""

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SEEN = ROOT / ".local" / "screenshots" / "how-to"
FOLDER = ROOT / "docs" / "images" / "how-to"
DESK_WIDTH = 1200
LIMIT = 80_000
NAMED = re.compile(r"images/how-to/([\w-]+)\.webp")
QUALITIES = (85, 75, 65, 55, 45)


def main() -> None:
    """Write every picture that the pages name, and say which the journeys have not made."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = "".join(page.read_text() for page in (ROOT / "docs").rglob("*.md"))
    for name in sorted(set(NAMED.findall(pages))):
        seen = SEEN / f"{name}.png"
        print(f"{name}: {f'{_write(seen)} bytes' if seen.exists() else 'not seen by a journey'}")


def _write(seen: Path) -> int:
    """Return how many bytes the picture has.

    Raises:
        ValueError: it does not become small enough.
    """
    picture = Image.open(seen).convert("RGB")
    if picture.width > DESK_WIDTH:
        picture.thumbnail((DESK_WIDTH, picture.height))
    file = FOLDER / f"{seen.stem}.webp"
    for quality in QUALITIES:
        picture.save(file, quality=quality, method=6)
        if file.stat().st_size <= LIMIT:
            return file.stat().st_size
    raise ValueError(f"{file.name}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
