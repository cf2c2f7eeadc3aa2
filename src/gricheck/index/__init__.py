"""Document to ContentIndex: where the index is, its layout, its rows, its cells, the claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from gricheck.index.assurance import find_assurance
from gricheck.index.build import Cells, RowBuilder
from gricheck.index.claim import choose_claim, find_claims, read_facts, universal_edition
from gricheck.index.columns import Column
from gricheck.index.documents import given_names, with_documents
from gricheck.index.editions import settle_editions
from gricheck.index.flow import FlowReader, running_lines
from gricheck.index.headed_codes import with_headed_codes
from gricheck.index.headings import StandardName
from gricheck.index.locate import MIN_OTHER, Place, locate, locate_all, named_pages, pages_that_point
from gricheck.index.location import LocationReader
from gricheck.index.other_tables import without_other_tables
from gricheck.index.page_words import with_page_words
from gricheck.index.recognised import with_reading_doubts
from gricheck.index.relocate import relocated
from gricheck.index.row_lines import index_lines
from gricheck.index.sections import find_sections
from gricheck.index.sector_topics import topics_not_material
from gricheck.index.self_names import is_standalone, own_names, possible_headings
from gricheck.index.split_codes import joined_codes, last_standard
from gricheck.index.table import TableReader, carry_over, number_rows
from gricheck.index.titles import TitleBook, title_book
from gricheck.index.topic_list import held_against_list
from gricheck.index.topics import with_topics
from gricheck.index.unread import unread_lines, unread_rows
from gricheck.model.document import Document, Page, PageLayout
from gricheck.model.index import ContentIndex, Heading, Kind, OtherIndex, Row, Unparsed
from gricheck.model.standard import Catalogue
from gricheck.progress import steps
from gricheck.vocabulary import Vocabulary

__all__ = ["find_index", "locate", "read_index"]

Layouts = Callable[[Sequence[int]], tuple[PageLayout, ...]]
"""Brings the geometry of some pages; ``readers.layout`` bound to the report's source."""


def find_index(document: Document, layouts: Layouts, catalogue: Catalogue, vocabulary: Vocabulary) -> ContentIndex:
    """Find and read the index. Without one, ``rows`` and ``pages`` are empty.

    Other documents are looked into only to resolve what names them.
    """
    whole, document = document, document.alone()
    place = _place(document, catalogue, vocabulary)
    pages = place.pages
    found = () if catalogue.forms else _with_split_codes(document, pages, layouts, catalogue, vocabulary)
    if not found:
        found = layouts(pages) if pages else ()
    if catalogue.forms:
        found = tuple(with_headed_codes(found, catalogue))
    if found and document.is_lined(found[0].page):
        found = _cropped(document, found, catalogue)
    index = read_index(document, found, catalogue, vocabulary)
    if index.rows and place.others:
        more = (read_other(document, layouts(pages), catalogue, vocabulary) for pages in place.others)
        apart = (other for other in more if other is not None and set(other.pages).isdisjoint(index.pages))
        index = replace(index, others=tuple(apart))
    taken = {page for other in index.others for page in other.pages}
    repeats = (page for page in place.repeats if page not in taken)
    set_aside = (*_set_aside(document, catalogue, vocabulary), *(repeats if index.rows else ()))
    index = relocated(replace(index, set_aside=set_aside), document)
    return with_documents(index, whole, vocabulary)


def _place(document: Document, catalogue: Catalogue, vocabulary: Vocabulary) -> Place:
    """Where the index stands; in a file of its own, nowhere else."""
    first = document.index_from
    if first is None:
        return locate_all(document, catalogue, vocabulary)
    pages = tuple(replace(page, index=page.index - first) for page in document.pages[first:])
    found = locate_all(replace(document, pages=pages), catalogue, vocabulary, declared=True)
    return Place(
        tuple(page + first for page in found.pages),
        tuple(tuple(page + first for page in run) for run in found.others),
        tuple(page + first for page in found.repeats),
    )


