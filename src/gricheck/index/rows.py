"""The rows of a table band: which words belong to which code, and to which cell.

Where ruling lines separate the rows they decide, also for merged cells: a column that has no line between two rows
shares its text between them. Elsewhere a row ends at the widest gap that is white in every column.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gricheck.index.anchors import Anchor
from gricheck.index.columns import Column
from gricheck.index.grid import Band
from gricheck.index.headers import Role
from gricheck.index.lines import Line, baselines, lines_of
from gricheck.index.page_numbers import Bare
from gricheck.model.document import Box, Word
from gricheck.model.standard import PREFIXES


@dataclass(frozen=True, slots=True)
class Extent:
    """The vertical room of one row."""

    top: float
    bottom: float

    def holds(self, y: float) -> bool:
        return self.top <= y < self.bottom


def with_stacked(band: Band, lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Box] = ()) -> Band:
    """Codes close under each other stand in one cell, a row of several codes, where a separator leads from one to the
    next, nothing stands beside the lower ones, or they share a ruled cell and not each has a location beside it."""
    kept: list[Anchor] = []
    shared = _in_one_cell(band, lines, columns, separators(band, rules))
    code_column = next((c for c in columns if c.role is Role.CODE), None)
    for anchor in band.anchors:
        height = anchor.box[3] - anchor.box[1]
        near = bool(kept) and anchor.box[1] - kept[-1].box[3] < 0.5 * height
        alone = code_column is not None and not _has_company(anchor, lines, code_column)
        if near and (alone or kept[-1].open or anchor in shared):
            last = kept[-1]
            box = (*last.box[:2], max(last.box[2], anchor.box[2]), anchor.box[3])
            kept[-1] = replace(last, codes=(*last.codes, *anchor.codes), box=box, open=anchor.open)
        else:
            kept.append(anchor)
    return replace(band, anchors=tuple(kept))


def _in_one_cell(
    band: Band, lines: Sequence[Line], columns: Sequence[Column], ys: Sequence[float]
) -> frozenset[Anchor]:
    """The anchors that stand in the ruled cell of the one above them, where the cell has no location for each."""
    if _separated(band, ys) < 0.6:
        return frozenset()
    groups: list[list[Anchor]] = []
    for anchor in band.anchors:
        if groups and not _inside(ys, groups[-1][-1].middle, anchor.middle):
            groups[-1].append(anchor)
        else:
            groups.append([anchor])
    located = [column for column in columns if column.role is Role.LOCATION]
    words = [w for line in lines for w in line.words if any(c.holds(w) for c in located)]
    shared = (g for g in groups if not all(any(abs(w.middle - a.middle) < 0.4 * w.size for w in words) for a in g))
    return frozenset(anchor for group in shared for anchor in group[1:])


def _has_company(anchor: Anchor, lines: Sequence[Line], column: Column) -> bool:
    """Whether words of another column, or more than the code, stand at an anchor's height."""
    height = anchor.box[3] - anchor.box[1]
    beside = (w for line in lines if abs(line.middle - anchor.middle) < 0.6 * height for w in line.words)
    return any(not column.holds(w) or w.x0 > anchor.box[2] for w in beside)


def is_heading(line: Line, band: Band, fused: bool, anchored: Collection[Line]) -> bool:
    """Words in the code column that are no code: a group heading, or a row without one.

    Where code and title share a cell (``fused``), a title's second line stands there too, close under its first.
    """
    inside = [w for w in line.words if w.x0 < band.code_right - 1 and w.x1 > band.code_left + 1]
    if not inside or line in anchored:
        return False
    return not fused


def anchored_lines(lines: Sequence[Line], band: Band) -> frozenset[Line]:
    """The lines on which a code of the band stands."""
    middles = [anchor.middle for anchor in band.anchors]
    reach = max(anchor.box[3] - anchor.box[1] for anchor in band.anchors)

    def near(line: Line) -> Sequence[Anchor]:
        room = reach + line.y1 - line.y0
        return band.anchors[bisect_left(middles, line.middle - room) : bisect_right(middles, line.middle + room)]

    return frozenset(
        line
        for line in lines
        if any(
            a.spans(line.middle, 0.35 * (line.y1 - line.y0))
            and any(a.box[0] - 0.5 < w.x0 and w.x1 < a.box[2] + 0.5 for w in line.words)
            for a in near(line)
        )
    )


