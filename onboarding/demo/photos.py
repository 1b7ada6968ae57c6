"""Small drawn pictures that stand in for photos of citizens and crews."""

import io
from typing import Protocol

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIZE = (960, 720)
HORIZON = 430

type Pen = ImageDraw.ImageDraw


class Scene(Protocol):
    """Draws one thing into the street."""

    def __call__(self, pen: Pen, *, repaired: bool) -> None:
        """Draw it broken, or repaired."""


def photo(group: str, *, name: str, repaired: bool) -> SimpleUploadedFile:
    """Draw the scene of a group of complaints, before or after the repair."""
    night = group == "lighting"
    image = Image.new("RGB", SIZE, (24, 30, 52) if night else (176, 206, 226))
    pen = ImageDraw.Draw(image)
    _street(pen, night=night)
    _SCENES.get(group, _sign)(pen, repaired=repaired)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=82)
    return SimpleUploadedFile(f"{name}.jpg", stream.getvalue(), content_type="image/jpeg")


def _street(pen: Pen, *, night: bool) -> None:
    dim = 3 if night else 1
    pen.polygon(
        [(0, 330), (240, 210), (520, 320), (760, 230), (960, 330), (960, 440), (0, 440)],
        fill=(92 // dim, 128 // dim, 92 // dim),
    )
    pen.rectangle((0, HORIZON, 960, 720), fill=(126 // dim, 150 // dim, 96 // dim))
    pen.polygon([(330, HORIZON), (560, HORIZON), (860, 720), (60, 720)], fill=(96 // dim,) * 3)
    for top, bottom, half in ((450, 485, 4), (520, 570, 7), (620, 690, 11)):
        middle = 448 + (top - 450) // 12
        pen.rectangle((middle - half, top, middle + half, bottom), fill=(220 // dim,) * 3)
    pen.rectangle((650, 290, 830, HORIZON), fill=(206 // dim, 184 // dim, 150 // dim))
    pen.polygon([(630, 295), (740, 225), (850, 295)], fill=(150 // dim, 76 // dim, 58 // dim))


def _lamp(pen: Pen, *, repaired: bool) -> None:
    pen.line([(250, 640), (250, 130), (360, 110)], fill=(120, 120, 130), width=14)
    if repaired:
        pen.polygon([(360, 120), (200, 640), (560, 640)], fill=(120, 112, 66))
    pen.ellipse((336, 96, 396, 136), fill=(255, 238, 160) if repaired else (60, 62, 72))


def _hole(pen: Pen, *, repaired: bool) -> None:
    fill = (60, 60, 62) if repaired else (52, 40, 32)
    pen.ellipse((330, 560, 600, 655), fill=fill, outline=(70, 62, 56), width=6)
    if not repaired:
        pen.ellipse((370, 585, 560, 645), fill=(96, 116, 128))


def _flood(pen: Pen, *, repaired: bool) -> None:
    if repaired:
        pen.rectangle((120, 600, 330, 630), fill=(60, 62, 66))
        for left in range(130, 320, 24):
            pen.rectangle((left, 604, left + 10, 626), fill=(20, 22, 24))
        return
    pen.rectangle((0, 520, 960, 720), fill=(132, 120, 92))
    for top in range(540, 710, 34):
        pen.arc((80, top, 880, top + 60), 200, 340, fill=(176, 166, 136), width=4)


def _rubbish(pen: Pen, *, repaired: bool) -> None:
    pen.rectangle((640, 470, 760, 620), fill=(40, 110, 70))
    pen.rectangle((630, 452, 770, 476), fill=(30, 86, 54))
    if repaired:
        return
    for left, top, tint in ((520, 560, 40), (600, 590, 60), (700, 600, 30), (450, 610, 70)):
        pen.ellipse((left, top, left + 130, top + 100), fill=(tint, tint, tint + 10))


def _tree(pen: Pen, *, repaired: bool) -> None:
    if not repaired:
        pen.line([(140, 610), (640, 540)], fill=(92, 66, 44), width=34)
        for left in range(420, 700, 56):
            pen.ellipse((left, 470, left + 120, 590), fill=(58, 104, 56))
        return
    pen.rectangle((180, 380, 214, 620), fill=(92, 66, 44))
    pen.ellipse((90, 180, 310, 420), fill=(58, 104, 56))


def _animal(pen: Pen, *, repaired: bool) -> None:
    if repaired:
        _sign(pen, repaired=repaired)
        return
    pen.ellipse((380, 540, 540, 610), fill=(150, 106, 66))
    pen.ellipse((510, 500, 580, 560), fill=(150, 106, 66))
    for left in (400, 430, 490, 515):
        pen.rectangle((left, 590, left + 12, 650), fill=(130, 90, 54))


def _sign(pen: Pen, *, repaired: bool) -> None:
    lean = 0 if repaired else 90
    pen.line([(220, 650), (220 + lean, 300)], fill=(110, 110, 116), width=16)
    pen.rectangle((130 + lean, 200, 330 + lean, 320), fill=(34, 110, 160))
    pen.rectangle((150 + lean, 236, 310 + lean, 248), fill=(240, 240, 240))
    pen.rectangle((150 + lean, 268, 270 + lean, 280), fill=(240, 240, 240))


_SCENES: dict[str, Scene] = {
    "lighting": _lamp,
    "roads-paths": _hole,
    "water-drainage": _flood,
    "cleanliness": _rubbish,
    "environment": _tree,
    "health": _animal,
}
