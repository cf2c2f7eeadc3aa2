"""From lines to code anchors under each other and table bands.

An anchor is a code that stands where other codes stand: left-aligned, centred or right-aligned under each other. Codes
in running text do not line up, and page ranges that look like codes ("2-5") stand in a column with no title beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gricheck.index.anchors import (
    ALIGNED,
    Anchor,
    Joints,
    anchors_of,
    of_one_age,
    with_bare_standards,
    with_lead_lines,
)
from gricheck.index.cells import (
    begins_cell,
    cell_lines,
    column_right,
    columns_between,
    edges_of,
    header_rows,
    name_over,
)
from gricheck.index.headers import Role, head_lines, header_role, is_header, phrases
from gricheck.index.lines import Line, lines_of
from gricheck.index.sector_rows import are_references, is_sector_column, with_sector_rows
from gricheck.model.document import PageLayout
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary

MAX_ANCHORS = 600
"""Codes of one page that can be rows; a page made to cost time has more, and what is left over is counted as not
read."""

MIN_UNTITLED = 4
"""Codes with their titles on the left are a table from this many on; fewer may be references behind a text, unless a
table's head stands over them."""

STRAY = 2
"""So many codes set in or out between others, or standing beside them, are no table of their own."""


@dataclass(frozen=True)
class Band:
    """One table of a page: its anchors from top to bottom and the x range it may use.

    ``stacked`` says that titles stand under their codes, in the same cell. ``edges`` are those of its columns where the
    source has cells.
    """

    anchors: tuple[Anchor, ...]
    left: float
    right: float
    stacked: bool = False
    edges: tuple[float, ...] = ()

    @cached_property
    def code_left(self) -> float:
        return min(anchor.left for anchor in self.anchors)

    @cached_property
    def code_right(self) -> float:
        return max(anchor.box[2] for anchor in self.anchors)


