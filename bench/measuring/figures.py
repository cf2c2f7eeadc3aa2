"""The five figures of one report, and what they rest on: the index as transcribed against the index as read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, fields
from statistics import mean

from measuring.corpus import Index, Line


@dataclass(frozen=True)
class Figures:
    """All from 0 to 1. ``page``, ``id``, ``tuple`` and ``label`` are F1 of sets: the pages of the index; the codes; the
    pairs of code and 0-based page; the pairs of code and printed number. ``kind`` is the share of transcribed lines
    for which a line of the same code and kind of location was read."""

    page: float
    id: float
    tuple: float
    label: float
    kind: float


NAMES = tuple(field.name for field in fields(Figures))


def figures(gold: Index, read: Index) -> Figures:
    return Figures(
        page=f1(gold.pages, read.pages),
        id=f1(codes(gold), codes(read)),
        tuple=f1(page_pairs(gold), page_pairs(read)),
        label=f1(label_pairs(gold), label_pairs(read)),
        kind=share(kinds(gold), kinds(read)),
    )


def average(all_figures: Iterable[Figures]) -> Figures:
    """The macro mean: every report counts the same, however long its index."""
    rows = [tuple(getattr(one, name) for name in NAMES) for one in all_figures]
    return Figures(*map(mean, zip(*rows, strict=True)))


def f1(gold: frozenset[Hashable], read: frozenset[Hashable]) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
    return 2 * len(gold & read) / (len(gold) + len(read)) if gold or read else 1.0


def share(gold: Counter[Hashable], read: Counter[Hashable]) -> float:
    return (gold & read).total() / gold.total() if gold else 1.0


def codes(index: Index) -> frozenset[Hashable]:
    return frozenset(line.code for line in index.lines)


def page_pairs(index: Index) -> frozenset[Hashable]:
    return frozenset((line.code, page) for line in index.lines for page in line.pages)


def label_pairs(index: Index) -> frozenset[Hashable]:
    return frozenset((line.code, label) for line in index.lines for label in line.labels)


def kinds(index: Index) -> Counter[Hashable]:
    return Counter((line.code, line.kind) for line in index.lines)


@dataclass(frozen=True)
class Difference:
    """A line as transcribed and as read; one of them is None where the other has no partner."""

    gold: Line | None
    read: Line | None

    @property
    def code(self) -> str:
        return next(line.code for line in (self.gold, self.read) if line)

    @property
    def place(self) -> int | None:
        """The 0-based page on which to look for the row."""
        return next((line.place for line in (self.gold, self.read) if line and line.place is not None), None)


def differences(gold: Index, read: Index) -> list[Difference]:
    """The lines that do not say the same, in the order of the transcription, then what was read beyond it."""
    left: dict[str, list[Line]] = {}
    for line in read.lines:
        left.setdefault(line.code, []).append(line)
    wrong = [line for line in gold.lines if not took_same(line, left)]
    partners = [Difference(line, took_next(line.code, left)) for line in wrong]
    return partners + [Difference(None, line) for lines in left.values() for line in lines]


def took_same(line: Line, left: dict[str, list[Line]]) -> bool:
    """Take a line that says the same out of those that are left."""
    same = next((other for other in left.get(line.code, ()) if says(other) == says(line)), None)
    if same is not None:
        left[line.code].remove(same)
    return same is not None


def took_next(code: str, left: dict[str, list[Line]]) -> Line | None:
    return left[code].pop(0) if left.get(code) else None


def says(line: Line) -> tuple[str, frozenset[int], frozenset[str]]:
    """What the figures look at."""
    return line.kind, line.pages, line.labels
