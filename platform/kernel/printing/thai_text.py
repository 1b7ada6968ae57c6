"""Make the text of our PDFs readable again: for search, for copying, for screen readers.

A Thai font draws many clusters with special glyphs. WeasyPrint writes down, for each glyph, the
first cluster it was seen in, so that "สำนักงาน" would be read back as "สำนักงำน". Here each glyph
is given its own character. It reaches inside WeasyPrint 70; tests/kernel/printing holds it.
"""

import functools
import hashlib
import io
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts as inside

type GlyphText = dict[int, str]

_known: dict[tuple[bytes, int], GlyphText] = {}
_PRIVATE = range(0xE000, 0xF900)
_SINGLE, _LIGATURE = 1, 4
# Alternates of alternates of alternates; our fonts have no more.
_ROUNDS = 3


def install() -> None:
    """Let every font that WeasyPrint loads name its glyphs; once per process."""
    kind: Any = inside.Font
    if getattr(kind, "names_its_glyphs", False):
        return
    begin = kind.__init__

    @functools.wraps(begin)
    def begin_and_name(font: Any, *args: Any, **kwargs: Any) -> None:
        begin(font, *args, **kwargs)
        font.to_unicode = _ToUnicode(_glyph_text(font.file_content, font.index))

    kind.__init__ = begin_and_name
    kind.names_its_glyphs = True


class _ToUnicode(dict[int, str]):
    """What each glyph says: its own character where the font tells, else what was seen."""

    def __init__(self, known: GlyphText) -> None:
        super().__init__()
        self._known = known

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, self._known.get(glyph, text))


def _glyph_text(content: bytes, index: int) -> GlyphText:
    key = (hashlib.sha256(content).digest(), index)
    if key not in _known:
        _known[key] = _read(TTFont(io.BytesIO(content), fontNumber=index, lazy=True))
    return _known[key]


def _read(font: TTFont) -> GlyphText:
    names = {
        glyph: chr(point)
        for point, glyph in sorted((font.getBestCmap() or {}).items(), reverse=True)
        if point not in _PRIVATE
    }
    for _round in range(_ROUNDS):
        for drawn, parts in _drawn_for(font):
            if all(part in names for part in parts):
                names.setdefault(drawn, "".join(names[part] for part in parts))
    return {font.getGlyphID(glyph): text for glyph, text in names.items()}


def _drawn_for(font: TTFont) -> list[tuple[str, list[str]]]:
    """Return which glyph is drawn for which others, by the font's own tables (GSUB 1 and 4)."""
    table = font["GSUB"].table if "GSUB" in font else None
    lookups = table.LookupList.Lookup if table and table.LookupList else []
    rows = [getattr(row, "ExtSubTable", row) for lookup in lookups for row in lookup.SubTable]
    alone = [
        (drawn, [plain])
        for row in rows
        if row.LookupType == _SINGLE
        for plain, drawn in row.mapping.items()
    ]
    joined = [
        (one.LigGlyph, [first, *one.Component])
        for row in rows
        if row.LookupType == _LIGATURE
        for first, found in row.ligatures.items()
        for one in found
    ]
    return alone + joined
