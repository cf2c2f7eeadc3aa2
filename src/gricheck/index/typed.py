"""Rows out of cells that were typed, not read: the way in for rule examples and for tests."""

from __future__ import annotations

from collections.abc import Sequence

from gricheck.index.build import Cells, LocationCell, RowBuilder
from gricheck.index.codes import CodeMatch, find_codes
from gricheck.index.headings import standard_named
from gricheck.index.location import LocationReader
from gricheck.index.titles import title_book
from gricheck.model.document import Pagination
from gricheck.model.index import PageRef, Row, Where
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary


def make_rows(
    code: str,
    title: str,
    location: str,
    *,
    omission: str = "",
    reason: str = "",
    explanation: str = "",
    heading: str = "",
    sdgs: str = "",
    references: str = "",
    assured: bool | None = None,
    topic: str | None = None,
    linked: Sequence[int] = (),
    dead: Sequence[str] = (),
    where: Where,
    pagination: Pagination,
    index_pages: tuple[int, ...] = (),
    catalogue: Catalogue,
    vocabulary: Vocabulary,
) -> tuple[Row, ...]:
    """The rows of one line of cells. A code that cannot be read is kept as printed."""
    book = title_book(catalogue, vocabulary)
    builder = RowBuilder(catalogue, book, LocationReader(pagination, vocabulary))
    codes = tuple(find_codes(code, catalogue, loose=True)) or (CodeMatch(code.strip(), code.strip(), 0, len(code)),)
    cells = Cells(
        codes=codes,
        title=title,
        locations=(LocationCell(location),),
        where=where,
        omission=omission,
        reason=reason,
        explanation=explanation,
        sdgs=sdgs,
        references=references,
        assured=assured,
        topic=topic,
        heading=standard_named(heading, catalogue, book) if heading else None,
        linked=tuple(PageRef(None, page) for page in linked),
        dead=tuple(dead),
    )
    return builder.rows(cells)
