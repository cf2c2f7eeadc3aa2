"""What of a report can be pointed at: its pages, or stretches of lines where the text keeps no pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from gricheck.model.document import Document, Page, Role
from gricheck.model.index import ContentIndex

MAX_LINES = 60
"""A stretch ends at the first blank line behind half so many lines, or here: about a printed page."""


MAX_LINE = 5000
"""Characters of a line, about a printed page; a flattened text may have no line ends at all."""
MAX_ROW = 15
"""Lines from one row of an index to the next; further apart lies text of the report."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that stand together: a whole page, or a part of a text without pages. ``first_line`` is the 1-based line of
    the source, None where the source has no lines of its own."""

    page: int
    lines: tuple[str, ...]
    first_line: int | None = None


def stretches(document: Document, index: ContentIndex) -> tuple[Stretch, ...]:
    """Every stretch of the report but the index itself, in order, and then those of other documents."""
    left_out = frozenset((*index.pages, *index.set_aside))
    volumes = [document.pages_of(part) for part in document.parts if part.role is Role.VOLUME]
    others = [document.pages_of(part) for part in document.parts if part.role is Role.OTHER]
    found: list[Stretch] = []
    for pages in (document.pages[: document.file_pages(0).stop], *volumes):
        starts = {mark.line for mark in document.outline if mark.line and pages and mark.page == pages[0].index}
        inside = _index_lines(index, pages[0]) if pages else _NONE
        found += _stretches(pages, left_out, inside, frozenset(starts))
    return (*found, *(stretch for pages in others for stretch in _stretches(pages)))


_NONE: frozenset[int] = frozenset()


def _stretches(
    pages: Sequence[Page],
    left_out: frozenset[int] = _NONE,
    inside: frozenset[int] = _NONE,
    starts: frozenset[int] = _NONE,
) -> Iterator[Stretch]:
    """Those of one file: its pages, or the parts of its only one."""
    if len(pages) > 1:
        outside = (page for page in pages if page.index not in left_out)
        yield from (Stretch(page.index, tuple(page.text.split("\n")), page.first_line) for page in outside)
    else:
        yield from (stretch for page in pages for stretch in _cut(page, inside, starts))


def _index_lines(index: ContentIndex, page: Page) -> frozenset[int]:
    """The lines of a text on which its index stands: its rows, and what lies between neighbouring ones."""
    wheres = {(row.where.line, row.where.part) for row in index.rows if row.where.page == page.index}
    if page.places:
        rows = [line for line, place in enumerate(page.places, start=1) if (place.line, place.part) in wheres]
    else:
        rows = sorted(line for line, _ in wheres if line is not None)
    between = (range(one, other) for one, other in pairwise(rows) if other - one <= MAX_ROW)
    return frozenset(rows) | {line for lines in between for line in lines}


def _cut(page: Page, inside: frozenset[int], starts: frozenset[int]) -> Iterator[Stretch]:
    """A text without pages, cut at headings and blank lines, without the lines of the index. A line that is a whole
    chapter is cut too."""
    first = page.first_line or 1
    kept: list[str] = []
    start = first
    for number, line in enumerate(page.text.split("\n"), start=first):
        ends = len(kept) >= MAX_LINES or (len(kept) >= MAX_LINES // 2 and not line.strip())
        if kept and (number in inside or number in starts or ends or len(line) > MAX_LINE):
            yield Stretch(page.index, tuple(kept), start)
            kept = []
        if len(line) > MAX_LINE:
            yield from (Stretch(page.index, (part,), number) for part in wrap(line, MAX_LINE))
        elif number not in inside:
            start = start if kept else number
            kept.append(line)
    if kept:
        yield Stretch(page.index, tuple(kept), start)
