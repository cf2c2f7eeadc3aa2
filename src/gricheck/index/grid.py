"""From words with boxes to lines, code anchors and table bands.

An anchor is a code that stands where other codes stand: left-aligned, centred or right-aligned under each other. Codes
in running text do not line up, and page ranges that look like codes ("2-5") stand in a column with no title beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from gricheck.index.codes import CodeMatch, codes_behind, codes_between, find_codes
from gricheck.model.document import Box, PageLayout, Word
from gricheck.model.standard import DASHES, Catalogue
from gricheck.vocabulary import Vocabulary, alternation

MAX_ANCHORS = 600
"""Codes of one page that can be rows; a page made to cost time has more, and what is left over is counted as not
read."""

MIN_UNTITLED = 4
"""Codes with their titles on the left are a table from this many on; fewer may be references behind a text."""

STRAY = 2
"""So many codes set in or out between others, or standing beside them, are no table of their own."""

SPACE = 0.36
"""Between two words of one cell, in heights of a line."""

CELL_GAP = 6.0
"""Two codes further apart than this, in heights of a line, stand in two tables."""

ALIGNED = 3.0
"""Points within which two codes stand under each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, from left to right, with the height they take (points)."""

    words: tuple[Word, ...]
    y0: float
    y1: float
    middle: float

    @classmethod
    def of(cls, words: Iterable[Word]) -> Line:
        """The line that words make; its middle is that of most of them, so a superscript does not move it."""
        ordered = tuple(sorted(words, key=lambda w: w.x0))
        if len(ordered) == 1:
            return cls(ordered, ordered[0].y0, ordered[0].y1, ordered[0].middle)
        return cls(ordered, min(w.y0 for w in ordered), max(w.y1 for w in ordered), median([w.middle for w in ordered]))

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One or several codes in one cell, with the box around them.

    ``left`` is where the cell's words begin: further left than the code in "GRI 103: Management (103-1, 103-2)".
    ``open`` says that a separator stands behind the last code, so that the cell goes on below.
    """

    codes: tuple[CodeMatch, ...]
    box: Box
    line: int | None
    left: float
    open: bool = False

    def covers(self, word: Word) -> bool:
        """Whether a word is one of its own."""
        x0, y0, x1, y1 = self.box
        return x0 - 1 < word.x0 and word.x1 < x1 + 1 and y0 < word.middle < y1

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    def spans(self, y: float, near: float) -> bool:
        """Whether a height is near that of the codes, or between the first and the last of several lines of them."""
        return abs(self.middle - y) < near or (self.box[1] < y - near and y + near < self.box[3])


@dataclass(frozen=True)
class Band:
    """One table of a page: its anchors from top to bottom and the x range it may use.

    ``stacked`` says that titles stand under their codes, in the same cell.
    """

    anchors: tuple[Anchor, ...]
    left: float
    right: float
    stacked: bool = False

    @cached_property
    def code_left(self) -> float:
        return min(anchor.left for anchor in self.anchors)

    @cached_property
    def code_right(self) -> float:
        return max(anchor.box[2] for anchor in self.anchors)


_LEADER = re.compile(r"[.…·_‧]+")


def without_leaders(layout: PageLayout) -> PageLayout:
    """A page without the dots that lead from a title to its page: the words of nothing but dots in a row of them."""
    dots = [word for word in layout.words if _LEADER.fullmatch(word.text)]
    if sum(len(word.text) for word in dots) < MIN_DOTS:
        return layout
    leading = {id(word) for word in dots}
    return replace(layout, words=tuple(word for word in layout.words if id(word) not in leading))


