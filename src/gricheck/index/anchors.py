"""Codes with the place where they stand: one anchor for each cell of codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gricheck.index.codes import CodeMatch, codes_behind, codes_between, find_codes
from gricheck.index.lines import Line, around
from gricheck.model.document import Box, Word
from gricheck.model.standard import DASHES, Catalogue
from gricheck.vocabulary import Vocabulary, alternation

SPACE = 0.36
"""Between two words of one cell, in heights of a line."""

CELL_GAP = 6.0
"""Two codes further apart than this, in heights of a line, stand in two tables."""

ALIGNED = 3.0
"""Points within which two codes stand under each other."""


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


def of_one_age(anchors: Sequence[Anchor]) -> list[Anchor]:
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


def anchors_of(line: Line, catalogue: Catalogue, joints: Joints) -> Iterator[Anchor]:
    """Codes of a line that begin a word; codes next to each other in one cell make one anchor."""
    starts, position = [], 0
    for word in line.words:
        starts.append(position + (word.text[0] in _BRACKETS and len(word.text) > 1))
        position += len(word.text) + 1
    group: list[CodeMatch] = []
    for match in find_codes(line.text, catalogue, loose=True):
        between = line.text[group[-1].end : match.start] if group else ""
        linked = bool(group) and bool(joints.both.fullmatch(between) or joints.to.fullmatch(between))
        # A sector standard's number and a code with only white space between them are two cells.
        linked = linked and (bool(between.strip()) or ("." in match.code) == ("." in group[-1].code))
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


def with_bare_standards(column: Sequence[Anchor], lines: Sequence[Line]) -> list[Anchor]:
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


def with_lead_lines(column: Sequence[Anchor], lines: Sequence[Line]) -> list[Anchor]:
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
