"""How well scores lead to the pages that are cited: ranks, the figures made of them, and ROC AUC. Pure functions.

A score is kept by its page; NaN is the score of a page of which a ranker can say nothing, and stands below all others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan, nan
from statistics import fmean

from gricheck.matcher.search import mean_and_spread

Scores = Mapping[int, float]


@dataclass(frozen=True)
class Ranked:
    """What one ranker did: the rank of the first cited page of each row, and the standard scores of the cited pages and
    of as many pages drawn at random."""

    ranks: tuple[float, ...] = ()
    cited: tuple[float, ...] = ()
    drawn: tuple[float, ...] = ()


def pooled(parts: Iterable[Ranked]) -> Ranked:
    """The rows of several reports as if they were one's: a long index counts more than a short one."""
    kept = list(parts)
    return Ranked(
        ranks=tuple(rank for part in kept for rank in part.ranks),
        cited=tuple(score for part in kept for score in part.cited),
        drawn=tuple(score for part in kept for score in part.drawn),
    )


def first_rank(scores: Scores, cited: Collection[int]) -> float:
    """The rank, from 1, of the best cited page; among equal pages the mean over every order in which they may come."""
    values = {page: floored(score) for page, score in scores.items()}
    best = max(values[page] for page in cited)
    above = sum(value > best for value in values.values())
    tied = [page for page, value in values.items() if value == best]
    own = sum(page in cited for page in tied)
    return 1 + above + (len(tied) - own) / (own + 1)


def hit(ranks: Sequence[float], among: int) -> float:
    """The share of rows with a cited page among the first so many."""
    return fmean(rank <= among for rank in ranks) if ranks else nan


def reciprocal(ranks: Sequence[float]) -> float:
    """The mean reciprocal rank (MRR)."""
    return fmean(1 / rank for rank in ranks) if ranks else nan


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The share of pairs in which the positive scores higher, a tie counted as half a pair; NaN without any pair."""
    if not positive or not negative:
        return nan
    low = sorted(map(floored, negative))
    won = sum(bisect_left(low, value) + bisect_right(low, value) for value in map(floored, positive))
    return won / (2 * len(positive) * len(negative))


def standardized(scores: Scores) -> dict[int, float]:
    """How far each page stands above the mean of those that have a score, in standard deviations."""
    known = [page for page, score in scores.items() if not isnan(score)]
    mean, spread = mean_and_spread([scores[page] for page in known])
    found = {page: (scores[page] - mean) / spread if spread else 0.0 for page in known}
    return {page: found.get(page, nan) for page in scores}


def floored(score: float) -> float:
    return -inf if isnan(score) else score