MIN_DOTS = 20
"""Dots on a page from which on they lead the eye."""


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Words grouped by baseline, top to bottom. Cells that sit half a line apart are separate lines."""
    return tuple(map(Line.of, baselines(words)))


def baselines(words: Iterable[Word]) -> list[list[Word]]:
    """The words of each line, lines from top to bottom, words in no order."""
    rows: list[list[Word]] = []
    middle = size = 0.0
    for word in sorted(words, key=lambda w: (w.y0 + w.y1, w.x0)):
        y0, y1 = word.y0, word.y1
        if rows and (y0 + y1) / 2 - middle < 0.3 * max(y1 - y0, size):
            rows[-1].append(word)
        else:
            rows.append([word])
            middle, size = (y0 + y1) / 2, y1 - y0
    return rows


def find_bands(layout: PageLayout, catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[Band, ...]:
    """The tables of a page from left to right; none where no codes line up."""
    lines = lines_of(layout.words)
    joints = Joints.of(vocabulary)
    anchors = _of_one_age([anchor for line in lines for anchor in _anchors(line, catalogue, joints)][:MAX_ANCHORS])
    columns = _columns(anchors)
    kept = [c for c in columns if not _is_reference_column(c, columns, lines)]
    if any(not _is_loose(c) for c in kept):
        kept = [c for c in kept if not _is_loose(c) or len(c) >= 3]
    strong = [c for c in kept if len(c) >= 2] or kept[:1]
    strong = [_with_lead_lines(_with_bare_standards(column, lines), lines) for column in strong]
    return tuple(_bands(sorted(strong, key=lambda c: c[0].box[0]), layout, lines))


def _of_one_age(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Anchors without "DMA" in an index of numbered codes, where it is a word and not a code of G4's."""
    numbered = sum(code.code[0].isdigit() for anchor in anchors for code in anchor.codes)
    old = sum(code.code != "G4-DMA" for anchor in anchors for code in anchor.codes) - numbered
    if old >= numbered:
        return list(anchors)
    kept = (replace(a, codes=tuple(c for c in a.codes if not (c.loose and c.code == "G4-DMA"))) for a in anchors)
    return [anchor for anchor in kept if anchor.codes]


@dataclass(frozen=True, slots=True)
class Joints:
    """What may stand between two codes of one cell: a separator, or a word or dash for all codes between them."""

    both: re.Pattern[str]
    to: re.Pattern[str]

    @classmethod
    def of(cls, words: Vocabulary) -> Joints:
        """The joints in all languages."""
        return cls(
            re.compile(rf"[\s,;/&+]{{1,4}}|\s?{alternation(words.and_words)}\s", re.IGNORECASE),
            re.compile(rf"\s?[{DASHES}]\s?|\s?{alternation(words.to_words)}\s", re.IGNORECASE),
        )


def _anchors(line: Line, catalogue: Catalogue, joints: Joints) -> Iterator[Anchor]:
    """Codes of a line that begin a word; codes next to each other in one cell make one anchor."""
    starts, position = [], 0
    for word in line.words:
        starts.append(position + (word.text[0] in _BRACKETS and len(word.text) > 1))
        position += len(word.text) + 1
    group: list[CodeMatch] = []
    for match in find_codes(line.text, catalogue, loose=True):
        between = line.text[group[-1].end : match.start] if group else ""
        linked = bool(group) and bool(joints.both.fullmatch(between) or joints.to.fullmatch(between))
        if linked and match.start in starts:
            place = starts.index(match.start)
            linked = line.words[place].x0 - line.words[place - 1].x1 < CELL_GAP * line.words[place].size
        if match.start not in starts and not linked:
            continue
        if group and linked and joints.to.fullmatch(between):
            group += codes_between(group[-1], match)
        elif group and not linked:
            yield _anchor(line, starts, group)
            group = []
        group += (match, *codes_behind(line.text, match))
    if group:
        yield _anchor(line, starts, group)


_BRACKETS = "([（"


def _anchor(line: Line, starts: Sequence[int], group: Sequence[CodeMatch]) -> Anchor:
    words = [w for w, s in zip(line.words, starts, strict=True) if group[0].start <= s < group[-1].end]
    words = words or [next(w for w, s in zip(line.words, starts, strict=True) if s + len(w.text) > group[0].start)]
    return Anchor(
        tuple(group),
        around(words),
        words[0].line,
        _cell_left(line, words[0], group[0]),
        _is_open(line, words[-1], group),
    )


def _is_open(line: Line, last: Word, group: Sequence[CodeMatch]) -> bool:
    """Whether nothing but a separator stands behind the last code in its cell."""
    place = line.words.index(last) + 1
    end = place
    while end < len(line.words) and line.words[end].x0 - line.words[end - 1].x1 < last.size:
        end += 1
    behind = sum(len(w.text) + 1 for w in line.words[:end]) - 1
    return _SEPARATORS.fullmatch(line.text[group[-1].end : behind]) is not None


_SEPARATORS = re.compile(r"\s*[,;/&+]\s*")


def _cell_left(line: Line, word: Word, code: CodeMatch) -> float:
    """Where the words begin that lead up to a code and name its standard; else where the code begins."""
    place = line.words.index(word)
    start = place
    while start and line.words[start].x0 - line.words[start - 1].x1 < SPACE * word.size:
        start -= 1
    lead = " ".join(w.text for w in line.words[start:place])
    named = re.search(rf"(?<!\d){code.code.rpartition('-')[0]}(?!\d|[{DASHES}]\d)", lead)
    bracketed = word.text[0] in _BRACKETS and re.fullmatch(r"[\w:]+", lead)
    return line.words[start].x0 if (named or bracketed) and code.code[:1].isdigit() else word.x0


