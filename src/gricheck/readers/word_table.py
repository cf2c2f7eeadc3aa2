"""Tables of a Word document as blocks: merged cells made whole, one piece for each page that a table is on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gricheck.model.document import Place
from gricheck.readers.blocks import Cell, Table, Target, widths_of
from gricheck.readers.word_parts import RawCell, RawTable
from gricheck.readers.word_xml import Jump

Leads = Callable[[Jump], Target | None]
"""Where a link leads; None where that is not known."""


def tables(raw: RawTable, name: str, leads: Leads) -> Iterator[tuple[int, Table]]:
    """The pieces of a table with their pages (0-based), then the tables of its own that stand in its cells.

    ``name`` is what the places of its rows are called by: ``table 3``.
    """
    whole = _whole(raw, name, leads)
    if any(cell.text.strip() for cell in whole.cells):
        yield from _pieces(raw, whole)
    for number, row in enumerate(raw.rows, start=1):
        for cell in row.cells:
            for inner in cell.inner:
                yield from tables(inner, f"{name}, row {number}, inner table", leads)


def _whole(raw: RawTable, name: str, leads: Leads) -> Table:
    """The table as if it stood on one page."""
    starts = sorted({cell.column for row in raw.rows for cell in row.cells})
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for number, row in enumerate(raw.rows):
        for part in row.cells:
            place = above.get(part.column)
            if part.goes_on and place is not None:
                cells[place] = _longer(cells[place], part, number, leads)
            else:
                above[part.column] = len(cells)
                cells.append(_cell(part, number, starts, leads))
        above = {part.column: above[part.column] for part in row.cells}
    places = tuple(Place(part=f"{name}, row {number}") for number in range(1, len(raw.rows) + 1))
    return Table(tuple(cells), places)


def _longer(cell: Cell, part: RawCell, row: int, leads: Leads) -> Cell:
    """Word shows nothing of what stands in a cell that belongs to the one above; other programs do."""
    before = f"{cell.text}\n" if cell.text and part.text else cell.text
    links = (*cell.links, *_links(part, len(before), leads))
    return replace(cell, rows=row - cell.row + 1, text=before + part.text, links=links)


def _cell(part: RawCell, row: int, starts: Sequence[int], leads: Leads) -> Cell:
    """Columns at which no cell of the table begins are no columns of it."""
    column = bisect_left(starts, part.column)
    columns = bisect_left(starts, part.column + part.columns) - column
    return Cell(part.text, row, column, columns=columns, links=tuple(_links(part, 0, leads)))


def _links(part: RawCell, before: int, leads: Leads) -> Iterator[Target]:
    """The links of a cell behind so much text."""
    for reach in part.jumps:
        if target := leads(reach.jump):
            yield replace(target, start=before + reach.start, end=before + reach.end)


def _pieces(raw: RawTable, whole: Table) -> Iterator[tuple[int, Table]]:
    """Each page's rows, under the rows that Word repeats; all with the columns of the whole."""
    heads = [number for number, row in enumerate(raw.rows) if row.header]
    heads = heads[: next((i for i, number in enumerate(heads) if i != number), len(heads))]
    widths = tuple(widths_of(whole))
    for page, rows in groupby(range(len(raw.rows)), key=lambda number: raw.rows[number].page):
        own = list(rows)
        shown = [number for number in heads if number < own[0]] + own
        yield page, Table(tuple(_cut(whole.cells, shown)), tuple(whole.places[number] for number in shown), widths)


def _cut(cells: Sequence[Cell], shown: Sequence[int]) -> Iterator[Cell]:
    """The cells of some rows; one that goes over the end of a page is a cell of the rows on both sides of it."""
    at = {number: position for position, number in enumerate(shown)}
    for cell in cells:
        own = [at[number] for number in range(cell.row, cell.row + cell.rows) if number in at]
        if own:
            yield replace(cell, row=own[0], rows=len(own))
