"""Tables of cells: where the source knows its columns and rows, they are taken as they are and nothing is measured."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from gricheck.index.anchors import Anchor
from gricheck.index.headers import is_header
from gricheck.index.lines import Line
from gricheck.model.document import Box, PageLayout
from gricheck.vocabulary import Vocabulary

MAX_OVER = 4
"""Rows between a table's head and its first code: headings, and rows without a code."""


def row_at(rows: Sequence[Box], y: float) -> Box | None:
    """The row of cells at a height; None outside the tables. ``rows`` are from top to bottom."""
    place = bisect_right(rows, y, key=lambda row: row[1]) - 1
    return rows[place] if place >= 0 and y < rows[place][3] else None


def edges_of(anchors: Sequence[Anchor], layout: PageLayout) -> tuple[float, ...]:
    """The edges of the columns of the table in which all of some codes stand. Nothing where one stands outside of
    cells, or one cell holds all of a row."""
    rows = [row_at(layout.rows, anchor.middle) for anchor in anchors]
    right = max((row[2] for row in rows if row is not None), default=0.0)
    edges = tuple(x for x in layout.columns if x <= right)
    return edges if len(edges) > 2 and None not in rows else ()


def cell_lines(line: Line, layout: PageLayout) -> Iterator[Line]:
    """A line cut into those of its cells; outside of tables the line itself."""
    if row_at(layout.rows, line.middle) is None:
        yield line
        return
    for _, words in groupby(line.words, key=lambda word: bisect_right(layout.columns, word.x0 + 1)):
        yield Line.of(words)


def begins_cell(anchor: Anchor, layout: PageLayout) -> bool:
    """Whether a code, or the name of its standard before it, begins a line of a cell."""
    return any(abs(anchor.left - x) < 1 for x in layout.columns)


def column_right(anchor: Anchor, columns: Sequence[float]) -> float:
    """Where the column behind that of a code ends."""
    return columns[min(bisect_right(columns, anchor.box[0] + 1) + 1, len(columns) - 1)]


def header_rows(
    lines: Sequence[Line], rows: Sequence[Box], first: Anchor, above: float, vocabulary: Vocabulary
) -> tuple[Line, ...]:
    """Of lines from top to bottom those over a table's first row: between it and the head, and all rows of the head."""
    found: list[Line] = []
    own = row_at(rows, first.middle)
    over = [row for row in rows if own is not None and above <= row[1] and row[3] <= own[1] + 1]
    named, top, passed = False, own[1] if own else 0.0, 0
    for row in reversed(over):
        start, end = (bisect_left(lines, y, key=lambda line: line.middle) for y in (row[1], row[3]))
        head = any(is_header(line, vocabulary) for line in lines[start:end])
        passed += start < end and not head
        if top - row[3] > 1 or passed > MAX_OVER or (named and not head):
            break
        named, top = named or head, row[1]
        found = [*lines[start:end], *found]
    return tuple(found)


def name_over(anchor: Anchor, head: Sequence[Line], layout: PageLayout) -> str:
    """The words of a table's head over the column of a code."""
    place = bisect_right(layout.columns, anchor.box[0] + 1)
    return " ".join(w.text for line in head for w in line.words if bisect_right(layout.columns, w.x0 + 1) == place)


def columns_between(edges: Sequence[float], left: float, right: float) -> tuple[float, ...]:
    """Of a table's edges those of the columns that stand between two places, by their middles."""
    kept = [pair for pair in pairwise(edges) if left <= sum(pair) / 2 < right]
    return (*(pair[0] for pair in kept), kept[-1][1]) if kept else ()
