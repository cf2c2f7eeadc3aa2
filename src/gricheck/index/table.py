"""The index pages with geometry to rows: table by table, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, zip_longest

from gricheck.index.anchors import ALIGNED
from gricheck.index.band import BandReader, PageFrame
from gricheck.index.build import Cells, LocationCell
from gricheck.index.columns import Column
from gricheck.index.grid import Band, find_bands, split_by_geometry
from gricheck.index.headers import header_role, is_header, phrases
from gricheck.index.headings import StandardName
from gricheck.index.lines import Line, lines_of, without_leaders
from gricheck.index.location import LocationReader
from gricheck.index.page_numbers import Bare
from gricheck.index.titles import TitleBook
from gricheck.model.document import PageLayout, Pagination, Word
from gricheck.model.index import Heading, Unparsed
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary

MAX_TABLES = 1000
"""More than the tables of one page, so that those of all pages are numbered apart."""

MAX_NAME = 40
"""Characters of a column's name."""

MAX_LOOKED_AT, MIN_READ = 2_000_000, 12
"""Each table looks at all words of its page. Of a page made to cost time, of many words and with codes that line up in
hundreds of ways, so many tables are read that no more words than that are looked at, but some in any case; the rest
counts as not read."""

MAX_HEAD = 2
"""Lines of a head that name columns of their own: "Omission" over "Reason" and "Explanation"."""

MIN_HEAD_ROOM = 2.5
"""Between two codes with another table's head between them, in heights of a line."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """What one page of the index gave. ``columns``, ``standard`` and ``group`` are handed to the next page.

    ``carried`` is what stands above the page's first row: the end of the last row of the page before, by location
    column, and of its title.
    """

    cells: tuple[Cells, ...]
    headings: tuple[Heading, ...]
    unparsed: tuple[Unparsed, ...]
    columns: tuple[Column, ...]
    standard: StandardName | None
    group: str = ""
    carried: tuple[str, tuple[str, ...]] = ("", ())


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the tables of one report's index pages."""

    catalogue: Catalogue
    book: TitleBook
    pagination: Pagination
    locations: LocationReader

    def read(
        self, layout: PageLayout, before: Sequence[Column], standard: StandardName | None, group: str = ""
    ) -> PageTable:
        """All tables of a page. ``before``, ``standard`` and ``group`` come from the page before it."""
        layout = without_leaders(layout)
        frame = PageFrame(layout, self.catalogue, self.book, self.locations)
        tables: list[BandReader] = []
        columns = tuple(before)
        most = max(MIN_READ, MAX_LOOKED_AT // max(1, len(layout.words)))
        for whole in find_bands(layout, self.catalogue, self.book.vocabulary):
            above = 0.0
            parts = (part for run in split_by_geometry(whole) for part in _split_by_heads(run, frame))
            for band in islice(parts, max(0, most - len(tables))):
                table = BandReader(frame, band, above, columns, standard, group)
                tables.append(table)
                above, columns, standard = table.end, table.columns, table.last_standard()
                group = table.last_group()
        return PageTable(
            cells=tuple(
                replace(row, table=layout.page * MAX_TABLES + number)
                for number, table in enumerate(tables)
                for row in table.cells()
            ),
            headings=tuple(heading for table in tables for heading in table.heading_rows()),
            unparsed=tuple(text for table in tables for text in table.unparsed()),
            columns=columns,
            standard=standard,
            group=group,
            carried=tables[0].carried() if tables and before else ("", ()),
        )


def _split_by_heads(band: Band, frame: PageFrame) -> Iterator[Band]:
    """A band cut above each head whose cells stand elsewhere than those of the head before: another table."""
    vocabulary = frame.book.vocabulary
    inside = [w for w in frame.layout.words if band.left <= (w.x0 + w.x1) / 2 < band.right]
    last = _heads(inside, 0.0, band.anchors[0].box[1], vocabulary)[-MAX_HEAD:]
    start = 0
    for position, (a, b) in enumerate(pairwise(band.anchors), 1):
        if b.box[1] - a.box[3] < MIN_HEAD_ROOM * (b.box[3] - b.box[1]):
            continue
        heads = _heads(inside, a.box[3], b.box[1], vocabulary)
        if last and heads and not any(_same_cells(head, other) for head in heads for other in last):
            yield replace(band, anchors=band.anchors[start:position])
            start = position
        last = heads or last
    yield replace(band, anchors=band.anchors[start:])


def _heads(words: Sequence[Word], top: float, bottom: float, vocabulary: Vocabulary) -> list[Line]:
    lines = lines_of([w for w in words if top < w.middle < bottom])
    return [
        line for line in lines if all(len(p.text) <= MAX_NAME for p in phrases(line)) and _is_head(line, vocabulary)
    ]


def _is_head(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line inside a table names columns of two kinds at least; text does so by chance."""
    roles = {header_role(phrase.text, vocabulary) for phrase in phrases(line)} - {None}
    return len(roles) >= 2 and is_header(line, vocabulary)


def _same_cells(a: Line, b: Line) -> bool:
    """Whether two heads have as many cells at the same places."""
    left, right = ([phrase.x0 for phrase in phrases(line)] for line in (a, b))
    return len(left) == len(right) and all(abs(x - y) < ALIGNED for x, y in zip(left, right, strict=True))


def carry_over(cells: Sequence[Cells], carried: tuple[str, tuple[str, ...]]) -> list[Cells]:
    """The rows read so far, the last one with what stands of it on the next page."""
    title, locations = carried
    if not cells or not (title or any(locations)):
        return list(cells)
    last = cells[-1]
    pairs = zip_longest(last.locations, locations, fillvalue=None)
    joined = (
        replace(cell, text=f"{cell.text} {text or ''}".strip()) if cell else LocationCell(text or "", Bare.OTHER)
        for cell, text in pairs
    )
    return [*cells[:-1], replace(last, title=f"{last.title} {title}".strip(), locations=tuple(joined))]


def number_rows(cells: Sequence[Cells]) -> list[Cells]:
    """Cells with the row's number on its page where the format has no line numbers."""
    numbered, last, count = [], None, 0
    for item in cells:
        count = count + 1 if item.where.page == last else 1
        last = item.where.page
        where = item.where if item.where.line is not None else replace(item.where, line=count)
        numbered.append(replace(item, where=where))
    return numbered
