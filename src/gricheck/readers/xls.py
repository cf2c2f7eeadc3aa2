"""Workbooks of Excel before 2007, by a library in Python: the one that reads the newer kinds takes a few damaged bytes
of these at their word, asks for more memory than there is, and takes the process with it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from struct import unpack
from typing import TYPE_CHECKING, Literal

from gricheck.errors import UnreadableReport
from gricheck.model.document import Source
from gricheck.readers.sheet import MAX_COLUMNS, MAX_ROWS, CellLink, LinkedCells, Sheet, by_cell
from gricheck.readers.sheet_facts import hides

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell as XlsCell
    from xlrd.sheet import Sheet as XlsSheet


class Xls:
    """A workbook that was opened. UnreadableReport, with the remedy, for one that cannot be."""

    def __init__(self, source: Source, data: bytes) -> None:
        self._source = source
        self._book = _opened(source, data)
        _check_links(source, self._book.mem or b"")
        self.names = tuple(self._book.sheet_names())

    def sheet(self, number: int) -> Sheet:
        """A sheet by its place among the names."""
        try:
            found = _sheet(self._book, self._book.sheet_by_index(number))
            self._book.unload_sheet(number)
            return found
        except Exception as error:
            raise _damaged(self._source, error) from error


def _opened(source: Source, data: bytes) -> Book:
    import xlrd

    try:
        # Merged and hidden cells come with the formats; what the library wants to say goes nowhere.
        return xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    except Exception as error:  # a damaged file makes it fail in every way that Python has
        if "encrypted" in str(error).lower():
            raise UnreadableReport(f"{source.path}: protected by a password; save a copy without it") from error
        raise _damaged(source, error) from error


_LINK = re.compile(rb"(?s)(.{8})\xd0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b")
"""What every link begins with: its first and last row and column, and what tells that it is one."""
_MOST_LINKED = 500_000
"""Cells with links. The library keeps each of them, though one link may stand on all that a sheet can have."""


def _check_links(source: Source, stream: bytes) -> None:
    count = 0
    for link in _LINK.finditer(stream):
        top, bottom, left, right = unpack("<HHHH", link[1])
        count += max(0, bottom - top + 1) * max(0, right - left + 1)
    if count > _MOST_LINKED:
        why = f"its links stand on {count:,} cells"
        raise UnreadableReport(f"{source.path}: {why}; save it again as .xlsx, with the sheet of the index alone")


def _damaged(source: Source, error: Exception) -> UnreadableReport:
    why = f" ({error})" if str(error) else ""
    return UnreadableReport(f"{source.path}: damaged or no workbook{why}; save it again as .xlsx")


def _sheet(book: Book, sheet: XlsSheet) -> Sheet:
    spans = {
        (top, left): (bottom - top, right - left)
        for top, bottom, left, right in sheet.merged_cells
        if bottom > top and right > left
    }
    rows = [[_value(book, cell) for cell in sheet.row(row)[:MAX_COLUMNS]] for row in range(min(sheet.nrows, MAX_ROWS))]
    links = by_cell(_linked(sheet))
    return Sheet(sheet.name, sheet.visibility != 0, rows, spans, sheet.nrows > MAX_ROWS, tuple(_hides(sheet)), links)


def _hides(sheet: XlsSheet) -> Iterator[str]:
    rows = sum(bool(about.hidden) for about in sheet.rowinfo_map.values())
    columns = sum(bool(about.hidden) for about in sheet.colinfo_map.values())
    yield from hides(sheet.name, rows, columns)


def _linked(sheet: XlsSheet) -> Iterator[LinkedCells]:
    """Links of cells; ``textmark`` is what stands behind the ``#`` of an address."""
    for link in sheet.hyperlink_list:
        address = link.url_or_path or ""
        if isinstance(address, bytes):  # a path of a system before Unicode
            address = address.decode("cp1252", "replace")
        uri = f"{address}#{link.textmark}" if link.textmark else address
        places = (link.frowx or 0, link.fcolx or 0, link.lrowx or 0, link.lcolx or 0)
        yield LinkedCells(*places, CellLink(uri.replace("\0", "")))


def _value(book: Book, cell: XlsCell) -> object:
    import xlrd

    value = cell.value
    if isinstance(value, str):
        return value
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(value), "#ERROR!")
    return value


_LAST_DAY = 2_900_000
"""A little before the end of the year 9999, counted from 1900 or 1904."""


def _day(value: float, mode: Literal[0, 1]) -> datetime | date | time | float:
    """A day, a time or both, as the number says; the number where it is neither."""
    import xlrd

    if not 0 <= value < _LAST_DAY:
        return value
    found = xlrd.xldate_as_datetime(value, mode)
    if value < 1:
        return found.time()
    return found.date() if value == int(value) else found
