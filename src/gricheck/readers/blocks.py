"""Paragraphs and tables to pages and layouts, for every format that has them instead of places on paper.

A reader of such a format gives blocks; here they become lines of text (a paragraph is a line, so is a row of a table)
and, for the pages that hold the index, a drawing of the same lines: every column as wide as its text, ruling lines
between rows, none within a merged cell. So the index is read by one mechanism, whatever file it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest

from gricheck.model.document import Bookmark, Box, Link, Page, PageLayout, Place, Word

CHAR_WIDTH, LINE_HEIGHT = 5.0, 16.0
"""Points that a letter and a line take. A space is narrower than any gutter."""
AFTER_TABLE = 5
"""Lines left free under a table, so that what follows is not taken for its last rows."""
GUTTER = 24.0
"""Points between two columns."""
WIDEST = 60
"""Letters in a line of a cell; a longer text is broken."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link in a cell leads, a page (0-based) or a ``uri``, and the letters of the text that it stands on: from
    ``start`` up to the one before ``end``. On no letters (a picture) it stands on the whole cell. ``source`` is the
    1-based line of the file that it leads to, where the page is all of the file. ``dead`` is the name (``#energy``) of
    a place that the file does not have."""

    page: int | None = None
    uri: str | None = None
    start: int = 0
    end: int = 0
    source: int | None = None
    dead: str | None = None

    def moved(self, letters: int) -> Target:
        """The same with so much text before it."""
        return replace(self, start=self.start + letters, end=self.end + letters)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, 0-based; ``rows`` and ``columns`` say how many it spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    links: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in any order; ``places`` has one place for each row. ``widths`` are the letters that the columns take at
    least: the pieces of a table over several pages have the same."""

    cells: tuple[Cell, ...]
    places: tuple[Place, ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, a line of a list or a heading (``level`` from 1)."""

    text: str
    place: Place
    level: int | None = None


Block = Paragraph | Table


def page_of(index: int, blocks: Sequence[Block]) -> Page:
    """The text of a page, a line for each paragraph and row, with the place of each."""
    lines = [line for block in blocks for line in _lines(block)]
    text = "\n".join(text for text, _ in lines)
    return Page(index, text, 1, places=tuple(place for _, place in lines))


def _lines(block: Block) -> Iterator[tuple[str, Place]]:
    if isinstance(block, Paragraph):
        yield flat(block.text), block.place
        return
    rows: list[list[Cell]] = [[] for _ in block.places]
    for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell)
    for cells, place in zip(rows, block.places, strict=True):
        yield "  ".join(text for cell in cells if (text := flat(cell.text))), place


def with_lines(outline: Sequence[Bookmark], blocks: Sequence[Block]) -> tuple[Bookmark, ...]:
    """The outline of a text without pages, each heading with its line; as it was where there are fewer headings."""
    begun = accumulate((1 if isinstance(block, Paragraph) else len(block.places) for block in blocks), initial=1)
    pairs = zip(begun, blocks, strict=False)
    heads = [line for line, block in pairs if isinstance(block, Paragraph) and block.level]
    if len(heads) < len(outline):
        return tuple(outline)
    return tuple(replace(mark, page=0, line=line) for mark, line in zip(outline, heads, strict=False))


def flat(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def layout_of(index: int, blocks: Sequence[Block]) -> PageLayout:
    """The same lines drawn: words with boxes, links, and a ruling line under every row of a table."""
    words: list[Word] = []
    links: list[Link] = []
    rules: list[Box] = []
    rows: list[Box] = []
    lefts = _lefts([block for block in blocks if isinstance(block, Table)])
    sources = _sources(blocks)
    top, line = 0.0, 1
    for block in blocks:
        if isinstance(block, Paragraph):
            drawn = _paragraph(block, top, line)
        else:
            drawn = _table(block, lefts, top, line, sources)
        words += drawn.words
        links += drawn.links
        rules += drawn.rules
        rows += drawn.rows
        below = AFTER_TABLE if isinstance(block, Table) else 1
        top, line = drawn.bottom + below * LINE_HEIGHT, line + drawn.lines
    columns = tuple(lefts) if rows else ()
    width = max([word.x1 + GUTTER for word in words] + [*columns[-1:], GUTTER])
    return PageLayout(index, width, top, tuple(words), tuple(links), tuple(rules), columns=columns, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class _Drawn:
    words: tuple[Word, ...]
    links: tuple[Link, ...]
    rules: tuple[Box, ...]
    bottom: float
    lines: int
    rows: tuple[Box, ...] = ()


def _paragraph(block: Paragraph, top: float, line: int) -> _Drawn:
    lines = broken(block.text, 2 * WIDEST)
    words = tuple(_set(lines, 0.0, top, line))
    return _Drawn(words, (), (), top + len(lines) * LINE_HEIGHT, 1)


def _sources(blocks: Iterable[Block]) -> list[int]:
    """The line of the file for each line of the text; where it has none, that of the one before."""
    places = (place for block in blocks for place in ([block.place] if isinstance(block, Paragraph) else block.places))
    return list(accumulate((place.line or 0 for place in places), max))


def _table(table: Table, lefts: Sequence[float], top: float, line: int, sources: Sequence[int]) -> _Drawn:
    lefts = lefts[: max((cell.column + cell.columns for cell in table.cells), default=1) + 1]
    texts = {cell: broken(cell.text, WIDEST) for cell in table.cells}
    tops = _tops(table, texts, top)
    words: list[Word] = []
    links: list[Link] = []
    for cell, lines in texts.items():
        x, y = lefts[cell.column], tops[cell.row] + LINE_HEIGHT / 4
        right, end = lefts[cell.column + cell.columns] - GUTTER, tops[cell.row + cell.rows]
        words += _set(lines, x, y, line + cell.row)
        links += _links(cell, lines, (x, y, right, end), sources)
    rules = tuple(_rules(table, lefts, tops))
    rows = tuple((lefts[0], above, lefts[-1], below) for above, below in pairwise(tops))
    return _Drawn(tuple(words), tuple(links), rules, tops[-1], len(table.places), rows)


def _links(cell: Cell, lines: Sequence[str], whole: Box, sources: Sequence[int]) -> Iterator[Link]:
    """Each link over its letters, one box for each of their lines."""
    words = list(zip(re.finditer(r"\S+", cell.text), _spots(lines), strict=True)) if cell.links else []
    starts = [match.start() for match, _ in words]
    for target in cell.links:
        boxes: dict[int, Box] = {}
        for match, (number, place, _) in words[max(bisect_right(starts, target.start) - 1, 0) :]:
            first, last = max(target.start, match.start()), min(target.end, match.end())
            if match.start() >= target.end:
                break
            if first < last:
                top, left = whole[1] + number * LINE_HEIGHT, whole[0] + (place - match.start()) * CHAR_WIDTH
                begun = boxes.get(number, (left + first * CHAR_WIDTH,))[0]
                boxes[number] = (begun, top, left + last * CHAR_WIDTH, top + LINE_HEIGHT * 0.75)
        for box in boxes.values() or (whole,):
            line = bisect_left(sources, target.source) + 1 if target.source else None
            yield Link(box, target.page, target.uri, line, dead=target.dead)


def _rules(table: Table, lefts: Sequence[float], tops: Sequence[float]) -> Iterator[Box]:
    """The line over the table and the one under each row, but within merged cells."""
    crossed: defaultdict[int, set[int]] = defaultdict(set)
    for cell in table.cells:
        for row in range(cell.row + 1, cell.row + cell.rows):
            crossed[row].update(range(cell.column, cell.column + cell.columns))
    for row, y in enumerate(tops):
        free = [column for column in range(len(lefts) - 1) if column not in crossed[row]]
        for first, last in _runs(free):
            yield lefts[first] - GUTTER / 2, y, lefts[last + 1] - GUTTER / 2, y


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring numbers as first and last."""
    start = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
            yield numbers[start], numbers[place - 1]
            start = place


def _lefts(tables: Sequence[Table]) -> list[float]:
    """Where each column begins, and where the last one ends: the same for all tables of a page, since an index is often
    cut into one for each standard."""
    widths = (max(column) for column in zip_longest(*map(widths_of, tables), fillvalue=1))
    return list(accumulate((width * CHAR_WIDTH + GUTTER for width in widths), initial=0.0))


def widths_of(table: Table) -> list[int]:
    """The letters that each column takes: as many as the longest line of a cell that begins in it, merged or not, so
    that no text stands over another column than that of its cell."""
    count = max((cell.column + cell.columns for cell in table.cells), default=1)
    widths = [1] * max(count, len(table.widths))
    widths[: len(table.widths)] = table.widths
    for cell in table.cells:
        widths[cell.column] = max(widths[cell.column], *map(len, broken(cell.text, WIDEST)))
    return widths


def _tops(table: Table, texts: dict[Cell, list[str]], top: float) -> list[float]:
    """Where each row begins, and where the last one ends: a row is as high as its highest cell of one row, and the last
    row of a merged cell takes what that still wants."""
    heights = [1.5 * LINE_HEIGHT] * len(table.places)
    for cell, lines in texts.items():
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], (len(lines) + 0.5) * LINE_HEIGHT)
    for cell, lines in texts.items():
        room = sum(heights[cell.row : cell.row + cell.rows])
        heights[cell.row + cell.rows - 1] += max(0.0, (len(lines) + 0.5) * LINE_HEIGHT - room)
    return list(accumulate(heights, initial=top))


def _set(lines: Iterable[str], x: float, y: float, line: int) -> Iterator[Word]:
    """Words on a typewriter's grid."""
    for number, place, word in _spots(lines):
        left, top = x + place * CHAR_WIDTH, y + number * LINE_HEIGHT
        yield Word(word, left, top, left + len(word) * CHAR_WIDTH, top + LINE_HEIGHT * 0.75, line)


def _spots(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Each word with its line and its place there, from 0."""
    for number, text in enumerate(lines):
        place = 0
        for word in text.split(" "):
            if word:
                yield number, place, word
            place += len(word) + 1


def broken(text: str, width: int) -> list[str]:
    """Text in lines no longer than the width, but for single words; line breaks of the cell's own are kept."""
    found: list[str] = []
    for part in text.splitlines() or [""]:
        line = ""
        for word in part.split():
            if line and len(line) + 1 + len(word) > width:
                found.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        found.append(line)
    return [line for line in found if line] or [""]
