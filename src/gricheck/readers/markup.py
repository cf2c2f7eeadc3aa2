"""HTML, XHTML, inline XBRL and XML to Document: pages where the file shows them, else one page that is not judged.

What nobody sees (``hidden``, ``display: none``, templates, the header of inline XBRL) is left out. Headings become the
outline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from gricheck.errors import UnreadableReport
from gricheck.model.document import Bookmark, Document, Page, PageLayout, Pagination, Place, Source
from gricheck.model.elements import Elements, Part
from gricheck.pagination import paginate, unpaged
from gricheck.progress import step
from gricheck.readers.blocks import Block, Paragraph, layout_of, page_of, with_lines
from gricheck.readers.markup_facts import faults, lines_of, tags_of
from gricheck.readers.markup_links import Leading, names_of
from gricheck.readers.markup_pages import Marks, page_marks
from gricheck.readers.markup_parts import HTML, Names, said_by, xml_names
from gricheck.readers.markup_placed import Placed, drawn, placed
from gricheck.readers.markup_tables import cell_text, layout_tables, read_table, rows_of, shown
from gricheck.readers.markup_tags import Standing, Tagging, tagging
from gricheck.readers.markup_tree import CLOSE, OPEN, TEXT, Tree, line_of, name_of, parse_html, parse_xml, walk
from gricheck.readers.text import CODE
from gricheck.readers.words import text_of_words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_PAGES, MAX_BOOKMARKS = 5000, 5000
_WHY = "the file shows no pages, so what its page numbers lead to is not known"
MIN_CODES = 3
"""Codes that make a hidden table worth a word."""


@dataclass(slots=True)
class _Pages:
    """What is gathered on the way through a tree; made and given away by ``_gathered`` alone."""

    blocks: list[list[Block]] = field(default_factory=lambda: [[]])
    labels: list[str | None] = field(default_factory=lambda: [None])
    outline: list[Bookmark] = field(default_factory=list)
    anchors: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    line: int | None = None
    tables: int = 0
    hidden: int = 0
    depth: int = 0
    standing: Standing = field(default_factory=Standing)

    def turn(self, blank: bool, label: str | None = None) -> None:
        """Begin a page; one without anything on it counts only where it may be blank, and never as the first."""
        begun = bool(self.blocks[-1]) or (blank and len(self.blocks) > 1)
        if begun and len(self.blocks) < MAX_PAGES:
            self.blocks.append([])
            self.labels.append(None)
        self.labels[-1] = label or self.labels[-1]

    def flush(self, level: int | None = None) -> None:
        """End a paragraph or, with a level, a heading."""
        text = shown("".join(self.text))
        if text:
            self.blocks[-1].append(Paragraph(text, Place(line=self.line), level))
            if level is not None and len(self.outline) < MAX_BOOKMARKS:
                self.outline.append(Bookmark(text, level - 1, len(self.blocks) - 1))
        self.text.clear()
        self.line = None


def read(source: Source, data: bytes) -> Document:
    """An HTML page."""
    step("reading the page")
    return _document(source, parse_html(source, data))


def read_xml(source: Source, data: bytes) -> Document:
    """XHTML, inline XBRL, or XML of a report tool."""
    step("reading the file")
    return _document(source, parse_xml(source, data))


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """The drawing of some pages of an HTML page."""
    return _drawn(source, parse_html(source, data), pages)


def layout_xml(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """The same of XHTML and XML."""
    return _drawn(source, parse_xml(source, data), pages)


def _drawn(source: Source, tree: Tree, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    if tree.html and (whole := drawn(tree.root, pages)) is not None:
        return whole
    found = _gathered(tree, source.elements)
    return tuple(layout_of(index, found.blocks[index]) for index in pages)


def _document(source: Source, tree: Tree) -> Document:
    marked = tagging(tree)
    if tree.html and (whole := placed(tree.root, marked.elements)):
        return _as_placed(source, tree, whole, marked)
    found = _gathered(tree, source.elements, marked.elements)
    if not any(found.blocks) and tree.warnings:
        raise UnreadableReport(f"{source.path}: {tree.warnings[0]}; print the page to PDF and give that")
    if not any(found.blocks):
        raise UnreadableReport(f"{source.path}: no text; if a script draws the page, print it to PDF and give that")
    pages = tuple(page_of(index, blocks) for index, blocks in enumerate(found.blocks))
    warnings = [*tree.warnings, *found.warnings]
    if found.hidden:
        warnings.append(f"hidden tables with codes were left out ({found.hidden}); show them and save the page again")
    lines = [lines_of(blocks) for blocks in found.blocks]
    tags = tags_of(marked, found.standing, lines, _names(tree, source.elements).part)
    return Document(
        source,
        pages,
        _pagination(pages, found.labels),
        with_lines(found.outline, found.blocks[0]) if len(pages) == 1 else tuple(found.outline),
        _created(tree.root),
        (*warnings, *faults(marked, tags)),
        tags=tags,
    )


def _as_placed(source: Source, tree: Tree, whole: Placed, marked: Tagging) -> Document:
    """A file of pages that are set as those of a PDF."""
    pages = tuple(Page(one.page, text_of_words(one.words)) for one in whole.layouts)
    labels = _pagination(pages, ())
    tags = tags_of(marked, whole.standing, whole.lines() if marked.facts else (), whole.part)
    warnings = (*tree.warnings, *faults(marked, tags))
    return Document(source, pages, labels, whole.outline, _created(tree.root), warnings, tags=tags)


def _pagination(pages: Sequence[Page], labels: Sequence[str | None]) -> Pagination:
    if len(pages) == 1:
        return unpaged(1, _WHY)
    return paginate([page.text for page in pages], labels)


def _names(tree: Tree, own: Elements | None) -> Names:
    return HTML if tree.html else xml_names(own)


def _gathered(tree: Tree, own: Elements | None, tags: frozenset[Element] = frozenset()) -> _Pages:
    """Pages of blocks in the order of the file, links within it led to their pages, and where its tags stand."""
    names = _names(tree, own)
    found, marks = _Pages(standing=Standing(tags)), page_marks(tree.root, names)
    setting = layout_tables(tree.root, names)

    def part(element: Element) -> Part:
        return Part.BLOCK if element in setting else names.part(element)

    whole = walk(tree.root, lambda e: part(e) in (Part.HIDDEN, Part.TABLE))
    alone = iter([(OPEN, tree.root, ""), (CLOSE, tree.root, "")])
    for kind, element, text in alone if part(tree.root) is Part.TABLE else whole:
        if tags and (kind == TEXT or part(element) is not Part.HIDDEN):
            found.standing.happens(kind, element, text, len(found.blocks) - 1, len(found.blocks[-1]))
        if kind == OPEN:
            _open(found, element, part(element), marks, names)
        elif kind == TEXT:
            _text(found, element, text)
        else:
            _close(found, element, part(element), marks, names)
    found.flush()
    while len(found.blocks) > 1 and not marks.blank and not found.blocks[-1]:
        del found.blocks[-1], found.labels[-1]
    leading = Leading(found.anchors, len(found.blocks), names_of(tree, names))
    found.blocks = [[leading.led(block) for block in blocks] for blocks in found.blocks]
    return found


def _open(found: _Pages, element: Element, part: Part, marks: Marks, names: Names) -> None:
    if part is not Part.INLINE or element in marks.before:
        found.flush()
    if element in marks.before:
        found.turn(marks.blank, marks.labels.get(element))
    found.depth += part is Part.SECTION
    if part is Part.HIDDEN:
        found.hidden += _hides_codes(element)
        return
    _anchor(found, element, names)
    if part is Part.TABLE:
        _table(found, element, names)
    if not found.text:
        found.line = line_of(element)


def _text(found: _Pages, element: Element, text: str) -> None:
    if name_of(element) == "pre":
        *lines, text = text.split("\n")
        for line in lines:
            found.text.append(line)
            found.flush()
    if text.strip() or found.text:
        found.line = found.line or line_of(element)
        found.text.append(text)


def _close(found: _Pages, element: Element, part: Part, marks: Marks, names: Names) -> None:
    if part is Part.HEADING:
        found.flush(names.level(element, found.depth))
    elif part not in (Part.INLINE, Part.BREAK) or element in marks.after:
        found.flush()
    found.depth -= part is Part.SECTION
    if element in marks.after:
        found.turn(marks.blank)


def _table(found: _Pages, element: Element, names: Names) -> None:
    found.tables += 1
    for inner in element.iter():
        if isinstance(inner.tag, str):
            _anchor(found, inner, names)
    for inner in element:
        if isinstance(inner.tag, str) and names.part(inner) in (Part.CAPTION, Part.HEADING):
            found.blocks[-1].append(Paragraph(cell_text(inner, names)[0], Place(line=line_of(inner))))
    table = read_table(element, names, found.tables)
    if table is not None:
        if found.standing.wanted:
            found.standing.in_table(
                element, rows_of(element, names), names, len(found.blocks) - 1, len(found.blocks[-1])
            )
        found.blocks[-1].append(table.table)
        if table.cut:
            found.warnings.append(f"table {found.tables} is too large; only a part of it was read")


def _anchor(found: _Pages, element: Element, names: Names) -> None:
    for key in names.anchors if element.attrib else ():
        if name := said_by(element, (key,)):
            found.anchors.setdefault(name, (len(found.blocks) - 1, line_of(element)))


def _hides_codes(element: Element) -> bool:
    """Whether a table with the codes of an index is not shown."""
    inner = (found for found in element.iter() if isinstance(found.tag, str))
    if not any(name_of(found) == "table" or found.get("role") in ("table", "grid") for found in inner):
        return False
    return len(set(CODE.findall(" ".join(element.itertext())))) >= MIN_CODES  # type: ignore[arg-type]


_DATES = {"date", "dc.date", "dcterms.date", "dcterms.created", "dcterms.issued", "article:published_time"}


def _created(root: Element) -> date | None:
    """The day of publication that the head of an HTML page gives."""
    for meta in root.iter("{*}meta", "meta"):
        said = meta.get("name") or meta.get("property") or ""
        day = re.match(r"\d{4}-\d\d-\d\d", meta.get("content") or "")
        if said.lower() in _DATES and day:
            try:
                return date.fromisoformat(day[0])
            except ValueError:
                continue
    return None
