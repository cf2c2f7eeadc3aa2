"""Workbooks (XLSX, XLS, ODS) and CSV to Document: a page for each sheet, a line for each of its rows.

A workbook holds the index and not the report, so the page numbers in it are of another file and none is called wrong.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from gricheck.errors import UnreadableReport
from gricheck.model.document import Document, PageLayout, Place, Source
from gricheck.pagination import unpaged
from gricheck.progress import step, steps
from gricheck.readers.blocks import Block, Cell, Table, layout_of, page_of
from gricheck.readers.kinds import XLS
from gricheck.readers.sheet import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Links,
    Sheet,
    SheetFacts,
    by_cell,
    letters,
    targets,
)
from gricheck.readers.sheet_dates import mistaken
from gricheck.readers.text import decode, shortened
from gricheck.readers.workbook_size import check_size

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

T = TypeVar("T")
_WHY = "a workbook has no pages, so what its page numbers lead to is not known"


def read(source: Source, data: bytes) -> Document:
    """Every sheet that holds anything, hidden ones too. ``warnings`` name what is hidden and what was left out."""
    tables, warnings = _sheets(source, data)
    return _document(source, tables, warnings)


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """The drawing of some sheets."""
    tables, _ = _sheets(source, data)
    return tuple(layout_of(index, (tables[index],)) for index in pages)


def read_csv(source: Source, data: bytes) -> Document:
    """A CSV or TSV file as one sheet."""
    step("reading the table")
    warnings: list[str] = []
    return _document(source, [_csv(source, data, warnings)], warnings)


def layout_csv(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """The drawing of the one sheet."""
    return tuple(layout_of(index, (_csv(source, data, []),)) for index in pages)


def _document(source: Source, tables: Sequence[Block], warnings: Sequence[str]) -> Document:
    pages = tuple(page_of(index, (table,)) for index, table in enumerate(tables))
    return Document(source, pages, unpaged(len(pages), _WHY), warnings=tuple(warnings))


def _sheets(source: Source, data: bytes) -> tuple[list[Table], list[str]]:
    warnings: list[str] = []
    tables = []
    for sheet in (_old if source.media_type == XLS else _new)(source, data, warnings):
        if sheet.hidden:
            warnings.append(f"sheet {sheet.name!r} is hidden; it was read all the same")
        if sheet.more:
            warnings.append(f"only the first {MAX_ROWS} rows of sheet {sheet.name!r} were read")
        warnings += sheet.warnings
        warnings += mistaken(sheet.rows, f"sheet {sheet.name!r}, ")
        texts = [[shown(value) for value in row] for row in sheet.rows]
        table = _made(texts, sheet.spans, sheet.name, sheet.links)
        if table is not None:
            tables.append(table)
    if not tables:
        raise UnreadableReport(f"{source.path}: no sheet of the workbook holds any text; give the file with the index")
    return tables, warnings


def _old(source: Source, data: bytes, warnings: list[str]) -> Iterator[Sheet]:
    """The sheets of a workbook of before 2007."""
    from gricheck.readers.xls import Xls

    book = Xls(source, data)
    for number in steps("reading sheet", _first(range(len(book.names)), warnings)):
        yield book.sheet(number)


def _first(sheets: Sequence[T], warnings: list[str]) -> Sequence[T]:
    if len(sheets) > MAX_SHEETS:
        warnings.append(f"only the first {MAX_SHEETS} of {len(sheets)} sheets were read")
    return sheets[:MAX_SHEETS]


def _new(source: Source, data: bytes, warnings: list[str]) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    from gricheck.readers.sheet_facts import facts_of

    check_size(source, data)
    facts = facts_of(source, data)
    with _told(source), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for about in steps("reading sheet", _first(book.sheets_metadata, warnings)):
            try:
                sheet = book.get_sheet_by_name(about.name)
            except CalamineError:  # a sheet of charts and the like
                continue
            yield _sheet(sheet, about.visible != SheetVisibleEnum.Visible, facts.get(about.name, SheetFacts()))


@contextmanager
def _told(source: Source) -> Iterator[None]:
    """In words whatever the library makes of a damaged file. Where its code in Rust breaks off, no Exception comes."""
    from python_calamine import PasswordError

    try:
        yield
    except (UnreadableReport, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise UnreadableReport(f"{source.path}: protected by a password; save a copy without it") from error
    except BaseException as error:
        why = " ".join(str(error).split())
        raise UnreadableReport(f"{source.path}: damaged or no workbook ({why}); save it again as .xlsx") from error


def _sheet(sheet: CalamineSheet, hidden: bool, facts: SheetFacts) -> Sheet:
    """The cells of a sheet, from its first row and column, so that its own row numbers hold."""
    from gricheck.readers.sheet_facts import hides

    rows = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 1)
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    }
    read = [row[:MAX_COLUMNS] for row in rows[:MAX_ROWS]]
    told = tuple(hides(sheet.name, facts.rows, facts.columns))
    return Sheet(sheet.name, hidden, read, spans, len(rows) > MAX_ROWS, told, by_cell(facts.linked))


def _made(
    texts: Sequence[Sequence[str]], spans: Mapping[tuple[int, int], tuple[int, int]], name: str, links: Links
) -> Table | None:
    filled = [(r, c) for r, row in enumerate(texts) for c, text in enumerate(row) if text]
    if not filled:
        return None
    last_row, last_column = max(r for r, _ in filled), max(c for _, c in filled)
    cells = []
    for row, column in filled:
        rows, columns = spans.get((row, column), (1, 1))
        rows, columns = min(rows, last_row - row + 1), min(columns, last_column - column + 1)
        text = texts[row][column]
        cells.append(Cell(text, row, column, rows, columns, tuple(targets(links.get((row, column), ()), text))))
    places = tuple(
        Place(line=row + 1, sheet=name, cell=f"A{row + 1}:{letters(last_column)}{row + 1}")
        for row in range(last_row + 1)
    )
    return Table(tuple(cells), places)


def shown(value: object) -> str:
    """A cell's value as its reader sees it: whole numbers without a point."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip() if value is not None else ""


def _csv(source: Source, data: bytes, warnings: list[str]) -> Table:
    text, cut = shortened(decode(source, data))
    warnings += cut
    lines: list[int] = []
    texts: list[list[str]] = []
    try:
        for start, row in _records(text):
            if len(texts) == MAX_ROWS:
                warnings.append(f"only the first {MAX_ROWS} rows were read, up to line {start - 1}")
                break
            lines.append(start)
            texts.append([cell.strip() for cell in row[:MAX_COLUMNS]])
    except csv.Error as error:
        raise UnreadableReport(f"{source.path}: no CSV that can be read ({error}); save it again as UTF-8") from error
    warnings += mistaken(texts, "")
    made = _made(texts, {}, "", {})
    if made is None:
        raise UnreadableReport(f"{source.path}: the table is empty; give the file with the index")
    return Table(made.cells, tuple(Place(line=line) for line in lines[: len(made.places)]))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    before = 0
    for row in reader:
        yield before + 1, row
        before = reader.line_num


def delimiter(text: str) -> str:
    """The sign that stands most evenly in the first lines."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        common = max(set(counts), key=lambda n: (counts.count(n), n), default=0)
        return (counts.count(common) if common else 0, common)

    return max(",;\t|", key=evenness)
