"""Whether the page numbers of an index as a whole are off: an index made before the layout was final."""

from __future__ import annotations

from statistics import fmean

from gricheck.matcher.coverage import Coverage
from gricheck.matcher.queries import is_of_topic
from gricheck.model.evidence import Shift
from gricheck.model.mapping import RowMatch

SHIFTS = range(-3, 4)
MIN_CELLS, MIN_FITTING, MOST = 6, 5, 0.6
GAIN, RATIO = 1.0, 2.0
"""Page numbers are off where so many rows agree that the shifted pages stand so much, and so many times, higher."""
CLEAR = 1.25
"""So far above the mean, in standard deviations, a shifted page has to stand."""


def find_shift(coverage: Coverage) -> Shift | None:
    """By how many pages the numbers of the index are off, None where they are not or it cannot be told.

    Rows that cite the same pages are one witness: a cell may stand beside ten codes.
    """
    if not coverage.mapping.pagination.judged:
        return None
    cells: dict[tuple[int, ...], list[dict[int, float]]] = {}
    for match in coverage.mapping.matches:
        if (pages := coverage.cited(match)) and not is_of_topic(match):
            cells.setdefault(pages, []).append(_by_shift(match, coverage))
    if len(cells) < MIN_CELLS:
        return None
    values = [{by: fmean(row[by] for row in rows) for by in SHIFTS} for rows in cells.values()]
    means = {by: fmean(found[by] for found in values) for by in SHIFTS}
    best = max(means, key=lambda by: (means[by], -abs(by)))
    fitting = sum(found[best] > max(found[0], CLEAR) for found in values)
    clear = means[best] >= max(RATIO * means[0], means[0] + GAIN)
    if best == 0 or not clear or fitting < max(MIN_FITTING, MOST * len(cells)):
        return None
    return Shift(best, len(cells), fitting)


def _by_shift(match: RowMatch, coverage: Coverage) -> dict[int, float]:
    """How well each shift of a row's pages fits: the best of them, 0 where they leave the report."""
    weighed = coverage.of_row(match)
    pages = [coverage.stretches[place].page for place in coverage.cited(match)]
    found = {}
    for by in SHIFTS:
        shifted = (page + by for page in pages if page + by in coverage.mapping.file_pages(page))
        places = map(coverage.places.get, shifted)
        found[by] = max((weighed.standard(place) for place in places if place is not None), default=0.0)
    return found