def find_bands(layout: PageLayout, catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[Band, ...]:
    """The tables of a page from left to right; none where no codes line up."""
    lines = lines_of(layout.words)
    joints = Joints.of(vocabulary)
    cells = (cell for line in lines for cell in cell_lines(line, layout))
    anchors = of_one_age([anchor for cell in cells for anchor in anchors_of(cell, catalogue, joints)][:MAX_ANCHORS])
    columns = _columns(anchors)
    kept = [c for c in columns if not _is_reference_column(c, columns, lines, layout, vocabulary)]
    if any(not _is_loose(c) for c in kept):
        kept = [c for c in kept if not _is_loose(c) or len(c) >= 3]
    strong = [c for c in kept if len(c) >= 2] or kept[:1]
    strong = with_sector_rows(strong, [c for c in columns if c not in kept and is_sector_column(c)], lines, catalogue)
    strong = [with_lead_lines(with_bare_standards(column, lines), lines) for column in strong]
    return tuple(_bands(sorted(strong, key=lambda c: c[0].box[0]), layout, lines))


def _columns(anchors: Sequence[Anchor]) -> list[list[Anchor]]:
    """Anchors that stand under each other, each group from top to bottom, largest group first."""
    groups: list[list[Anchor]] = []
    for anchor in sorted(anchors, key=lambda a: a.box[0]):
        for group in groups:
            if any(_under(anchor, other) for other in group):
                group.append(anchor)
                break
        else:
            groups.append([anchor])
    return sorted((sorted(g, key=lambda a: a.middle) for g in groups), key=len, reverse=True)


def _under(a: Anchor, b: Anchor) -> bool:
    left, right = abs(a.left - b.left), abs(a.box[2] - b.box[2])
    centre = abs(a.box[0] + a.box[2] - b.box[0] - b.box[2]) / 2
    return min(left, right, centre) < ALIGNED


def _is_loose(column: Sequence[Anchor]) -> bool:
    return all(code.loose for anchor in column for code in anchor.codes)


def _is_reference_column(
    column: Sequence[Anchor],
    columns: Sequence[Sequence[Anchor]],
    lines: Sequence[Line],
    layout: PageLayout,
    vocabulary: Vocabulary,
) -> bool:
    """Whether the codes are no rows of their own: page ranges, or references beside the real code column."""
    if are_references(column, columns):
        return True
    sector = all("." in code.code for anchor in column for code in anchor.codes)
    others = [
        anchor
        for other in columns
        if other is not column and (len(other) >= len(column) or (sector and other[0].box[2] < column[0].box[0]))
        for anchor in other
    ]
    edges = edges_of(column, layout)
    titled = sum(_has_title(anchor, lines, edges) for anchor in column) >= 0.5 * len(column)
    if not others:
        # The only column of codes, with its titles on the left or without any: an index of codes and pages.
        return not titled and len(column) < MIN_UNTITLED and not _is_headed(column, lines, vocabulary)
    if sum(_repeats(anchor, others) for anchor in column) >= 0.5 * len(column):
        return True
    beside = sum(any(abs(a.middle - o.middle) < 0.6 * (a.box[3] - a.box[1]) for o in others) for a in column)
    bare = all(not code.prefixed for anchor in column for code in anchor.codes)
    if len(column) <= STRAY and len(others) >= 10 and bare and beside == len(column):
        return True  # a page range like "3-4", whatever stands right of it
    if edges and beside >= 0.5 * len(column) and _is_named_otherwise(column, others, lines, layout, vocabulary):
        return True
    if titled:
        return False
    return beside >= 0.5 * len(column) or bare


def _is_named_otherwise(
    column: Sequence[Anchor],
    others: Sequence[Anchor],
    lines: Sequence[Line],
    layout: PageLayout,
    vocabulary: Vocabulary,
) -> bool:
    """Whether codes in cells beside other codes are no table of their own, by the head over them; without one, where
    they are fewer than half of the others or stand inside their texts."""
    head = head_lines(header_rows(lines, layout.rows, column[0], 0.0, vocabulary), vocabulary)
    role = header_role(name_over(column[0], head, layout), vocabulary)
    if role is not None:
        return role not in (Role.CODE, Role.TITLE, Role.STANDARD, Role.SECTOR)
    return 2 * len(column) < len(others) or not any(begins_cell(anchor, layout) for anchor in column)


def _is_headed(column: Sequence[Anchor], lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether the line right above the first code is a table's head, with a name for disclosures over these."""
    top, left, right = column[0].box[1], column[0].left, column[0].box[2]
    head = max((line for line in lines if line.y1 <= top), key=lambda line: line.y1, default=None)
    if head is None or not is_header(head, vocabulary):
        return False
    over = (p.text for p in phrases(head) if p.x0 < right and p.x1 > left)
    return any(header_role(text, vocabulary) in (Role.CODE, Role.TITLE, Role.STANDARD) for text in over)


def _repeats(anchor: Anchor, others: Sequence[Anchor]) -> bool:
    """Whether a code stands in the text of its own row: the last code above it, further left, is the same."""
    above = [o for o in others if o.middle <= anchor.middle + 1 and o.box[2] < anchor.box[0]]
    last = max(above, key=lambda o: o.middle, default=None)
    return last is not None and last.codes[0].code == anchor.codes[0].code


def _has_title(anchor: Anchor, lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether words stand to the right of a code, at its height or half a line off, or on the next line under it; in
    a table of cells, in its own or in the next."""
    height = anchor.box[3] - anchor.box[1]
    if _has_title_under(anchor, lines):
        return True
    for line in lines:
        if abs(line.middle - anchor.middle) > 0.9 * height:
            continue
        room = column_right(anchor, edges) - anchor.box[2] if edges else max(200.0, 16 * height)
        near = [w for w in line.words if 0 < w.x0 - anchor.box[2] + 1 < room][:4]
        if sum(sum(ch.isalpha() for ch in w.text) for w in near) >= 4:
            return True
    return False


STACKED = 0.6
"""From this share of codes with a title under them on, that is where the table has its titles."""


def _has_title_under(anchor: Anchor, lines: Sequence[Line]) -> bool:
    """Whether a code has a line for itself in its cell, and words begin right under it."""
    height = anchor.box[3] - anchor.box[1]
    near = [line for line in lines if -0.5 * height < line.y0 - anchor.box[1] < 1.8 * height]
    beside = (w for line in near if abs(line.middle - anchor.middle) < 0.3 * height for w in line.words)
    if any(0 <= w.x0 - anchor.box[2] + 1 < height for w in beside):
        return False
    below = (line for line in near if line.middle > anchor.box[3])
    return any(sum(map(str.isalpha, _under_it(line, anchor))) >= 4 for line in below)


def _under_it(line: Line, anchor: Anchor) -> str:
    """The words of a line that begin right under a code."""
    start = next((i for i, w in enumerate(line.words) if abs(w.x0 - anchor.left) < ALIGNED), len(line.words))
    words = [w.text for w in line.words[start : start + 3]]
    return "".join(words) if words and any(map(str.isalpha, words[0])) else ""


def _bands(columns: Sequence[Sequence[Anchor]], layout: PageLayout, lines: Sequence[Line]) -> Iterator[Band]:
    """Tables side by side: each keeps as much room left of its codes as the first one has."""
    merged = _same_table(columns)
    first = merged[0] if merged else []
    if not first:
        return
    top, bottom = first[0].box[1], first[-1].box[3]
    code_left = min(a.box[0] for a in first)
    # A standard named beside its first disclosure may stand a line or two above it.
    above = 2.5 * (first[0].box[3] - first[0].box[1])
    inner = [w for w in layout.words if top - above <= w.middle <= bottom + 2 and w.x0 < code_left]
    # A page's number in the margin is no column of standards.
    named = len({round(w.middle) for w in inner}) >= 2
    room = code_left - min((w.x0 for w in inner), default=code_left) if named else 0.0
    for position, column in enumerate(merged):
        left = 0.0 if position == 0 else min(a.box[0] for a in column) - room - ALIGNED
        following = merged[position + 1] if position + 1 < len(merged) else None
        right = min(a.box[0] for a in following) - room - ALIGNED if following else layout.width
        under = sum(_has_title_under(anchor, lines) for anchor in column)
        edges = columns_between(edges_of(column, layout), left, right)
        if edges:
            left, right = min(left, edges[0]), max(right, edges[-1])
        yield Band(tuple(column), left, right, under >= STACKED * len(column), edges)


def _same_table(columns: Sequence[Sequence[Anchor]]) -> list[list[Anchor]]:
    """Columns of codes that overlap in x are one table whose codes are set in or out (two tables one above the
    other)."""
    merged: list[list[Anchor]] = []
    for column in columns:
        here = (min(a.left for a in column), max(a.box[2] for a in column))
        if merged:
            last = (min(a.left for a in merged[-1]), max(a.box[2] for a in merged[-1]))
            if here[0] < last[1] + 2 or not _interleaved(merged[-1], column):
                merged[-1] = sorted([*merged[-1], *column], key=lambda a: a.middle)
                continue
        merged.append(list(column))
    return merged


def _interleaved(a: Sequence[Anchor], b: Sequence[Anchor]) -> bool:
    return a[0].middle < b[-1].middle and b[0].middle < a[-1].middle


def split_by_geometry(band: Band) -> tuple[Band, ...]:
    """A band cut where the codes jump sideways: two tables one above the other have columns of their own."""
    runs: list[list[Anchor]] = []
    for anchor in band.anchors:
        if runs and any(_under(anchor, other) for other in runs[-1][-6:]):
            runs[-1].append(anchor)
        else:
            runs.append([anchor])
    return tuple(replace(band, anchors=tuple(run)) for run in _without_strays(runs))


def _without_strays(runs: Sequence[list[Anchor]]) -> list[list[Anchor]]:
    """Runs joined where the codes come back to where they stood before a few that were set in."""
    joined: list[list[Anchor]] = []
    for position, run in enumerate(runs):
        back = any(_under(run[0], other) for other in joined[-1][:1]) if joined else False
        following = runs[position + 1] if position + 1 < len(runs) else []
        stray = bool(joined and following) and len(run) <= STRAY and any(_under(following[0], o) for o in joined[-1])
        if joined and (stray or back):
            joined[-1] += run
        else:
            joined.append(list(run))
    return joined
