"""The columns of a table band: where the white gutters run.

They are measured on the lines that are rows; headers split a strip or add an empty one, and a table that goes on
without a header keeps the columns it had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from gricheck.index.grid import Band
from gricheck.index.headers import Role, head_cells, head_lines, head_phrases, header_role, in_step, is_header, phrases
from gricheck.index.lines import Line
from gricheck.index.page_numbers import Bare
from gricheck.model.document import Word
from gricheck.vocabulary import Vocabulary

MIN_GUTTER = 0.34
"""A gutter is at least this wide, in heights of a line: wider than the space between two words."""

MIN_CODED = 5
"""Lines with a code from which on a table shows where its columns are."""

LOOSE_GUTTER = 1.0
"""The same where only one line stands on one side of it: a last word that happens to stand free is no column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A strip of a band. ``header`` is the words above it; ``seen`` is set where the header told the role,
    ``bare`` says what bare numbers in it are; ``inner`` is the x range that its words cover."""

    left: float
    right: float
    role: Role = Role.OTHER
    header: str = ""
    seen: bool = False
    bare: Bare = Bare.OTHER
    inner: tuple[float, float] = (0.0, 0.0)

    def holds(self, word: Word) -> bool:
        return self.left <= (word.x0 + word.x1) / 2 < self.right


def columns_of(
    band: Band, lines: Sequence[Line], headers: Sequence[Line], vocabulary: Vocabulary
) -> tuple[Column, ...]:
    """The strips between gutters, left to right, without roles. ``lines`` are the band's, from first to last anchor.

    A header that stands over no strip has a column of its own, if an empty one. In a table of cells the columns are
    theirs.
    """
    if band.edges:
        return tuple(Column(a, b, inner=(a, b)) for a, b in pairwise(band.edges))
    rows = _without_bars([line for line in lines if _is_row_line(line, band)], band)
    strips = _strips(rows or list(lines), allowed=len(rows) // 30)
    strips = _with_sparse(strips, [w for line in rows for w in line.words])
    strips = _joined(strips, rows, median([w.size for line in rows for w in line.words] or [10.0]))
    strips = _without_rivers(strips, rows)
    strips = _without_bullets(strips, rows)
    strips = _joined_under_heads(strips, head_cells(head_lines(headers, vocabulary), vocabulary), rows)
    named = [w for line in headers for w in head_phrases(line, vocabulary) if header_role(w.text, vocabulary)]
    if not in_step(head_cells(head_lines(headers, vocabulary), vocabulary), strips):
        strips = _split_under_headers(_with_sparse(strips, named, apart=0), named, rows, vocabulary)
    strips = strips or [(band.code_left, band.code_right)]
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(strips)]
    bounds = [band.left, *edges, band.right]
    return tuple(Column(a, b, inner=strip) for a, b, strip in zip(bounds, bounds[1:], strips, strict=False))


def continued(
    before: Sequence[Column], band: Band, lines: Sequence[Line], headers: Sequence[Line], vocabulary: Vocabulary
) -> tuple[Column, ...]:
    """The columns of the page before where the table goes on without a header: same codes, and no word across an
    edge. Columns of cells are known."""
    if band.edges or any(is_header(line, vocabulary) for line in headers):
        return ()
    code = next((column for column in before if column.role is Role.CODE), None)
    if code is None or not (code.left <= band.code_left and band.code_right <= code.right):
        return ()
    if band.code_right < code.inner[0] or band.code_left > code.inner[1]:
        return ()  # in the other half of the page
    rows = [line for line in lines if _is_row_line(line, band)]
    edges = [column.right for column in before[:-1]]
    crossing = sum(w.x0 < x - 1 and w.x1 > x + 1 for line in rows for w in line.words for x in edges)
    return tuple(before) if crossing <= 0.03 * len(rows) else ()


def _without_bars(lines: Sequence[Line], band: Band) -> list[Line]:
    """Lines without the headings set across the columns: words that run on where most rows leave a gutter."""
    coded = [line for line in lines if _is_coded(line, band)]
    if len(coded) < MIN_CODED:
        return list(lines)
    strips = _strips(coded, allowed=0)
    firm = [_support(strip, coded) >= 0.5 * len(coded) for strip in strips]
    pairs = zip(pairwise(strips), pairwise(firm), strict=True)
    wide = LOOSE_GUTTER * coded[0].words[0].size
    gutters = [(a[1], b[0]) for (a, b), both in pairs if all(both) and b[0] - a[1] > wide]
    kept = {id(line) for line in coded}
    return [line for line in lines if id(line) in kept or not _crosses(line, gutters)]


def _is_coded(line: Line, band: Band) -> bool:
    return any(a.spans(line.middle, 0.5 * (line.y1 - line.y0)) for a in band.anchors)


def _crosses(line: Line, gutters: Sequence[tuple[float, float]]) -> bool:
    return any(p.x0 < left - 1 and p.x1 > left + 0.8 * (right - left) for p in phrases(line) for left, right in gutters)


def _is_row_line(line: Line, band: Band) -> bool:
    """Not a heading: the line has an anchor, or leaves the code column empty."""
    inside = [w for w in line.words if w.x0 < band.code_right and w.x1 > band.code_left]
    if not inside or band.stacked:
        return True
    height = max(w.size for w in inside)
    return any(a.spans(line.middle, 0.4 * height) and a.box[0] >= inside[0].x0 - 1 for a in band.anchors)


def _strips(lines: Sequence[Line], allowed: int) -> list[tuple[float, float]]:
    """x ranges covered by words of more than ``allowed`` lines, cut at gutters wide enough."""
    height = median([w.size for line in lines for w in line.words] or [10.0])
    events: list[tuple[float, int]] = []
    for line in lines:
        for word in line.words:
            events += [(word.x0, 1), (word.x1, -1)]
    strips: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, step in sorted(events, key=lambda e: (e[0], -e[1])):
        before, depth = depth, depth + step
        if before <= allowed < depth:
            start = x
        elif depth <= allowed < before:
            strips.append((start, x))
    return _joined(strips, lines, height)


def _joined(strips: Sequence[tuple[float, float]], lines: Sequence[Line], height: float) -> list[tuple[float, float]]:
    """Strips without the gaps that are too narrow to be gutters."""
    joined: list[tuple[float, float]] = []
    for strip in strips:
        gap = strip[0] - joined[-1][1] if joined else height
        thin = joined and min(_support(strip, lines), _support(joined[-1], lines)) < (4 if len(lines) > 20 else 2)
        if joined and gap < (LOOSE_GUTTER if thin else MIN_GUTTER) * height:
            joined[-1] = (joined[-1][0], strip[1])
        else:
            joined.append(strip)
    return joined


def _without_rivers(strips: Sequence[tuple[float, float]], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Strips joined where the right one never stands by itself: each word in it goes on where a word on its left ends.

    Justified text has rivers of white that look like gutters; a column has room before it on some line at least.
    """
    joined: list[tuple[float, float]] = []
    for strip in strips:
        if joined and all(_goes_on(line, joined[-1], strip) for line in lines):
            joined[-1] = (joined[-1][0], strip[1])
        else:
            joined.append(strip)
    return joined


