"""What begins with a code on an index page and was read into no row: the layout was not understood there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from gricheck.index.build import Cells, read_references
from gricheck.index.codes import find_codes
from gricheck.model.document import Document, PageLayout
from gricheck.model.index import Unparsed, Where
from gricheck.model.standard import Catalogue

BETWEEN_CELLS = "  "
"""In the text of a page with tables of cells: what stands between the cells of a row, and nowhere within one."""


def unread_lines(document: Document, page: int, cells: Sequence[Cells], catalogue: Catalogue) -> Iterator[Unparsed]:
    """Lines of a page that begin with a code of which no row of the page tells."""
    read, label = _codes_of(cells), document.pagination.label(page)
    for line in document.pages[page].text.split("\n"):
        if _is_unread(line, read, catalogue):
            yield Unparsed(line.strip(), Where(page, label))


def unread_rows(
    document: Document, layout: PageLayout, cells: Sequence[Cells], known: Collection[str], catalogue: Catalogue
) -> Iterator[Unparsed]:
    """Rows of a table of cells that gave no row of the index though a cell behind the first begins with such a code;
    none whose text is known as not read."""
    page = document.pages[layout.page]
    lines = page.text.split("\n")
    read, label = _codes_of(cells), document.pagination.label(page.index)
    told = {item.where.line for item in cells}
    seen = {" ".join(text.split()) for text in known}
    for number in sorted({word.line for word in layout.words if word.line is not None} - told) if layout.rows else ():
        line = lines[number - (page.first_line or 1)]
        coded = any(_is_unread(cell, read, catalogue) for cell in line.split(BETWEEN_CELLS))
        if coded and " ".join(line.split()) not in seen:
            yield Unparsed(line.strip(), Where(page.index, label, number))


def _codes_of(cells: Sequence[Cells]) -> set[str]:
    codes = {code.code for item in cells for code in item.codes}
    return codes | {number for item in cells for number in read_references(item.references)}


def _is_unread(text: str, read: Collection[str], catalogue: Catalogue) -> bool:
    match = next(find_codes(text.strip()[:60], catalogue), None)
    return match is not None and match.start == 0 and match.code not in read
