"""Tables as an XLSX workbook: the same bytes for the same tables, and never a formula or a link out of their text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from gricheck.reporter.escape import inert, is_formula
from gricheck.reporter.table import Cell, Column, Link, Look, Table
from gricheck.reporter.wrap import columns

MADE = date(2000, 1, 1)
"""The date in a workbook that must not tell when it was made, so that two runs give the same bytes."""
LINE_HEIGHT, WIDER, TALLEST = 15, 1.15, 400
"""Points; letters are wider than the digits by which a column is measured; Excel allows no row above 409."""
A4, A3 = 9, 8
ON_A4 = 200
"""Characters that a printed page takes across; a wider table goes on A3."""
_INERT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LINES = {"bottom": 1, "bottom_color": "#d0d7de"}
_MOST_TEXT = 32_000
"""UTF-16 units; Excel takes a file with a longer cell for damaged."""
_LONGEST_LINK, _MOST_LINKS = 1500, 60_000
"""Characters of a link's target, and links of a workbook; Excel knows no more of either, so the rest is text."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    made_by: str
    made: date | None = None


class Book:
    """A workbook being written: sheets and the looks of their cells."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._links = 0

    def sheet(self, name: str) -> Any:
        """A new sheet, printed on A4 across, as wide as one page."""
        sheet = self._book.add_worksheet(name[:31])
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")
        return sheet

    def format(self, **looks: Any) -> Any:
        """A cell's look; the same one is made only once."""
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"text_wrap": True, "valign": "top", **looks})
        return self._formats[key]

    def put(self, sheet: Any, row: int, column: int, item: Cell, **looks: Any) -> None:
        """One cell, as a number, a link or text, whatever its text looks like."""
        look = self.format(**looks)
        match item:
            case int():
                sheet.write_number(row, column, item, look)
            case Link(text, str(target)) if len(target) <= _LONGEST_LINK and self._links < _MOST_LINKS:
                blue = self.format(**{"font_color": "#0b57a4", "underline": 1, **looks})
                sheet.write_url(row, column, f"external:{target}", blue, shown(text))
                self._links += 1
            case _:
                text = shown(item)
                quoted = self.format(**looks, quote_prefix=True) if is_formula(text) else look
                sheet.write_string(row, column, text, quoted)

    def columns(self, sheet: Any, top: int, columns: Sequence[Column]) -> None:
        """The heads of a table's columns."""
        head = {"bold": True, "bg_color": "#1f4e79", "font_color": "#ffffff"}
        sheet.set_row(top, height([column.name for column in columns], [column.width for column in columns]))
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            self.put(sheet, top, place, column.name, **head)


@contextmanager
def writing(about: Properties, done: Callable[[bytes], None]) -> Iterator[Book]:
    """A workbook to be filled; ``done`` gets its bytes."""
    out = io.BytesIO()
    with Workbook(out, _INERT) as book:
        made = datetime.combine(about.made or MADE, time())
        book.set_properties({"title": about.title, "created": made, "comments": about.made_by})
        yield Book(book)
    done(out.getvalue())


def workbook(table: Table, about: Properties, *, frozen: int = 2, mark: tuple[str, Look] | None = None) -> bytes:
    """One sheet with one table."""
    result: list[bytes] = []
    with writing(about, result.append) as book:
        add_table(book, table, frozen=frozen, mark=mark)
    return result[0]


def add_table(book: Book, table: Table, *, frozen: int = 1, mark: tuple[str, Look] | None = None) -> Any:
    """A sheet with its head and a table, frozen, filtered. A row with the text of ``mark`` is coloured whole."""
    sheet = book.sheet(table.title)
    sheet.set_paper(A4 if sum(column.width for column in table.columns) <= ON_A4 else A3)
    for line, (name, value) in enumerate(table.head):
        book.put(sheet, line, 0, name, bold=True)
        book.put(sheet, line, 1, value)
    top = len(table.head) + bool(table.head)
    last = top + max(1, len(table.rows))
    book.columns(sheet, top, table.columns)
    for number, row in enumerate(table.rows, start=top + 1):
        _add_row(book, sheet, number, row, table.columns, mark)
    for place, column in enumerate(table.columns):
        if column.choices:
            sheet.data_validation(
                top + 1, place, last, place, {"validate": "list", "source": list(column.choices), "ignore_blank": True}
            )
    sheet.freeze_panes(top + 1, frozen)
    sheet.autofilter(top, 0, last, len(table.columns) - 1)
    sheet.repeat_rows(top)
    return sheet


def _add_row(
    book: Book, sheet: Any, number: int, row: Sequence[Cell], columns: Sequence[Column], mark: tuple[str, Look] | None
) -> None:
    sheet.set_row(number, height(row, [column.width for column in columns]))
    whole = mark[1] if mark and mark[0] in row else None
    for place, (item, column) in enumerate(zip(row, columns, strict=True)):
        look = whole or column.looks.get(item if isinstance(item, str) else "")
        looks = {**_LINES, **({"bg_color": look.fill, "font_color": look.ink} if look else {})}
        book.put(sheet, number, place, item, **looks)


def height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points that the tallest cell takes at the width of its column."""
    lines = (
        sum(ceil(max(1, columns(line)) * WIDER / width) for line in shown(item).split("\n"))
        for item, width in zip(cells, widths, strict=True)
    )
    return min(TALLEST, LINE_HEIGHT * max(lines, default=1))


def shown(item: Cell) -> str:
    """A cell's text, inert; only lines of our own making are broken. A text too long for a cell says that it is cut."""
    if isinstance(item, tuple):
        text = "\n".join(map(inert, item))
    else:
        text = inert(item.text if isinstance(item, Link) else str(item))
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _MOST_TEXT:
        return text
    return f"{units[: 2 * _MOST_TEXT].decode('utf-16-le', 'ignore')} … (cut)"
