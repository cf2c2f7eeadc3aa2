"""Places of an index in the terms of the file: sheets and cells, lines of the source, rows of a table."""

from __future__ import annotations

from dataclasses import replace

from gricheck.model.document import Document
from gricheck.model.index import ContentIndex, PageRef, Row, Where


def relocated(index: ContentIndex, document: Document) -> ContentIndex:
    """The same index, every place as the file's own format has it; pages and boxes of a drawing that nobody sees go."""
    if not any(page.places for page in document.pages):
        return index

    def at(where: Where) -> Where:
        page = document.pages[where.page] if where.page is not None else None
        if page is None or where.line is None or not 0 < where.line <= len(page.places):
            return replace(where, box=None)
        place = page.places[where.line - 1]
        return replace(where, box=None, line=place.line, sheet=place.sheet, cell=place.cell, part=place.part)

    def led(row: Row) -> tuple[PageRef, ...]:
        return tuple(placed(ref, document) for ref in row.pages)

    def moved(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(replace(row, where=at(row.where), pages=led(row)) for row in rows)

    return replace(
        index,
        rows=moved(index.rows),
        headings=tuple(replace(heading, where=at(heading.where)) for heading in index.headings),
        unparsed=tuple(replace(item, where=at(item.where)) for item in index.unparsed),
        claim=index.claim and replace(index.claim, where=at(index.claim.where)),
        claims=tuple(replace(claim, where=at(claim.where)) for claim in index.claims),
        topics=tuple(replace(topic, where=at(topic.where)) for topic in index.topics),
        others=tuple(
            replace(other, rows=tuple(replace(row, where=at(row.where)) for row in other.rows))
            for other in index.others
        ),
    )


def placed(ref: PageRef, document: Document) -> PageRef:
    """The same reference; where it names a line, with that line's place in the file."""
    if ref.line is None or ref.index is None:
        return ref
    return replace(ref, place=document.pages[ref.index].place(ref.line))
