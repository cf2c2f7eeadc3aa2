"""A report as read from its file: pages of text, printed page labels, and the geometry of single pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points; the origin is the page's top left corner."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file itself. ``size`` is in bytes."""

    path: str
    sha256: str
    media_type: str
    size: int


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


@dataclass(frozen=True, slots=True)
class Pagination:
    """Printed labels to physical pages.

    ``labels[i]`` are the labels printed on physical page ``i``: none, one, or two on a spread. ``judged`` is False
    where pages cannot be told apart, so that a page reference is never called wrong; ``basis`` says what the labels
    rest on.
    """

    labels: tuple[tuple[str, ...], ...]
    judged: bool
    basis: str

    def label(self, index: int) -> str | None:
        """The label printed on a physical page (the first of a spread), or None."""
        if 0 <= index < len(self.labels) and self.labels[index]:
            return self.labels[index][0]
        return None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's own outline; ``page`` is 0-based, None where it leads nowhere."""

    title: str
    level: int
    page: int | None


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

    Where the index is in a file of its own, the pages of that file follow those of the report: ``index_source`` is
    that file, ``index_from`` its first page.
    """

    source: Source
    pages: tuple[Page, ...]
    pagination: Pagination
    outline: tuple[Bookmark, ...] = ()
    created: date | None = None
    warnings: tuple[str, ...] = ()
    index_source: Source | None = None
    index_from: int | None = None
    tags: tuple[Tag, ...] = ()

    @property
    def page_count(self) -> int:
        """The pages of the report itself."""
        return len(self.pages) if self.index_from is None else self.index_from


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
    """A clickable area: a page of this file (0-based) or an address outside it."""

    box: Box
    page: int | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The geometry of one page. ``aligned`` is False where the source kept no columns (flattened text).

    ``rules`` are horizontal ruling lines as boxes of almost no height, ``unsure`` the boxes of words that OCR read with
    doubt.
    """

    page: int
    width: float
    height: float
    words: tuple[Word, ...]
    links: tuple[Link, ...] = ()
    rules: tuple[Box, ...] = ()
    aligned: bool = True
    unsure: tuple[Box, ...] = ()


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
