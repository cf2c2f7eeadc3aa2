"""A report as read from its file: pages of text, printed page labels, and the geometry of single pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from gricheck.model.elements import Elements

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points; the origin is the page's top left corner."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file itself. ``size`` is in bytes; ``elements`` is what the user says of its XML's own names."""

    path: str
    sha256: str
    media_type: str
    size: int
    elements: Elements | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of text stands in a file that has other places than pages and lines.

    ``line`` is of the file's own text, from 1; ``sheet`` and ``cell`` are of a workbook (``A12:F12``); ``part`` is said
    in words where there is neither (``table 3, row 12``).
    """

    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None

    @property
    def words(self) -> str:
        """``line 12``, ``table 3, row 12``; empty where nothing is known."""
        return self.part or (f"line {self.line}" if self.line else "")


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page. ``index`` is 0-based; ``text`` keeps the reader's line breaks as ``\\n``.

    ``first_line`` is the 1-based line of the source on which the page starts, for text formats only. ``picture`` says
    that a page with next to no text shows a picture, which may hold words. ``places`` say where each line of ``text``
    stands, for formats of blocks and tables; such a page begins at line 1. ``recognised`` is the geometry of a page
    whose text was read from its picture by OCR.
    """

    index: int
    text: str
    first_line: int | None = None
    picture: bool = False
    places: tuple[Place, ...] = ()
    recognised: PageLayout | None = None

    def place(self, line: int) -> Place:
        """Where a line of its text, from 1, stands in the file."""
        if 0 < line <= len(self.places):
            return self.places[line - 1]
        return Place(line=line if self.first_line is None else self.first_line + line - 1)


@dataclass(frozen=True, slots=True)
class Pagination:
    """Printed labels to physical pages.

    ``labels[i]`` are the labels printed on physical page ``i``: none, one, or two on a spread. ``judged`` is False
    where pages cannot be told apart, so that a page reference is never called wrong; ``basis`` says what the labels
    rest on. ``near`` says that they may be off by a page, since the text was laid out anew.
    """

    labels: tuple[tuple[str, ...], ...]
    judged: bool
    basis: str
    near: bool = False

    @property
    def told_apart(self) -> bool:
        """Whether the page that a number means is known, if only nearly."""
        return self.judged or self.near

    def label(self, index: int) -> str | None:
        """The label printed on a physical page (the first of a spread), or None."""
        if 0 <= index < len(self.labels) and self.labels[index]:
            return self.labels[index][0]
        return None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's own outline; ``page`` is 0-based, None where it leads nowhere. ``line`` is that of the
    page's text, from 1, where the page is all of the file."""

    title: str
    level: int
    page: int | None
    line: int | None = None


