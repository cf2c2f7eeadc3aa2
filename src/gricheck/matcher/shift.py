"""Whether the page numbers of an index as a whole are off: an index made before the layout was final."""

from __future__ import annotations

from gricheck.matcher.coverage import Coverage
from gricheck.matcher.queries import is_of_topic
from gricheck.model.evidence import Shift
from gricheck.model.mapping import RowMatch

MAX_SHIFT = 3
MIN_ROWS = 8
GAIN, RATIO = 1.0, 2.0
"""Page numbers are off where so many rows agree that the shifted pages stand so much, and so many times, higher."""
CLEAR = 1.25
"""So far above the mean, in standard deviations, a shifted page has to stand."""


def find_shift(coverage: Coverage) -> Shift | None:
    """By how many pages the numbers of the index are off, None where they are not or it cannot be told."""
    rows = [match for match in coverage.mapping.matches if coverage.cited(match) and not is_of_topic(match)]
    if len(rows) < MIN_ROWS:
        return None
    values = [_by_shift(match, coverage) for match in rows]
    means = {by: sum(found[by] for found in values) / len(values) for by in range(-MAX_SHIFT, MAX_SHIFT + 1)}
    best = max(means, key=lambda by: (means[by], -abs(by)))
    fitting = sum(found[best] > max(found[0], CLEAR) for found in values)
    clear = means[best] >= max(RATIO * means[0], means[0] + GAIN)
    if best == 0 or not clear or fitting < max(MIN_ROWS, len(rows) / 2):
        return None
    return Shift(best, len(rows), fitting)


def _by_shift(match: RowMatch, coverage: Coverage) -> dict[int, float]:
    """How well each shift of a row's pages fits: the best of them, 0 where they leave the report."""
    standard = coverage.of_row(match).standard
    pages = [coverage.search.stretches[place].page for place in coverage.cited(match)]
    found = {}
    for by in range(-MAX_SHIFT, MAX_SHIFT + 1):
        places = (coverage.places.get(page + by) for page in pages)
        found[by] = max((standard[place] for place in places if place is not None), default=0.0)
    return found