def _joined_under_heads(
    strips: Sequence[tuple[float, float]], heads: Sequence[tuple[float, float]], lines: Sequence[Line]
) -> list[tuple[float, float]]:
    """Strips joined where one with a few entries stands under the head of the next: numbers set apart in one cell."""
    height = median([w.size for line in lines for w in line.words] or [10.0])
    joined: list[tuple[float, float]] = []
    for strip in strips:
        if joined and heads and strip[0] - joined[-1][1] < NUMBER_GAP * height:
            few = min(_support(strip, lines), _support(joined[-1], lines)) <= SPARSE * len(lines)
            if few and _nearest(strip, heads) == _nearest(joined[-1], heads):
                joined[-1] = (joined[-1][0], strip[1])
                continue
        joined.append(strip)
    return joined


def _nearest(strip: tuple[float, float], heads: Sequence[tuple[float, float]]) -> int:
    return min(range(len(heads)), key=lambda i: abs(sum(heads[i]) - sum(strip)))


NUMBER_GAP = 3.0
"""Between two numbers of one cell, in heights of a line."""
SPARSE = 0.25
"""Of a table's lines, a part of a column that is set apart has at most so many."""


def _without_bullets(strips: Sequence[tuple[float, float]], lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Strips of nothing but bullets joined with the text that they begin."""
    joined: list[tuple[float, float]] = []
    start: float | None = None
    for position, strip in enumerate(strips):
        words = (w.text for line in lines for w in line.words if strip[0] <= (w.x0 + w.x1) / 2 <= strip[1])
        bullets = position + 1 < len(strips) and not any(ch.isalnum() for text in words for ch in text)
        if bullets and strips[position + 1][0] - strip[1] < BULLET_ROOM * (strip[1] - strip[0]):
            start = strip[0] if start is None else start
        else:
            joined.append((strip[0] if start is None else start, strip[1]))
            start = None
    return joined


BULLET_ROOM = 4.0
"""Between a bullet and its text, in widths of the bullet."""


def _goes_on(line: Line, left: tuple[float, float], strip: tuple[float, float]) -> bool:
    here = [w for w in line.words if w.x0 < strip[1] and w.x1 > strip[0]]
    if not here:
        return True
    before = [w for w in line.words if left[0] <= w.x0 and w.x1 <= strip[0] + 0.5]
    return bool(before) and here[0].x0 - before[-1].x1 < LOOSE_GUTTER * here[0].size


def _support(strip: tuple[float, float], lines: Sequence[Line]) -> int:
    """How many lines have a word in a strip."""
    return sum(any(w.x0 < strip[1] and w.x1 > strip[0] for w in line.words) for line in lines)


def _split_under_headers(
    strips: Sequence[tuple[float, float]], headers: Sequence[Word], rows: Sequence[Line], vocabulary: Vocabulary
) -> list[tuple[float, float]]:
    """Strips cut where two headers of different roles stand over one: a narrow gutter between a right-aligned page
    number and the text beside it is no wider than a space."""
    found: list[tuple[float, float]] = []
    for left, right in strips:
        over = sorted((h for h in headers if h.x0 < right and h.x1 > left), key=lambda h: h.x0)
        start = left
        for a, b in pairwise(over):
            if header_role(a.text, vocabulary) is header_role(b.text, vocabulary) or b.x0 <= a.x1:
                continue
            cut = _freest(max(a.x0, start), min(b.x0, right), rows)
            if cut is not None:
                found.append((start, cut))
                start = cut
        found.append((start, right))
    return found


CUT_TEXT = 0.03
"""Of a table's lines, a cut between two headers goes through the text of at most so many."""


def _freest(left: float, right: float, rows: Sequence[Line]) -> float | None:
    """The middle of the widest gap between two headers that fewest words cross; None where every cut would go through
    the text of many rows."""
    steps = range(int(left) + 1, int(right) + 1)
    crossed = {x: sum(w.x0 < x - 0.5 and w.x1 > x + 0.5 for line in rows for w in line.words) for x in steps}
    if not crossed or min(crossed.values()) > CUT_TEXT * len(rows):
        return None
    fewest = min(crossed.values())
    gaps = [list(run) for free, run in groupby(steps, key=lambda x: crossed[x] == fewest) if free]
    widest = max(gaps, key=len)
    return float(widest[len(widest) // 2])


def _with_sparse(
    strips: list[tuple[float, float]], words: Sequence[Word], apart: float = 2
) -> list[tuple[float, float]]:
    """Columns with only a few entries: words that stand clear of every strip, by so many points, make strips of their
    own."""
    loose = [w for w in words if all(w.x1 <= s[0] - apart or w.x0 >= s[1] + apart for s in strips)]
    extra = _strips([Line.of((w,)) for w in loose], allowed=0) if loose else []
    return sorted([*strips, *extra])
