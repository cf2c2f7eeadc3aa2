"""A sheet of a workbook as every library gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from gricheck.readers.blocks import Target

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 20_000, 200, 100
"""What lies beyond is not read, and the document says so."""
MAX_LINKED = 200_000
"""Cells of a sheet that keep their links: one link may stand on all cells there are."""


@dataclass(frozen=True, slots=True)
class CellLink:
    """Where a link leads, and the words of the cell that it stands on; none where it stands on the whole cell."""

    uri: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class LinkedCells:
    """A link and the cells that have it, 0-based, from the first row and column to the last."""

    top: int
    left: int
    bottom: int
    right: int
    link: CellLink


Links = Mapping[tuple[int, int], tuple[CellLink, ...]]
"""By row and column, 0-based."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """How many rows and columns a sheet hides, and its links."""

    rows: int = 0
    columns: int = 0
    linked: tuple[LinkedCells, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` hold values from the first cell on, no more than are read; ``spans`` are the rows and columns of merged
    cells by their first one (0-based). ``more`` says that there are further rows, ``warnings`` what is hidden."""

    name: str
    hidden: bool
    rows: Sequence[Sequence[object]]
    spans: Mapping[tuple[int, int], tuple[int, int]]
    more: bool = False
    warnings: tuple[str, ...] = ()
    links: Links = field(default_factory=dict)


def by_cell(linked: Iterable[LinkedCells]) -> Links:
    """The links of each cell that is read. One within the workbook (``#Sheet2!A1``) leads to no page and is none."""
    found: dict[tuple[int, int], tuple[CellLink, ...]] = {}
    cells = ((place, one.link) for one in linked if _leads(one.link) for place in _cells(one))
    for place, link in islice(cells, MAX_LINKED):
        found[place] = (*found.get(place, ()), link)
    return found


def _leads(link: CellLink) -> bool:
    return bool(link.uri) and not link.uri.startswith("#")


def _cells(linked: LinkedCells) -> Iterator[tuple[int, int]]:
    rows = range(linked.top, min(linked.bottom + 1, MAX_ROWS))
    return product(rows, range(linked.left, min(linked.right + 1, MAX_COLUMNS)))


def targets(links: Sequence[CellLink], text: str) -> Iterator[Target]:
    """Where the links of a cell lead, each on its words of the cell's text, from the first to the last."""
    behind = 0
    for link in links:
        start = text.find(link.words, behind) if link.words else -1
        if start < 0:
            yield Target(uri=link.uri)
        else:
            behind = start + len(link.words)
            yield Target(uri=link.uri, start=start, end=behind)


def letters(column: int) -> str:
    """The name of a 0-based column: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
