"""Sheets as files: CSV that Excel opens in Thai, and Excel itself; no cell is a formula."""

import csv
import re
from io import BytesIO, StringIO

import xlsxwriter  # type: ignore[import-untyped]

from modules.complaints.services.exporting import Cell, Sheet

# What a spreadsheet would take for a formula or a command (OWASP, "CSV Injection"), also after
# blanks and in full width.
_ACTIVE = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
_WIDTHS = {4: 50, 6: 30}
_USUAL_WIDTH = 20


def harmless(cell: Cell) -> Cell:
    """Return the cell so that no spreadsheet computes it; numbers stay numbers."""
    if isinstance(cell, str) and _ACTIVE.match(cell):
        return f"'{cell}"
    return cell


def as_csv(sheet: Sheet) -> bytes:
    """Write the sheet as CSV (RFC 4180) in UTF-8 with the mark by which Excel knows it."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(sheet.header)
    writer.writerows([harmless(cell) for cell in line] for line in sheet.lines)
    return page.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """Write the sheet as an Excel workbook (ECMA-376) with a heading that stays in sight."""
    body = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(body, options) as book:
        page = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for number, name in enumerate(sheet.header):
            page.write_string(0, number, name, bold)
            page.set_column(number, number, _WIDTHS.get(number, _USUAL_WIDTH))
        for place, line in enumerate(sheet.lines, start=1):
            for number, cell in enumerate(line):
                page.write(place, number, harmless(cell))
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(sheet.lines), 1), len(sheet.header) - 1)
    return body.getvalue()
