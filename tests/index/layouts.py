"""Reports and page layouts made by hand: a table typed as cells, set on a page at given columns.

A cell is a text whose lines (``\\n``) are set one under the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from gricheck.model.document import Box, Document, Link, Page, PageLayout, Pagination, Source, Word

CHAR = 5.0
SPACE = 2.5
LEADING = 12.0
HEIGHT = 10.0
"""Points: the width of a letter and of a space, the distance of two lines in a cell, the height of a word."""

SOURCE = Source("report.pdf", "0" * 64, "application/pdf", 1)


def numbered(count: int, first: int = 1) -> Pagination:
    return Pagination(tuple((str(first + i),) for i in range(count)), True, "printed")


def document(*texts: str, pagination: Pagination | None = None, lines: bool = False, **more: object) -> Document:
    """A report of some pages; ``lines`` gives them the source lines of a text file."""
    pages, line = [], 1
    for index, text in enumerate(texts):
        pages.append(Page(index, text, line if lines else None))
        line += text.count("\n")
    return Document(SOURCE, tuple(pages), pagination or numbered(len(texts)), **more)  # type: ignore[arg-type]


def typed(text: str, x: float, y: float) -> list[Word]:
    """A cell's words, its first line at height ``y``."""
    words = []
    for row, line in enumerate(text.split("\n")):
        at, top = x, y + row * LEADING
        for part in line.split(" "):
            if part:
                words.append(Word(part, at, top, at + CHAR * len(part), top + HEIGHT))
            at += CHAR * len(part) + SPACE
    return words


def table(
    xs: Sequence[float], rows: Sequence[Sequence[str]], *, top: float = 60.0, gap: float = 8.0, align: str = "top"
) -> list[Word]:
    """The words of a table. A row is as high as its highest cell; ``align`` sets the others top, centre or bottom."""
    words, y = [], top
    for cells in rows:
        high = max(cell.count("\n") + 1 for cell in cells)
        for x, cell in zip(xs, cells, strict=False):
            spare = (high - cell.count("\n") - 1) * LEADING
            words += typed(cell, x, y + {"top": 0.0, "centre": spare / 2, "bottom": spare}[align])
        y += high * LEADING + gap
    return words


def tops(rows: Sequence[Sequence[str]], *, top: float = 60.0, gap: float = 8.0) -> list[float]:
    """The height at which each row of ``table`` begins, and the height below the last one."""
    ys = [top]
    for cells in rows:
        ys.append(ys[-1] + max(cell.count("\n") + 1 for cell in cells) * LEADING + gap)
    return ys


def page(
    words: Sequence[Word],
    *,
    number: int = 0,
    rules: Sequence[Box] = (),
    links: Sequence[Link] = (),
    width: float = 600.0,
) -> PageLayout:
    return PageLayout(number, width, 850.0, tuple(words), tuple(links), tuple(rules))


def plain_text(layout: PageLayout) -> str:
    """The page's text in reading order, as the cheap half of a reader gives it."""
    lines: dict[float, list[Word]] = {}
    for word in layout.words:
        lines.setdefault(word.y0, []).append(word)
    rows = (sorted(lines[y], key=lambda word: word.x0) for y in sorted(lines))
    return "\n".join(" ".join(word.text for word in row) for row in rows)
