"""The block of the index that lists topics of a sector standard which are not material, each with an explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gricheck.index.codes import find_codes
from gricheck.index.lines import Line, lines_of
from gricheck.model.document import Document, Page, PageLayout
from gricheck.model.index import Topic, Where
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary, fold

HEADING_LINES = 4
"""The block's heading may break over so many lines."""

APART = 2.5
"""White between two lines (heights of a line) that ends the block."""

CELL = 1.0
"""White between two words (heights of a line) that parts two cells; it is written as two spaces."""

FOUND = 0.8
"""The share of an official title's words that make a text begin with that title."""

_NUMBER = re.compile(r"^\W*(?:[^\W\d_]+\s+){0,2}(?P<number>1[1-4]\.\d{1,2})(?![\d.]*\d)\W*(?=\s|$)")
"""A topic's number at the head of a line: "11.3", "Topic 11.3", not "11.3.2"."""


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A line of an index page; ``cells`` are parted by two spaces. An empty one is white between two blocks."""

    text: str
    page: int
    number: int | None = None


def topics_not_material(
    document: Document, layouts: Sequence[PageLayout], catalogue: Catalogue, vocabulary: Vocabulary
) -> tuple[Topic, ...]:
    """The topics in the block, from the index's pages and the one behind them; none without the block's heading."""
    lines = list(_lines(document, layouts))
    start = _block_start(lines, vocabulary)
    if start is None:
        return ()
    titles = {t.number: t.title for s in catalogue.standards for t in reversed(s.topics)}
    return tuple(
        _topic(entry, titles, document)
        for entry in _entries(list(_block(lines[start:], catalogue)))
        if entry[0] in titles
    )


def _lines(document: Document, layouts: Sequence[PageLayout]) -> Iterator[BlockLine]:
    """The lines of the index in the order in which they are read: as set, where the layout is known."""
    for layout in layouts:
        page = document.pages[layout.page]
        yield from _set_lines(layout) if layout.aligned and layout.words else _text_lines(page)
    behind = layouts[-1].page + 1 if layouts else len(document.pages)
    if behind < len(document.pages):
        yield from _text_lines(document.pages[behind])


def _text_lines(page: Page) -> Iterator[BlockLine]:
    for offset, text in enumerate(page.text.split("\n")):
        yield BlockLine(text.strip(), page.index, None if page.first_line is None else page.first_line + offset)


def _set_lines(layout: PageLayout) -> Iterator[BlockLine]:
    lines = lines_of(layout.words)
    for above, line in pairwise((None, *lines)):
        if line is None:
            continue
        if above is not None and line.y0 - above.y1 > APART * (line.y1 - line.y0):
            yield BlockLine("", layout.page)
        yield BlockLine(_with_gaps(line), layout.page, line.words[0].line)


def _with_gaps(line: Line) -> str:
    """A line's words; two spaces where a cell ends."""
    text = line.words[0].text
    for before, word in pairwise(line.words):
        text += ("  " if word.x0 - before.x1 > CELL * word.size else " ") + word.text
    return text


def _block_start(lines: Sequence[BlockLine], vocabulary: Vocabulary) -> int | None:
    """The line behind the block's heading."""
    for position in range(len(lines)):
        for size in range(1, HEADING_LINES + 1):
            text = fold(" ".join(line.text for line in lines[position : position + size]))
            if any(re.search(pattern, text) for pattern in vocabulary.sector_not_material):
                return position + size
    return None


def _block(lines: Sequence[BlockLine], catalogue: Catalogue) -> Iterator[BlockLine]:
    """The lines up to the next row of the index, or to white behind the last topic."""
    begun = False
    for line in lines:
        numbered = _NUMBER.match(line.text) is not None
        begun = begun or numbered
        code = next(find_codes(line.text[:40], catalogue), None)
        if code is not None and code.start == 0:
            return
        if line.text or begun:
            yield line


def _entries(lines: Sequence[BlockLine]) -> Iterator[tuple[str, list[BlockLine]]]:
    """Each topic's number with its lines, up to the next number, to white or to the page's end."""
    entry: tuple[str, list[BlockLine]] | None = None
    for line in lines:
        match = _NUMBER.match(line.text)
        if entry is not None and (match or not line.text or line.page != entry[1][0].page):
            yield entry
            entry = None
        if match:
            rest = BlockLine(line.text[match.end() :].strip(), line.page, line.number)
            entry = (match["number"], [rest])
        elif entry is not None:
            entry[1].append(line)
    if entry is not None:
        yield entry


def _topic(entry: tuple[str, list[BlockLine]], titles: dict[str, str], document: Document) -> Topic:
    number, lines = entry
    name, explanation = _split([line.text for line in lines], titles[number])
    where = Where(lines[0].page, document.pagination.label(lines[0].page), lines[0].number)
    told = any(map(str.isalpha, explanation))
    return Topic(
        name or titles[number], where, material=False, reference=number, explanation=explanation if told else None
    )


def _split(lines: Sequence[str], title: str) -> tuple[str, str]:
    """Name and explanation: the official title's words and the rest, else the first cell and the rest."""
    words = " ".join(lines).split()
    rest = _without_title(words, title)
    if rest is not None:
        return title, " ".join(rest)
    first, _, behind = lines[0].partition("  ")
    return first.strip(), " ".join(" ".join((behind, *lines[1:])).split())


def _without_title(words: Sequence[str], title: str) -> list[str] | None:
    """Words without those of a title, wherever its cell breaks off between them; None where they are another's."""
    wanted = [_bare(word) for word in title.split()]
    rest: list[str] = []
    found = 0
    for word in words:
        ahead = wanted[found : found + 2]
        if _bare(word) in ahead and _bare(word):
            found += ahead.index(_bare(word)) + 1
        else:
            rest.append(word)
    return rest if found >= FOUND * len(wanted) and _begins_alike(words, wanted) else None


def _begins_alike(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return bool(words) and _bare(words[0]) in wanted[:2]


def _bare(word: str) -> str:
    return fold(word).strip(".,;:()&")