class Role(StrEnum):
    """What a further file is to the report."""

    VOLUME = "volume"
    """More of the same report."""
    INDEX = "index"
    """The file of its own in which the index is."""
    OTHER = "other"
    """Another document, to which the index sends its readers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A further file. Its pages are counted on behind those of the files before it, ``first`` being its first;
    ``pagination`` and ``outline`` are those of the file by itself. ``names`` are what the index calls it, where the
    user says so."""

    source: Source
    role: Role
    first: int
    pagination: Pagination
    names: tuple[str, ...] = ()
    outline: tuple[Bookmark, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return PurePath(self.source.path).name

    def label(self, page: int) -> str | None:
        """What is printed on one of its pages, counted on as they are."""
        return self.pagination.label(page - self.first) if self.pagination.told_apart else None


def part_at(parts: Sequence[Part], page: int) -> Part | None:
    """The further file that a page is of; None where it is of the report's own."""
    return next((part for part in reversed(parts) if page >= part.first), None)


def file_pages(parts: Sequence[Part], own: int, page: int) -> range:
    """The pages of the file that a page is of; ``own`` is how many the report's first file has."""
    part = part_at(parts, page)
    return range(part.first, part.first + len(part.pagination.labels)) if part else range(own)


@dataclass(frozen=True, slots=True)
class Tag:
    """A fact of inline XBRL: text of the report that is marked with a ``concept`` of GRI's taxonomy.

    ``pages`` (0-based) are those on which it is shown, none where nobody sees it; ``line`` is the 1-based line of the
    first page's text. ``text`` is the beginning of what it encloses, empty where it is ``nil``; ``period`` is
    ``2024-01-01/2024-12-31`` or one day. ``broken`` says that it goes on where nothing is left to read.
    """

    namespace: str
    concept: str
    text: str
    pages: tuple[int, ...] = ()
    line: int | None = None
    unit: str | None = None
    period: str | None = None
    nil: bool = False
    broken: bool = False

    @property
    def hidden(self) -> bool:
        """Whether it is in the file and not on its pages."""
        return not self.pages


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``created`` is the date the file itself carries; ``warnings`` say what could not be read.

    ``tags`` are those of inline XBRL in GRI's taxonomy.

    The pages of further files follow those of the report, in the order of ``parts``: first its other volumes, then the
    index, then other documents.
    """

    source: Source
    pages: tuple[Page, ...]
    pagination: Pagination
    outline: tuple[Bookmark, ...] = ()
    created: date | None = None
    warnings: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    tags: tuple[Tag, ...] = ()

    @property
    def page_count(self) -> int:
        """The pages of the report itself, in all of its volumes."""
        return next((part.first for part in self.parts if part.role is not Role.VOLUME), len(self.pages))

    def file_pages(self, page: int) -> range:
        """The pages of the file that a page is of."""
        return file_pages(self.parts, self.parts[0].first if self.parts else len(self.pages), page)

    def is_lined(self, page: int) -> bool:
        """Whether a page is all of a text without pages, in which lines are the places."""
        part = part_at(self.parts, page)
        told_apart = (part.pagination if part else self.pagination).told_apart
        if len(self.file_pages(page)) > 1 or told_apart:
            return False
        return self.pages[page - self.pages[0].index].first_line is not None

    @property
    def index_from(self) -> int | None:
        """The first page of the file of its own in which the index is, where it is in one."""
        return next((part.first for part in self.parts if part.role is Role.INDEX), None)

    def alone(self) -> Document:
        """The report and its index, without the pages of other documents, which keep their places in ``parts``."""
        end = next((part.first for part in self.parts if part.role is Role.OTHER), len(self.pages))
        pagination = replace(self.pagination, labels=self.pagination.labels[:end])
        return replace(self, pages=self.pages[:end], pagination=pagination)

    def pages_of(self, part: Part) -> tuple[Page, ...]:
        """The pages of a further file, counted on as they are."""
        return self.pages[part.first : part.first + len(part.pagination.labels)]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a gap. ``line`` is the 1-based source line for text formats.

    ``size`` is the font size in points as far as the box tells.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    line: int | None = None

    @property
    def size(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Link:
    """A clickable area: a page of this file (0-based) or an address outside it; ``line`` is that of the page's text,
    from 1, where the page is all of the file. ``file`` is that of another document, where the address names one that
    the user gave; ``dead`` the name (``#energy``) of a place that the file lacks."""

    box: Box
    page: int | None = None
    uri: str | None = None
    line: int | None = None
    file: str | None = None
    dead: str | None = None


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The geometry of one page. ``aligned`` is False where the source kept no columns (flattened text).

    ``rules`` are horizontal ruling lines as boxes of almost no height, ``unsure`` the boxes of words that OCR read with
    doubt. Where the source has tables of cells, ``columns`` are the places where the cells of each column begin, from
    left to right, and where the last one ends; ``rows`` are the boxes of their rows from top to bottom.
    """

    page: int
    width: float
    height: float
    words: tuple[Word, ...]
    links: tuple[Link, ...] = ()
    rules: tuple[Box, ...] = ()
    aligned: bool = True
    unsure: tuple[Box, ...] = ()
    columns: tuple[float, ...] = ()
    rows: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """How a page looks: ``data`` is an image of ``media_type``, to be shown ``width`` by ``height`` points large."""

    page: int
    width: float
    height: float
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pages as images, in their order; ``left_out`` counts those that were wanted and would have been too much."""

    pages: tuple[PagePicture, ...]
    left_out: int = 0