def row_extents(
    band: Band, lines: Sequence[Line], headings: Sequence[Line], rules: Sequence[Box], end: float, head: float = 0.0
) -> list[Extent]:
    """The room of each anchor's row, top to bottom, between the table's ``head`` and its ``end`` on this page.

    ``headings`` are in the order of their heights.
    """
    ys = separators(band, rules)
    use_rules = _separated(band, ys) >= 0.6
    known = set(headings)
    body = [line for line in lines if line not in known]
    middles = [line.middle for line in headings]
    bottom_up = False if use_rules else _hangs_low(band, body)
    cuts: list[tuple[float, float]] = []
    for a, b in zip(band.anchors, band.anchors[1:], strict=False):
        between = _inside(ys, a.middle, b.middle)
        heads = headings[bisect_right(middles, a.middle) : bisect_left(middles, b.middle)]
        if heads:
            cuts.append((_free_before(heads[0].y0, between), _free_after(heads[-1].y1, between)))
        elif between and use_rules:
            cuts.append(_ruled_off(between, [line for line in body if a.box[1] < line.middle < b.box[3]]))
        else:
            cut = _widest_gap(a, b, body, bottom_up)
            cuts.append((cut, cut))
    tops = [_first_top(band.anchors[0], headings, ys if use_rules else [], bottom_up, head), *(b for _, b in cuts)]
    bottoms = [*(before for before, _ in cuts), end]
    return [Extent(t, b) for t, b in zip(tops, bottoms, strict=True)]


TIGHT = 0.05
"""Lines that overlap by more than this (heights of a line) are one paragraph, and a rule between them underlines it."""


def _ruled_off(rules: Sequence[float], lines: Sequence[Line]) -> tuple[float, float]:
    """Where the row above ends and the one below begins. What stands ruled off between them is no part of either: a
    heading, or a row without a code."""
    end, start = rules[0], rules[-1]
    for rule in rules[1:]:
        if not _underlines(end, lines):
            break
        end = rule
    for rule in reversed(rules[:-1]):
        if rule < end or not _underlines(start, lines):
            break
        start = rule
    return end, max(start, end)


def _underlines(rule: float, lines: Sequence[Line]) -> bool:
    above = max(((line.y1, line.y1 - line.y0) for line in lines if line.middle < rule), default=None)
    below = min((line.y0 for line in lines if line.middle > rule), default=None)
    return above is not None and below is not None and below - above[0] < -TIGHT * above[1]


def _first_top(first: Anchor, headings: Sequence[Line], rules: Sequence[float], bottom_up: bool, head: float) -> float:
    """Where the first row begins: at a ruling line, under a heading, at the table's head where cells hang low, or at
    its code."""
    height = first.box[3] - first.box[1]
    top = first.box[1]
    floor = max([head, *(line.y1 for line in headings if line.middle < first.middle)])
    ruled = max((y for y in rules if y < first.middle), default=None)
    if ruled is not None:
        return min(max(ruled, floor - 1), top)
    return min(max(floor, top - (12 if bottom_up else 0.6) * height), top)


def separators(band: Band, rules: Sequence[Box]) -> list[float]:
    """The heights of ruling lines that run through the code column, without those that underline a code."""
    left, right = band.code_left, band.code_right
    codes = {(anchor.box[0], anchor.box[2]) for anchor in band.anchors}
    crossing = [r for r in rules if r[0] <= left + 2 and r[2] >= right - 2]
    return sorted(
        y for x0, y, x1, _ in crossing if not any(abs(x0 - own[0]) < 3 and abs(x1 - own[1]) < 3 for own in codes)
    )


def sides(band: Band, rules: Sequence[Box], words: Sequence[Word]) -> tuple[float, float]:
    """Where a table begins and ends across the page: with its band, or with its lines where most rows are ruled apart.

    At the right, what stands beyond them is a menu in the margin. At the left a standard's cell may span rows without a
    line, so the table begins there only where running text and no standard's name stands left of it.
    """
    if band.edges:
        return band.left, band.right
    ys = separators(band, rules)
    top, bottom = band.anchors[0].box[1], band.anchors[-1].box[3]
    between = [y for y in ys if top < y < bottom]
    if len(band.anchors) < MIN_RULED or not between or _separated(band, ys) < 0.6:
        return band.left, band.right
    level = sorted(rules, key=lambda rule: rule[1])
    reaches = [_reach(y, band, level) for y in sorted(set(between))]
    edge = min(left for left, _ in reaches) - SIDE
    beyond = [w for w in words if band.left <= w.x0 and w.x1 < edge and top < w.middle < bottom]
    prose = len(beyond) > PROSE * len(band.anchors) and not _STANDARD.search(" ".join(w.text for w in beyond))
    left = max(band.left, edge) if prose else band.left
    return left, min(band.right, max(right for _, right in reaches) + SIDE)


