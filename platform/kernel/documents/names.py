"""File names: what people called it, made harmless."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 120


def tidy_name(name: str) -> str:
    """Return the name without folders, control and direction characters, at most 120 letters."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, dot, extension = plain.strip(" .").rpartition(".")
    if not dot:
        return extension[:LONGEST]
    return f"{stem[: LONGEST - 12]}.{extension[:11]}"


def shown_name(name: str, extension: str) -> str:
    """Return the name under which a rendition is saved: the person's stem, our extension."""
    stem = name.rpartition(".")[0] or name or "file"
    return f"{stem}.{extension}"
