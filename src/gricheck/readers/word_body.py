"""The body of a Word document in order: paragraphs and tables with the page on which each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from gricheck.readers.word_numbers import Numbers
from gricheck.readers.word_parts import Heading, Part, RawCell, RawRow, RawTable, Reaching, Text, moved
from gricheck.readers.word_xml import (
    Break,
    End,
    Fields,
    Jump,
    Mark,
    Name,
    W,
    boxes,
    is_continuous,
    is_on,
    parts,
    pieces,
)


@dataclass(slots=True)
class Body:
    """One walk through the document. ``sections`` pairs each section's properties with its first page, ``notes`` the
    mark of each note with its page; ``stored`` counts the breaks that Word left."""

    levels: Mapping[str, int]
    properties: list[Element]
    page: int = 0
    stored: int = 0
    sections: list[tuple[int, Element]] = field(default_factory=list)
    bookmarks: dict[str, int] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    notes: list[tuple[int, Mark]] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    fields: Fields = field(default_factory=Fields)
    _is_fresh: bool = False
    _waiting: list[str] = field(default_factory=list)

    def read(self, body: Element) -> list[Part]:
        """All parts of the document, in order."""
        self.sections += [(0, one) for one in self.properties[:1]]
        found = list(self._story(body))
        self._settle()
        return found

    def _story(self, container: Element) -> Iterator[Part]:
        for child in parts(container, W + "p", W + "tbl", W + "bookmarkStart"):
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield self._table(child)
            else:
                self._waiting.append(child.get(W + "name", ""))

    def _paragraph(self, element: Element) -> Iterator[Part]:
        level, number = self._level(element), self.numbers.next(element)
        texts = self._texts(element, level)
        if level is not None and texts:
            self.headings.append(Heading(" ".join(texts[0].text.split()), level, texts[0].page))
            texts[0] = texts[0].behind(f"{number} " if number else "")
        yield from texts
        for box in boxes(element):
            yield from self._story(box)
        if element.find(f"{W}pPr/{W}sectPr") is not None:
            self._next_section()

    def _texts(self, element: Element, level: int | None) -> list[Text]:
        """The text of a paragraph, cut where a page ends; nothing for an empty one."""
        found: list[Text] = []
        text, jumps, start = "", Reaching(), self.page
        self.fields.end_codes()
        for piece in pieces(element, self.fields):
            if isinstance(piece, Jump):
                jumps.begin(piece, len(text))
            elif isinstance(piece, End):
                jumps.end(len(text))
            elif isinstance(piece, Name):
                self._waiting.append(piece.text)
            elif isinstance(piece, Mark):
                self.notes.append((self.page, piece))
            elif isinstance(piece, Break):
                if text.strip():
                    found.append(Text(start, text, jumps.all(len(text)), level))
                    text, jumps = "", jumps.going_on()
                self._turn(piece)
            else:
                if not piece or piece.strip():
                    self._settle()
                start = start if text.strip() else self.page
                text += piece
        if text.strip():
            found.append(Text(start, text, jumps.all(len(text)), level))
        return found

    def _turn(self, kind: Break) -> None:
        """Over the end of a page. Word notes a page that the author began too: that is the same one."""
        self.stored += kind is Break.STORED
        if kind is Break.SET or not self._is_fresh:
            self.page += 1
        self._is_fresh = kind is Break.SET

    def _settle(self) -> None:
        """There is something on this page: what was to begin here begins on it."""
        self.bookmarks.update({name: self.page for name in self._waiting if name not in self.bookmarks})
        self._waiting.clear()
        self._is_fresh = False

    def _next_section(self) -> None:
        if len(self.sections) >= len(self.properties):
            return
        following = self.properties[len(self.sections)]
        if not is_continuous(following):
            self._turn(Break.SET)
        self.sections.append((self.page, following))

    def _level(self, element: Element) -> int | None:
        """1 to 9 for a heading, by what the paragraph or its style says and not by the style's name."""
        own = element.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return level_of(own)
        style = element.find(f"{W}pPr/{W}pStyle")
        return self.levels.get(style.get(W + "val", "")) if style is not None else None

    def _table(self, element: Element) -> RawTable:
        rows = tuple(self._row(row) for row in parts(element, W + "tr") if row.find(f"{W}trPr/{W}del") is None)
        return RawTable(rows, _has_codes(rows))

    def _row(self, element: Element) -> RawRow:
        """The cells stand side by side, so each is read from the row's page on. A row over two pages is one row; one
        that begins on a page says so in front of a cell's text."""
        start, fresh, last = self.page, self._is_fresh, self.page
        cells = []
        column = _number(element.find(f"{W}trPr/{W}gridBefore"), 0)
        for part in parts(element, W + "tc"):
            self.page, self._is_fresh = start, fresh
            cell = self._cell(part, column)
            if cell.texts:
                fresh = fresh or cell.texts[0].page > start
                start = cell.texts[0].page
            last = max(last, self.page)
            column += cell.columns
            cells.append(cell)
        self.page, self._is_fresh = last, fresh and not any(cell.texts for cell in cells)
        return RawRow(start, tuple(cells), is_on(element.find(f"{W}trPr/{W}tblHeader")))

    def _cell(self, element: Element, column: int) -> RawCell:
        texts: list[Text] = []
        inner: list[RawTable] = []
        for part in self._story(element):
            if isinstance(part, Text):
                texts.append(part)
            elif part.is_inner:
                inner.append(part)
            else:
                texts += lines_of(part)
                inner += [one for row in part.rows for cell in row.cells for one in cell.inner]
        merge = element.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
        return RawCell(tuple(texts), column, _number(element.find(f"{W}tcPr/{W}gridSpan"), 1), goes_on, tuple(inner))


def lines_of(table: RawTable) -> Iterator[Text]:
    """A table within a cell as lines of that cell, one for each row."""
    for row in table.rows:
        texts = [one for cell in row.cells for one in cell.texts]
        if texts:
            lines = "  ".join(re.sub(r"\s", " ", one.text) for one in texts)
            yield Text(texts[0].page, lines, tuple(moved(texts, 2)))


MAX_SPAN = 63
"""Columns that a Word table can have; more are not believed."""


def _number(element: Element | None, least: int) -> int:
    text = element.get(W + "val", "") if element is not None else ""
    return min(max(least, int(text)), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 5 else least


def level_of(outline: Element) -> int | None:
    """The level from 1 that w:outlineLvl says; None for running text."""
    text = outline.get(W + "val", "")
    return int(text) + 1 if re.fullmatch("[0-8]", text) else None


MIN_CODES = 3
_CODE = re.compile(r"(?:GRI ?)?(?:G4-)?(?:[A-Z]{1,6}\d{0,2}[-–. ]?|\d{1,3}[-–.])\d{1,2}\b")


def _has_codes(rows: tuple[RawRow, ...]) -> bool:
    """Whether rows have codes with something else behind them: page ranges look like codes too."""
    filled = [[text for cell in row.cells if (text := cell.text.strip())] for row in rows]
    return sum(any(map(_CODE.match, texts[:-1])) for texts in filled) >= MIN_CODES
