"""What gricheck says of rows that cite the right pages, and of the same rows with random pages in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import nan

from gricheck.matcher.evidence import with_evidence
from gricheck.model.evidence import Support
from gricheck.model.index import PageRef, Row
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.pipeline import coverage_of
from measuring.opened import Opened

Verdicts = Counter[Support]


@dataclass(frozen=True)
class Doubted:
    """Verdicts on rows as they are cited, and on the same rows with pages drawn at random. Rows that could not be
    judged either way count in neither."""

    cited: Verdicts
    drawn: Verdicts

    @property
    def precision(self) -> float:
        """The share of random pages among those without evidence, where one row in two is made wrong."""
        flagged = self.cited[Support.NONE] + self.drawn[Support.NONE]
        return self.drawn[Support.NONE] / flagged if flagged else nan

    @property
    def recall(self) -> float:
        """The share of random pages that are found to be without evidence."""
        return self.drawn[Support.NONE] / self.drawn.total() if self.drawn else nan


def all_doubted(parts: Iterable[Doubted]) -> Doubted:
    kept = list(parts)
    return Doubted(sum((one.cited for one in kept), Counter()), sum((one.drawn for one in kept), Counter()))


def doubt(report: Opened) -> Doubted:
    """Judge the rows whose pages were read as they were transcribed; all of them are made wrong at once."""
    before = report.coverage.mapping.matches
    drawn = {id(label.match): label.drawn for label in report.labels if label.same and label.drawn}
    tried = [place for place, match in enumerate(before) if id(match) in drawn]
    astray = tuple(lead_astray(match, drawn.get(id(match))) for match in before)
    mapping = replace(report.coverage.mapping, matches=astray)
    wrong = with_evidence(mapping, coverage_of(report.document, mapping, report.kit), report.kit.lexicon)
    pairs = [(support(report.mapping, place), support(wrong, place)) for place in tried]
    judged = [(right, false) for right, false in pairs if right is not None and false is not None]
    return Doubted(Counter(right for right, _ in judged), Counter(false for _, false in judged))


def lead_astray(match: RowMatch, pages: Iterable[int] | None) -> RowMatch:
    """The same row with other pages for its own."""
    return match if pages is None else replace(match, row=with_pages(match.row, sorted(pages)))


def with_pages(row: Row, pages: Iterable[int]) -> Row:
    return replace(row, pages=tuple(PageRef(str(page), page) for page in pages), ranges=(), linked=())


def support(mapping: Mapping, place: int) -> Support | None:
    evidence = mapping.matches[place].evidence
    return evidence.support if evidence else None