PROSE = 4
"""Words for each row from which on what stands beside a table is text."""
_STANDARD = re.compile(rf"{PREFIXES}\s?\d{{1,3}}\s*:")
MIN_RULED = 4
"""Rows from which on the lines between them show how wide a table is."""
SIDE = 6.0
"""Points that a cell's text may stand out over the lines."""
SEGMENT_GAP = 40.0
"""Points between two pieces of one line, with a column's gap between them."""
LEVEL = 1.5
"""Points of height between two pieces of one line."""


def _reach(y: float, band: Band, rules: Sequence[Box]) -> tuple[float, float]:
    """How far left and right of the codes the line at a height runs, in pieces close to each other.

    ``rules`` are in order of height.
    """
    left, right = band.code_left, band.code_right
    start = bisect_right(rules, y - LEVEL, key=lambda rule: rule[1])
    end = bisect_left(rules, y + LEVEL, key=lambda rule: rule[1])
    pieces = sorted((r[0], r[2]) for r in rules[start:end])
    for x0, x1 in pieces:
        if x0 <= right + SEGMENT_GAP:
            right = max(right, x1)
    for x0, x1 in reversed(pieces):
        if x1 >= left - SEGMENT_GAP:
            left = min(left, x0)
    return left, right


def _separated(band: Band, ys: Sequence[float]) -> float:
    """The share of neighbouring anchors with a ruling line between them; those of one paragraph may be of one cell."""
    pairs = list(pairwise(band.anchors))
    pairs = [(a, b) for a, b in pairs if b.box[1] - a.box[3] > 0.5 * (b.box[3] - b.box[1])] or pairs
    if not pairs:
        return 1.0
    return sum(bool(_inside(ys, a.middle, b.middle)) for a, b in pairs) / len(pairs)


def _inside(ys: Sequence[float], low: float, high: float) -> Sequence[float]:
    """Those of some heights in order that lie between two."""
    return ys[bisect_right(ys, low) : bisect_left(ys, high)]


def _free_before(y: float, rules: Sequence[float]) -> float:
    above = [r for r in rules if r <= y + 1]
    return min([*above, y])


def _free_after(y: float, rules: Sequence[float]) -> float:
    below = [r for r in rules if r >= y - 1]
    return max([*below[:1], y]) if below else y


def _widest_gap(a: Anchor, b: Anchor, lines: Sequence[Line], bottom_up: bool) -> float:
    """Where white runs through all columns between two codes: the last such gap, or the widest where cells hang low.

    Without any gap the row ends just above the next code.
    """
    spans = sorted((line.y0, line.y1) for line in lines if line.y1 > a.box[1] and line.y0 < b.box[3])
    gaps: list[tuple[float, float]] = []
    reach = a.box[3]
    for y0, y1 in spans:
        if y0 > reach - 0.15 * (y1 - y0) and reach <= b.box[1] + 0.5 * (b.box[3] - b.box[1]) and y0 <= b.box[1] + 1:
            gaps.append((reach, y0))
        reach = max(reach, y1)
    gaps = [g for g in gaps if g[1] > a.middle and g[0] < b.middle]
    if not gaps:
        return b.box[1] - 0.5
    widest = max(g[1] - g[0] for g in gaps)
    near = [g for g in gaps if g[1] - g[0] >= widest - (0.05 if bottom_up else 0.3) * abs(widest) - 0.3]
    chosen = near[-1]
    return (chosen[0] + chosen[1]) / 2 if bottom_up else max(chosen[1] - 0.5, (chosen[0] + chosen[1]) / 2)


def _hangs_low(band: Band, lines: Sequence[Line]) -> bool:
    """Whether cells are centred or bottom-aligned: lines without a code lie above codes about as often as below."""
    above = below = 0
    middles = [a.middle for a in band.anchors]
    for line in lines:
        place = bisect_left(middles, line.middle)
        near, signed = min((abs(m - line.middle), m - line.middle) for m in middles[max(0, place - 1) : place + 1])
        height = line.y1 - line.y0
        if 0.3 * height < near < 1.3 * height:
            above += signed > 0
            below += signed < 0
    return above > 3 and above >= 0.6 * below


