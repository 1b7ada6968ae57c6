"""Sheets as files: CSV that Excel opens in Thai, and Excel itself; no cell is a formula.

Lines are written as they come: a sheet takes the same memory however long it gets.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO, Protocol

import xlsxwriter  # type: ignore[import-untyped]

from modules.complaints.services.exporting import Cell

# What a spreadsheet would take for a formula or a command (OWASP, "CSV Injection"), also after
# blanks and in full width.
_ACTIVE = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
_WIDTHS = {4: 50, 6: 30}
_USUAL_WIDTH = 20
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class SheetFile(Protocol):
    """A sheet that is being written."""

    def add(self, lines: Iterable[Sequence[Cell]]) -> None:
        """Write some lines more."""

    def close(self) -> None:
        """Write what is left; the stream stays open."""


def sheet_file(kind: str, body: BinaryIO, header: Sequence[str]) -> SheetFile:
    """Begin a sheet of the kind ("csv" or "xlsx") with its heading."""
    return Csv(body, header) if kind == "csv" else Excel(body, header)


def harmless(cell: Cell) -> Cell:
    """Return the cell so that no spreadsheet computes it; numbers stay numbers."""
    if isinstance(cell, str) and _ACTIVE.match(cell):
        return f"'{cell}"
    return cell


class Csv:
    """A sheet as CSV (RFC 4180) in UTF-8 with the mark by which Excel knows it."""

    def __init__(self, body: BinaryIO, header: Sequence[str]) -> None:
        self._text = TextIOWrapper(body, "utf-8-sig", newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._writer.writerow(header)

    def add(self, lines: Iterable[Sequence[Cell]]) -> None:
        """Write some lines more."""
        self._writer.writerows([harmless(cell) for cell in line] for line in lines)

    def close(self) -> None:
        """Write what is left; the stream stays open."""
        self._text.flush()
        self._text.detach()


class Excel:
    """A sheet as an Excel workbook (ECMA-376) with a heading that stays in sight."""

    def __init__(self, body: BinaryIO, header: Sequence[str]) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(body, options)
        self._page: Any = self._book.add_worksheet()
        self._columns, self._row = len(header), 0
        bold = self._book.add_format({"bold": True})
        for number in range(self._columns):
            self._page.set_column(number, number, _WIDTHS.get(number, _USUAL_WIDTH))
        self._page.freeze_panes(1, 1)
        for number, name in enumerate(header):
            self._page.write_string(0, number, name, bold)

    def add(self, lines: Iterable[Sequence[Cell]]) -> None:
        """Write some lines more."""
        for line in lines:
            self._row += 1
            for number, cell in enumerate(line):
                self._page.write(self._row, number, harmless(cell))

    def close(self) -> None:
        """Write what is left; the stream stays open."""
        self._page.autofilter(0, 0, max(self._row, 1), self._columns - 1)
        self._book.close()
