"""What of a report can be pointed at: its pages, or stretches of lines where the text keeps no pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gricheck.model.document import Document, Page
from gricheck.model.index import ContentIndex

MAX_LINES = 60
"""A stretch ends at the first blank line behind half so many lines, or here: about a printed page."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that stand together: a whole page, or a part of a text without pages. ``first_line`` is the 1-based line of
    the source, None where the source has no lines of its own."""

    page: int
    lines: tuple[str, ...]
    first_line: int | None = None


def stretches(document: Document, index: ContentIndex) -> tuple[Stretch, ...]:
    """Every stretch of the report but the index itself, in order."""
    if document.pagination.judged or len(document.pages) > 1:
        outside = (page for page in document.pages if page.index not in index.pages)
        return tuple(Stretch(page.index, tuple(page.text.split("\n")), page.first_line) for page in outside)
    return tuple(stretch for page in document.pages for stretch in _cut(page, index))


def _cut(page: Page, index: ContentIndex) -> Iterator[Stretch]:
    """A text without pages, cut at blank lines; the lines from the index's first row to its last are left out."""
    rows = [row.where.line for row in index.rows if row.where.line is not None]
    inside = range(min(rows, default=0), max(rows, default=-1) + 1)
    first = page.first_line or 1
    kept: list[str] = []
    start = first
    for number, line in enumerate(page.text.split("\n"), start=first):
        ends = len(kept) >= MAX_LINES or (len(kept) >= MAX_LINES // 2 and not line.strip())
        if number in inside or ends:
            if kept:
                yield Stretch(page.index, tuple(kept), start)
            kept = []
        if number not in inside:
            start = start if kept else number
            kept.append(line)
    if kept:
        yield Stretch(page.index, tuple(kept), start)
