"""Ways to score a report's pages for a row of its index: gricheck's own, and plain BM25 to hold it against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from math import log, nan

from gricheck.matcher.coverage import Coverage, Weighed
from gricheck.model.standard import Catalogue
from measuring.opened import Label, Opened
from measuring.ranking import Ranked, Scores, first_rank, standardized

Ranker = Callable[[Label], Scores]
"""A score for every page of a report that is ranked, for one row."""
Maker = Callable[[Opened], Ranker]

WORD = re.compile(r"[^\W_]+")


def rank_rows(report: Opened, make: Maker) -> Ranked:
    """What a ranker does with the rows of one report."""
    score = make(report)
    ranks, cited, drawn = [], [], []
    for label in report.labels:
        scores = score(label)
        standard = standardized(scores)
        ranks.append(first_rank(scores, label.cited))
        cited += [standard[page] for page in sorted(label.cited)]
        drawn += [standard[page] for page in sorted(label.drawn)]
    return Ranked(tuple(ranks), tuple(cited), tuple(drawn))


def by_gricheck(report: Opened) -> Ranker:
    """As the program weighs the pages of each row; a page that it took for one of the index has no score."""
    coverage = report.coverage

    def score(label: Label) -> Scores:
        found = weighed(label, coverage, report.kit.catalogue)
        places = {page: coverage.places.get(page) for page in report.pages}
        return {page: nan if place is None else found.standard(place) for page, place in places.items()}

    return score


def weighed(label: Label, coverage: Coverage, catalogue: Catalogue) -> Weighed:
    """By the row as it was read; one that was not read, by what its code means, or else by its title alone."""
    if label.match is not None:
        return coverage.of_row(label.match)
    if label.code in catalogue.by_code:
        return coverage.of_disclosure(catalogue.by_code[label.code][-1])
    return coverage.weigh(coverage.queries.of_words(label.title))


def by_official_title(report: Opened) -> Ranker:
    bm25 = BM25(texts(report))
    return lambda label: bm25.scores(official_title(label, report.kit.catalogue))


def by_printed_title(report: Opened) -> Ranker:
    bm25 = BM25(texts(report))
    return lambda label: bm25.scores(label.title)


def official_title(label: Label, catalogue: Catalogue) -> str:
    """The English title of a row's disclosure, or of its standard where it names no more ("103")."""
    if label.match is not None and label.match.disclosure is not None:
        return label.match.disclosure.words
    known = catalogue.by_code.get(label.code, ())
    return known[-1].words if known else next((s.title for s in catalogue.editions(f"GRI {label.code}")), "")


def texts(report: Opened) -> dict[int, str]:
    return {page: report.document.pages[page].text for page in report.pages}


class BM25:
    """Okapi BM25 as textbooks have it: whole words in lower case, each page a document."""

    def __init__(self, texts: Mapping[int, str], k1: float = 1.5, b: float = 0.75) -> None:
        self.k1, self.b = k1, b
        self.counts = {page: Counter(words(text)) for page, text in texts.items()}
        self.lengths = {page: count.total() for page, count in self.counts.items()}
        self.mean = sum(self.lengths.values()) / max(1, len(self.lengths)) or 1.0
        self.holding = Counter(word for count in self.counts.values() for word in count)

    def scores(self, query: str) -> dict[int, float]:
        asked = Counter(words(query))
        return {page: sum(times * self.worth(word, page) for word, times in asked.items()) for page in self.counts}

    def worth(self, word: str, page: int) -> float:
        count = self.counts[page][word]
        size = self.k1 * (1 - self.b + self.b * self.lengths[page] / self.mean)
        return self.rarity(word) * count * (self.k1 + 1) / (count + size) if count else 0.0

    def rarity(self, word: str) -> float:
        held = self.holding[word]
        return log(1 + (len(self.counts) - held + 0.5) / (held + 0.5))


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())
