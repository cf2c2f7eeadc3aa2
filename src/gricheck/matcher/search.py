"""Search in one report: its stretches ranked for weighted terms (BM25), with the lines on which the terms stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from math import fsum, log, sqrt

from gricheck.matcher.stretches import Stretch
from gricheck.matcher.tokens import tokens
from gricheck.progress import steps

SATURATION = 2.0
"""BM25's k1: how much a further mention of a term still adds."""
LENGTH = 0.5
"""BM25's b: how much of a stretch's length is held against it; tables are short and full, prose is long."""

Query = Mapping[str, float]
"""Terms with their weights. A phrase is its terms joined by a space."""


class Search:
    """The stretches of one report. ``phrases`` maps runs of terms to the names under which they are counted, ``marks``
    finds what else counts as a term in a line. What words are worth is told by the first ``own`` stretches, which are
    the report's itself."""

    def __init__(
        self,
        stretches: Sequence[Stretch],
        phrases: Mapping[tuple[str, ...], Sequence[str]],
        marks: Callable[[str], Iterable[str]] = lambda line: (),
        own: int | None = None,
    ) -> None:
        self.stretches = tuple(stretches)
        self._own = len(self.stretches) if own is None else own
        starts = _by_start(phrases)
        self._lines: list[dict[str, list[int]]] = []
        self._lengths: list[int] = []
        self._lists: list[bool] = []
        self._marks: list[frozenset[str]] = []
        for stretch in steps("going through page", self.stretches):
            words, lines = _words(stretch)
            self._lengths.append(len(words))
            found = _places(words, lines, starts)
            marked = _marked(stretch, marks)
            self._lists.append(len(marked) > MAX_MARKS and len(words) < WORDS_A_MARK * len(marked))
            self._marks.append(frozenset() if self._lists[-1] else frozenset(marked))
            self._lines.append(found if self._lists[-1] else found | marked)
        self._postings: dict[str, dict[int, int]] = {}
        for place, held in enumerate(self._lines):
            for term, numbers in held.items():
                self._postings.setdefault(term, {})[place] = len(numbers)

    @cached_property
    def _mean_length(self) -> float:
        lengths = self._lengths[: self._own]
        return sum(lengths) / len(lengths) if any(lengths) else 1.0

    def rarity(self, term: str) -> float:
        """How much a term tells: high where few stretches hold it, next to nothing where nearly all do."""
        held = self._held(term)
        return log(1 + (self._own - held + 0.5) / (held + 0.5))

    def _held(self, term: str) -> int:
        """How many of the report's own stretches hold a term."""
        places = self._postings.get(term, {})
        return len(places) if self._own == len(self.stretches) else sum(place < self._own for place in places)

    def scores(self, query: Query) -> list[float]:
        """A score for each stretch, 0 where it holds no term of the query."""
        found = [0.0] * len(self.stretches)
        for term, weight in query.items():
            held = self._postings.get(term)
            if not held:
                continue
            worth = weight * self.rarity(term) * (SATURATION + 1)
            for place, count in held.items():
                size = SATURATION * (1 - LENGTH + LENGTH * self._lengths[place] / self._mean_length)
                found[place] += worth * count / (count + size)
        return found

    def terms(self, place: int) -> Mapping[str, Sequence[int]]:
        """The terms of a stretch, each with the numbers of the lines on which it stands, from 0."""
        return self._lines[place]

    def holds(self, term: str) -> bool:
        """Whether any stretch of the report holds a term."""
        return self._held(term) > 0

    def numbers(self, place: int) -> int:
        """How many numbers stand there, years and single digits not counted."""
        held = self._lines[place].items()
        return sum(len(lines) for term, lines in held if term[0].isdigit() and _YEAR.fullmatch(term) is None)

    def is_list(self, place: int) -> bool:
        """Whether it lists so many marks that it tells of none of them: what an assurer looked at, another index."""
        return self._lists[place]

    def is_empty(self, place: int) -> bool:
        """Whether a stretch has next to no words: a picture, a divider, a blank page."""
        return self._lengths[place] < FEW_WORDS

    def marks(self, place: int) -> frozenset[str]:
        """The marks of a stretch; none of a list of them."""
        return self._marks[place]


FEW_WORDS = 12
MAX_MARKS, WORDS_A_MARK = 8, 15
"""A stretch with more marks, and not so many words for each of them, is a list of them."""
_YEAR = re.compile(r"(?:19|20)\d\d|\d")


def mean_and_spread(scores: Sequence[float]) -> tuple[float, float]:
    """The mean of some scores and their standard deviation; 0 and 0 where there are none."""
    if not scores:
        return 0.0, 0.0
    mean = fsum(scores) / len(scores)
    return mean, sqrt(fsum((score - mean) ** 2 for score in scores) / len(scores))


Starts = Mapping[str, Mapping[str, Sequence[tuple[list[str], Sequence[str]]]]]
"""Runs of terms by their first and their second term (empty for a run of one), each with its names."""


def _by_start(phrases: Mapping[tuple[str, ...], Sequence[str]]) -> Starts:
    found: dict[str, dict[str, list[tuple[list[str], Sequence[str]]]]] = {}
    for run, names in phrases.items():
        second = run[1] if len(run) > 1 else ""
        found.setdefault(run[0], {}).setdefault(second, []).append((list(run), names))
    return found


def _words(stretch: Stretch) -> tuple[list[str], list[int]]:
    """The terms of a stretch in order, and the line of each. The lines are read at one go, their ends being terms."""
    found = tokens("\n".join(stretch.lines), ends=True)
    lines = list(accumulate(term == "\n" for term in found))
    words = [term for term in found if term != "\n"]
    return words, [line for line, term in zip(lines, found, strict=True) if term != "\n"]


def _marked(stretch: Stretch, marks: Callable[[str], Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, line in enumerate(stretch.lines):
        for mark in marks(line):
            found.setdefault(mark, []).append(number)
    return found


def _places(words: Sequence[str], lines: Sequence[int], starts: Starts) -> dict[str, list[int]]:
    """Term to the lines on which it stands. A phrase may run over the end of a line."""
    found: dict[str, list[int]] = {}
    for word, line in zip(words, lines, strict=True):
        if word in found:
            found[word].append(line)
        else:
            found[word] = [line]
    opening = [at for at, word in enumerate(words) if word in starts]
    for at in opening:
        runs = starts[words[at]]
        following = words[at + 1] if at + 1 < len(words) else ""
        for second in ("", following) if following else ("",):
            for run, names in runs.get(second, ()):
                if len(run) < 3 or words[at : at + len(run)] == run:
                    for name in names:
                        found.setdefault(name, []).append(lines[at])
    return found