def by_column(columns: Sequence[Column], words: Sequence[Word]) -> dict[Column, list[Word]]:
    """Words by the column that holds their middle, each list from top to bottom."""
    strips: dict[Column, list[Word]] = {column: [] for column in columns}
    lefts, lists = [column.left for column in columns], list(strips.values())
    for word in sorted(words, key=lambda w: w.y0 + w.y1):
        place = bisect_right(lefts, (word.x0 + word.x1) / 2) - 1
        if place >= 0 and columns[place].holds(word):
            lists[place].append(word)
    return strips


def between(words: Sequence[Word], top: float, bottom: float) -> Sequence[Word]:
    """The words of a list sorted by height whose middle is in a range."""
    start = bisect_left(words, top, key=lambda w: w.middle)
    return words[start : bisect_left(words, bottom, key=lambda w: w.middle)]


def merged_extents(
    column: Column, extents: Sequence[Extent], band: Band, rules: Sequence[Box], words: Sequence[Word] = ()
) -> list[Extent]:
    """The room of each row's cell in one column: that of the row, or of all rows that share a merged cell.

    ``words`` are the column's, from top to bottom.
    """
    middle = sum(column.inner) / 2
    own = sorted(y for x0, y, x1, _ in rules if x0 <= middle <= x1)
    rows = separators(band, rules)
    if rows and _separated(band, rows) < 0.6 and column.bare is Bare.PAGES:
        return _block_extents(column, extents, band, rows, words)
    unruled = not band.edges and len(own) < 0.2 * len(rows)
    if _separated(band, rows) < 0.6 or unruled or column.role in (Role.CODE, Role.TITLE):
        return list(extents)
    groups: list[list[int]] = []
    for position in range(len(extents)):
        a, b = band.anchors[position - 1].middle, band.anchors[position].middle
        joined = position > 0 and _inside(rows, a, b) and not _inside(own, a - 1, b + 1)
        if joined and abs(extents[position - 1].bottom - extents[position].top) < 3:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [Extent(extents[g[0]].top, extents[g[-1]].bottom) for g in groups for _ in g]


def _block_extents(
    column: Column, extents: Sequence[Extent], band: Band, rules: Sequence[float], words: Sequence[Word]
) -> list[Extent]:
    """Rows between two ruling lines share a cell where all the block says stands in one place at half its height."""
    blocks: list[list[int]] = []
    for position, anchor in enumerate(band.anchors):
        if blocks and not _inside(rules, band.anchors[position - 1].middle, anchor.middle):
            blocks[-1].append(position)
        else:
            blocks.append([position])
    found = list(extents)
    for block in blocks:
        top, bottom = extents[block[0]].top, extents[block[-1]].bottom
        cell = between(words, top, bottom)
        lines = lines_of(cell)
        if len(block) == 1 or not lines:
            continue
        height = lines[0].y1 - lines[0].y0
        beside = sum(any(abs(band.anchors[i].middle - line.middle) < 0.4 * height for line in lines) for i in block)
        if 2 * beside > len(block):
            continue  # a page for each row
        whole = all(b.y0 - a.y1 < 0.8 * height for a, b in pairwise(lines))
        first, last = band.anchors[block[0]], band.anchors[block[-1]]
        middle = (first.box[1] + max(last.box[3], bottom - 0.5 * height)) / 2
        if whole and abs((lines[0].y0 + lines[-1].y1) / 2 - middle) < CENTRED * height:
            found[block[0] : block[-1] + 1] = [Extent(top, bottom)] * len(block)
    return found


CENTRED = 1.5
"""How far from half the height of its rows a merged cell's text may stand, in heights of a line."""


def text_of(words: Sequence[Word]) -> str:
    """Words in reading order. A word cut by a hyphen at a line's end is joined again."""
    text = ""
    for line in baselines(words):
        text = _joined(text, " ".join([w.text for w in sorted(line, key=lambda w: w.x0)]))
    return text


def _joined(before: str, after: str) -> str:
    if not before:
        return after
    if before[-1] in "-\u00ad\u2010" and before[-2:-1].isalpha() and after[:1].islower():
        return before[:-1] + after
    if before[-1] in "-\u2010\u2013" and before[-2:-1].isdigit() and after[:1].isdigit():
        return before + after
    return f"{before} {after}"
