"""Words on one baseline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from gricheck.model.document import Box, PageLayout, Word


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


def around(words: Sequence[Word]) -> Box:
    """The box around words."""
    return (
        min(w.x0 for w in words),
        min(w.y0 for w in words),
        max(w.x1 for w in words),
        max(w.y1 for w in words),
    )
