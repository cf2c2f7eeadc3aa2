"""A table as an XLSX workbook: the same bytes for the same table, and never a formula or a link out of its text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from gricheck.reporter.escape import inert

MADE = datetime(2000, 1, 1)
"""The date in every workbook, so that two runs give the same bytes."""
LINE_HEIGHT, WIDER = 15, 1.15
"""Points; letters are wider than the digits by which a column is measured."""
A4 = 9
_INERT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_TOP = {"text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table: names and values; ``made_by`` goes into the properties of the file."""

    title: str
    lines: tuple[tuple[str, str], ...]
    made_by: str


def workbook(
    heading: Heading, columns: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], blank: str
) -> bytes:
    """One sheet: the heading, then the table, frozen, filtered, on one page's width. A row with the cell ``blank`` is
    coloured: it is to be filled in."""
    out = io.BytesIO()
    with Workbook(out, _INERT) as book:
        book.set_properties({"title": heading.title, "created": MADE, "comments": heading.made_by})
        sheet = book.add_worksheet(heading.title[:31])
        for line, (name, value) in enumerate(heading.lines):
            sheet.write_string(line, 0, inert(name), book.add_format({"bold": True}))
            sheet.write_string(line, 1, inert(value))
        top = len(heading.lines) + 1
        _write_head(book, sheet, top, columns, widths)
        _write_rows(book, sheet, top + 1, rows, widths, blank)
        sheet.freeze_panes(top + 1, 2)
        sheet.autofilter(top, 0, top + max(1, len(rows)), len(columns) - 1)
        _set_up_page(sheet, top)
    return out.getvalue()


def _write_head(book: Workbook, sheet: Any, top: int, columns: Sequence[str], widths: Sequence[int]) -> None:
    look = book.add_format({"bold": True, "bg_color": "#1f4e79", "font_color": "#ffffff", **_TOP})
    sheet.set_row(top, LINE_HEIGHT * _lines(columns, widths))
    for column, (name, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, name, look)


def _write_rows(
    book: Workbook, sheet: Any, first: int, rows: Sequence[Sequence[str]], widths: Sequence[int], blank: str
) -> None:
    plain, coloured = book.add_format(_TOP), book.add_format({"bg_color": "#fff2cc", **_TOP})
    for number, row in enumerate(rows, start=first):
        sheet.set_row(number, LINE_HEIGHT * _lines(row, widths))
        for column, cell in enumerate(row):
            sheet.write_string(number, column, inert(cell), coloured if blank in row else plain)


def _lines(cells: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the tallest cell takes at the width of its column."""
    return max(ceil(max(1, len(cell)) * WIDER / width) for cell, width in zip(cells, widths, strict=True))


def _set_up_page(sheet: Any, top: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
