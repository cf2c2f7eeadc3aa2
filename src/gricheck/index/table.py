"""The index pages with geometry to rows: table by table, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from gricheck.index.band import BandReader, PageFrame
from gricheck.index.build import Cells, LocationCell
from gricheck.index.columns import Column
from gricheck.index.grid import find_bands, split_by_geometry
from gricheck.index.headings import StandardName
from gricheck.index.location import LocationReader
from gricheck.index.page_numbers import Bare
from gricheck.index.titles import TitleBook
from gricheck.model.document import PageLayout, Pagination
from gricheck.model.index import Heading, Unparsed
from gricheck.model.standard import Catalogue


@dataclass(frozen=True, slots=True)
class PageTable:
    """What one page of the index gave. ``columns`` and ``standard`` are handed to the next page.

    ``carried`` is what stands above the page's first row: the end of the last row of the page before, by location
    column, and of its title.
    """

    cells: tuple[Cells, ...]
    headings: tuple[Heading, ...]
    unparsed: tuple[Unparsed, ...]
    columns: tuple[Column, ...]
    standard: StandardName | None
    carried: tuple[str, tuple[str, ...]] = ("", ())


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the tables of one report's index pages."""

    catalogue: Catalogue
    book: TitleBook
    pagination: Pagination
    locations: LocationReader

    def read(self, layout: PageLayout, before: Sequence[Column], standard: StandardName | None) -> PageTable:
        """All tables of a page. ``before`` and ``standard`` come from the page before it."""
        frame = PageFrame(layout, self.catalogue, self.book, self.locations)
        tables: list[BandReader] = []
        columns = tuple(before)
        for whole in find_bands(layout, self.catalogue, self.book.vocabulary):
            above = 0.0
            for band in split_by_geometry(whole):
                table = BandReader(frame, band, above, columns, standard)
                tables.append(table)
                above, columns, standard = table.end, table.columns, table.last_standard()
        return PageTable(
            cells=tuple(row for table in tables for row in table.cells()),
            headings=tuple(heading for table in tables for heading in table.heading_rows()),
            unparsed=tuple(text for table in tables for text in table.unparsed()),
            columns=columns,
            standard=standard,
            carried=tables[0].carried() if tables and before else ("", ()),
        )


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