def _set_aside(document: Document, catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Where the report has an index though another file was named; it is no evidence of anything."""
    if document.index_from is None:
        return ()
    return locate_all(replace(document, pages=document.pages[: document.index_from]), catalogue, vocabulary).pages


MAX_SPLIT = 8
"""Pages behind the name of an index on which numbers are looked for that are only a part of a code."""


def _with_split_codes(
    document: Document, pages: Sequence[int], layouts: Layouts, catalogue: Catalogue, vocabulary: Vocabulary
) -> tuple[PageLayout, ...]:
    """The pages of an index that prints standards and numbers apart, with whole codes; nothing where there is none.

    Looked for only where no index was found under the name of one.
    """
    near = range(max(0, min(pages, default=0) - 1), max(pages, default=-1) + 1)
    if not document.pagination.judged or named_pages(document, catalogue, vocabulary, near):
        return ()
    named = named_pages(document, catalogue, vocabulary, range(document.index_from or 0, len(document.pages)))
    book = title_book(catalogue, vocabulary)
    for start in reversed(named):
        found: list[PageLayout] = []
        for page in range(start, min(start + MAX_SPLIT, len(document.pages))):
            (layout,) = layouts((page,))
            whole = joined_codes(layout, catalogue, book, last_standard(found[-1]) if found else None)
            if whole is None:
                break
            found.append(whole)
        if found:
            return tuple(found)
    return ()


def _cropped(document: Document, layouts: Sequence[PageLayout], catalogue: Catalogue) -> tuple[PageLayout, ...]:
    """A text without pages: the layout of the lines on which its index stands."""
    page = document.pages[layouts[0].page]
    span = index_lines(page, catalogue)
    if span is None:
        return ()
    first = (page.first_line or 1) + span.start
    inside = range(first, first + len(span))
    return tuple(replace(one, words=tuple(w for w in one.words if w.line in inside)) for one in layouts)


def read_index(
    document: Document, layouts: Sequence[PageLayout], catalogue: Catalogue, vocabulary: Vocabulary
) -> ContentIndex:
    """Read the index on the pages whose layouts are given."""
    book = title_book(catalogue, vocabulary)
    pages = tuple(layout.page for layout in layouts)
    rows, headings, unparsed = _read_rows(document, layouts, catalogue, book)
    if _points_nowhere(rows):
        pages, rows, headings, unparsed = (), (), [], []
    rows, topics = with_topics(rows, book, catalogue)
    topics, elsewhere = held_against_list(topics, rows, document)
    claims = find_claims(document, pages, universal_edition(rows), book)
    claim = choose_claim(claims)
    return ContentIndex(
        pages=pages,
        rows=tuple(rows),
        claim=claim,
        claims=claims,
        headings=tuple(headings),
        unparsed=tuple(unparsed),
        pictures=_pictures(document, pages),
        named=() if rows else _speaking_of_one(document, catalogue, vocabulary),
        topics=(*topics, *(topics_not_material(document, layouts, catalogue, vocabulary) if rows else ())),
        topics_elsewhere=elsewhere,
        assurance=find_assurance(document, pages, catalogue, vocabulary) if rows else None,
        facts=read_facts(document, pages, claims, claim, vocabulary),
    )


def read_other(
    document: Document, layouts: Sequence[PageLayout], catalogue: Catalogue, vocabulary: Vocabulary
) -> OtherIndex | None:
    """A further index of the report; None where too few of its rows have a location, or the pages are tagged text."""
    rows, _, _ = _read_rows(document, layouts, catalogue, title_book(catalogue, vocabulary))
    located = sum(row.kind is not Kind.BLANK for row in rows)
    if located < MIN_OTHER or 2 * located < len(rows):
        return None
    return OtherIndex(tuple(layout.page for layout in layouts), rows)


def _read_rows(
    document: Document, layouts: Sequence[PageLayout], catalogue: Catalogue, book: TitleBook
) -> tuple[tuple[Row, ...], list[Heading], list[Unparsed]]:
    """The rows, headings and rest of the pages of one index."""
    named = given_names(document)
    vocabulary = replace(book.vocabulary, external=(*book.vocabulary.external, *named)) if named else book.vocabulary
    pages = tuple(layout.page for layout in layouts)
    reader = LocationReader(
        document.pagination,
        vocabulary,
        own_names(document, vocabulary, pages) - set(named),
        possible_headings(document, layouts),
        is_standalone(document, pages),
    )
    cells, headings, unparsed = _read_pages(document, layouts, catalogue, book, reader)
    scanned = {page for page in pages if document.pages[page].recognised}
    cells, others = without_other_tables(with_reading_doubts(cells, layouts, scanned), book)
    unparsed += others
    learned = with_page_words(vocabulary, cells)
    if learned is not vocabulary:
        reader = replace(reader, vocabulary=learned)
    sections = cache(lambda: find_sections(document, pages, vocabulary, _lines_of_index(layouts)))
    builder = RowBuilder(catalogue, book, reader, sections)
    rows = settle_editions([row for item in number_rows(cells) for row in builder.rows(item)], catalogue)
    return rows, headings, unparsed


def _lines_of_index(layouts: Sequence[PageLayout]) -> range:
    """In a text without pages: the lines, from 1, on which the index stands."""
    lines = [word.line for layout in layouts for word in layout.words if word.line is not None]
    return range(min(lines, default=1), max(lines, default=0) + 1)


def _speaking_of_one(document: Document, catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Where no index was read: the pages that carry the name of one, else those that say where it is published."""
    return named_pages(document, catalogue, vocabulary) or pages_that_point(document, vocabulary)


def _pictures(document: Document, pages: Sequence[int]) -> tuple[int, ...]:
    """Pages without text from the one before the index to the one behind it."""
    around = range(max(0, pages[0] - 1), min(pages[-1] + 2, len(document.pages))) if pages else ()
    return tuple(i for i in around if not document.pages[i].text.strip())


def _lines_of(page: Page, layout: PageLayout) -> Page:
    """The part of a page of text that its layout covers."""
    numbers = [word.line for word in layout.words if word.line is not None]
    if not numbers:
        return page
    start = page.first_line or 1
    lines = page.text.split("\n")[min(numbers) - start : max(numbers) - start + 1]
    return replace(page, text="\n".join(lines), first_line=min(numbers))


FEW_ROWS = 15


def _points_nowhere(rows: Sequence[Row]) -> bool:
    """Whether a few codes with no location at all were read: headings of a report laid out by disclosures, no index."""
    return 0 < len(rows) < FEW_ROWS and all(row.kind is Kind.BLANK for row in rows)


MIN_LISTED = 0.6
"""An index without columns is a list: code, title and location one after the other, for so many of its codes."""


def _located(cells: Sequence[Cells]) -> int:
    return sum(any(cell.text.strip() for cell in item.locations) for item in cells)


def _read_pages(
    document: Document, layouts: Sequence[PageLayout], catalogue: Catalogue, book: TitleBook, reader: LocationReader
) -> tuple[list[Cells], list[Heading], list[Unparsed]]:
    tables = TableReader(catalogue, book, document.pagination, reader)
    running = running_lines([document.pages[layout.page].text for layout in layouts])
    flow = FlowReader(catalogue, book, reader, book.vocabulary, running)
    cells: list[Cells] = []
    headings: list[Heading] = []
    unparsed: list[Unparsed] = []
    columns: tuple[Column, ...] = ()
    standard: StandardName | None = None
    group = ""
    for layout in steps("reading the index, page", layouts):
        table = tables.read(layout, columns, standard, group) if layout.aligned else None
        text = None
        if table is None or not any(cell.locations for cell in table.cells):
            text = flow.read(_lines_of(document.pages[layout.page], layout), standard, group, begun=bool(cells))
        if table is not None and (text is None or _located(text.cells) < MIN_LISTED * len(table.cells)):
            columns = table.columns
            cells = carry_over(cells, table.carried)
            rest = (*table.unparsed, *unread_lines(document, layout.page, table.cells, catalogue))
            found, heads, standard, group = table.cells, table.headings, table.standard, table.group
        elif text is not None:
            found, heads, rest, standard = text.cells, text.headings, text.unparsed, text.standard
            group = text.group
        cells += found
        headings += heads
        unparsed += rest
        unparsed += unread_rows(document, layout, found, [item.text for item in rest], catalogue)
    return cells, headings, unparsed