def around(words: Sequence[Word]) -> Box:
    """The box around words."""
    return (
        min(w.x0 for w in words),
        min(w.y0 for w in words),
        max(w.x1 for w in words),
        max(w.y1 for w in words),
    )


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


def _is_reference_column(column: Sequence[Anchor], columns: Sequence[Sequence[Anchor]], lines: Sequence[Line]) -> bool:
    """Whether the codes are no rows of their own: page ranges, or references beside the real code column."""
    sector = all("." in code.code for anchor in column for code in anchor.codes)
    others = [
        anchor
        for other in columns
        if other is not column and (len(other) >= len(column) or (sector and other[0].box[2] < column[0].box[0]))
        for anchor in other
    ]
    titled = sum(_has_title(anchor, lines) for anchor in column) >= 0.5 * len(column)
    if not others:
        # The only column of codes, with its titles on the left or without any: an index of codes and pages.
        return not titled and len(column) < MIN_UNTITLED
    if sum(_repeats(anchor, others) for anchor in column) >= 0.5 * len(column):
        return True
    beside = sum(any(abs(a.middle - o.middle) < 0.6 * (a.box[3] - a.box[1]) for o in others) for a in column)
    bare = all(not code.prefixed for anchor in column for code in anchor.codes)
    if len(column) <= STRAY and len(others) >= 10 and bare and beside == len(column):
        return True  # a page range like "3-4", whatever stands right of it
    if titled:
        return False
    return beside >= 0.5 * len(column) or bare


def _repeats(anchor: Anchor, others: Sequence[Anchor]) -> bool:
    """Whether a code stands in the text of its own row: the last code above it, further left, is the same."""
    above = [o for o in others if o.middle <= anchor.middle + 1 and o.box[2] < anchor.box[0]]
    last = max(above, key=lambda o: o.middle, default=None)
    return last is not None and last.codes[0].code == anchor.codes[0].code


def _has_title(anchor: Anchor, lines: Sequence[Line]) -> bool:
    """Whether words stand to the right of a code, at its height or half a line off, or on the next line under it."""
    height = anchor.box[3] - anchor.box[1]
    if _has_title_under(anchor, lines):
        return True
    for line in lines:
        if abs(line.middle - anchor.middle) > 0.9 * height:
            continue
        room = max(200.0, 16 * height)
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


def _with_bare_standards(column: Sequence[Anchor], lines: Sequence[Line]) -> list[Anchor]:
    """Rows that print only "103" where a code belongs are rows too: a management approach without its number."""
    left = min(a.box[0] for a in column)
    right = max(a.box[2] for a in column)
    found = list(column)
    for line in lines:
        for word in line.words:
            if word.text != "103" or any(anchor.covers(word) for anchor in column):
                continue  # "103 - 1" begins with it, and is read already
            if left - ALIGNED <= word.x0 and word.x1 <= right + ALIGNED:
                match = CodeMatch("103", "103", 0, 3)
                found.append(Anchor((match,), (word.x0, word.y0, word.x1, word.y1), word.line, word.x0))
    return sorted(found, key=lambda a: a.middle)


def _with_lead_lines(column: Sequence[Anchor], lines: Sequence[Line]) -> list[Anchor]:
    """Codes with the word that stands on a line of its own above most of them: "Disclosure" over "2-1"."""
    found: list[Word | None] = []
    for anchor in column:
        height = anchor.box[3] - anchor.box[1]
        above = [line for line in lines if 0 <= anchor.box[1] - line.y1 + 0.2 * height < 0.7 * height]
        words = [w for line in above for w in line.words if w.x0 < anchor.box[2] and w.x1 > anchor.box[0]]
        found.append(words[0] if len(words) == 1 and words[0].text.isalpha() else None)
    texts = [word.text for word in found if word is not None]
    common = max(set(texts), key=texts.count, default="")
    if texts.count(common) < LEAD * len(column):
        return list(column)
    return [
        replace(anchor, box=_joined(anchor.box, word), left=min(anchor.left, word.x0))
        if word is not None and word.text == common
        else anchor
        for anchor, word in zip(column, found, strict=True)
    ]


LEAD = 0.6
"""The share of codes with the same word above them from which on it is a part of the code."""


def _joined(box: Box, word: Word) -> Box:
    return min(box[0], word.x0), min(box[1], word.y0), max(box[2], word.x1), max(box[3], word.y1)


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
        yield Band(tuple(column), left, right, under >= STACKED * len(column))


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
