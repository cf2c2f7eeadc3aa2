"""Is it really on that page? Every row's cited pages against what its disclosure asks for.

The text alone decides: a page that says nothing of the matter, in a report that says it elsewhere, is what a reader who
follows the index finds. Wordings that the lexicon does not know look the same, so hardly anything here is sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gricheck.lexicon import Lexicon
from gricheck.matcher.coverage import Coverage, Weighed
from gricheck.matcher.passages import is_bare
from gricheck.matcher.queries import beneath_topic, is_of_topic, tag_term
from gricheck.matcher.shift import find_shift
from gricheck.matcher.tagged import with_tags
from gricheck.matcher.unlisted import find_covered
from gricheck.model.evidence import Evidence, Passage, Support
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.standard import Disclosure
from gricheck.progress import steps

MIN_PAGES = 10
"""In a report of fewer pages with text no page stands out from the others."""
SUPPORTED = 1.0
"""A cited page that stands so far above the mean, in standard deviations, speaks of the disclosure."""
NO_EVIDENCE, FOUND = 0.0, 2.5
"""One below the mean says less than a page taken at random; that is worth a word only where another page stands out so
far that it is found there."""
TOPIC_NO_EVIDENCE, TOPIC_FOUND = -0.1, 3.0
"""The same for the management of a topic, whose words are everyday ones."""
OWN = 0.75
"""The strength of a page that holds words of the disclosure's own, however it compares with the others."""
BETTER = 1.5
"""So much further above the mean than the best cited page a page must stand to be named as better."""
MAX_BETTER, MAX_CITED = 3, 5
"""So many passages of better pages and of cited ones are quoted."""
OUTDONE, TWO_PHRASES = 5.0, 2.0
"""Without a word of its own, a page above the mean has no evidence either where another stands out so far and is so
strong."""
SURE_FOUND = 4.0
"""With another page so far out, one without a word of its own and without a figure has surely no evidence."""
MANY_NUMBERS = 5
"""A page with so many numbers may hold a quantity whose unit is written in a way that is not known here."""
MATTERING = 0.25
"""Of a wide range those pages matter that have this share of the best one's score."""


def with_evidence(mapping: Mapping, coverage: Coverage, lexicon: Lexicon) -> Mapping:
    """The mapping with what the report's own text and tags say for its rows, and against them."""
    mapping = replace(mapping, sections=coverage.sections)
    return with_tags(_by_words(mapping, coverage, lexicon), coverage) if mapping.index.rows else mapping


def _by_words(mapping: Mapping, coverage: Coverage, lexicon: Lexicon) -> Mapping:
    if len(coverage.citable) < MIN_PAGES or not coverage.queries.knows_language:
        return mapping
    empty = [place for place in coverage.citable if coverage.search.is_empty(place)]
    if len(coverage.citable) - len(empty) < MIN_PAGES:
        return mapping
    judge = _Judge(coverage, lexicon)
    shift = find_shift(coverage)
    rows = steps("weighing the cited pages, row", mapping.matches)
    return replace(
        mapping,
        matches=tuple(replace(match, evidence=judge.evidence(match)) for match in rows),
        shift=shift,
        covered=() if shift else find_covered(coverage, lexicon),
        bare_pages=_bare_pages(coverage) if mapping.pagination.judged else frozenset(),
    )


def _bare_pages(coverage: Coverage) -> frozenset[int]:
    """The pages with next to no text that are no pictures."""
    empty = (page for page, place in coverage.places.items() if coverage.search.is_empty(place))
    return frozenset(empty) - coverage.pictures


class _Judge:
    """Weighs the rows of one report."""

    def __init__(self, coverage: Coverage, lexicon: Lexicon) -> None:
        self.coverage, self.lexicon = coverage, lexicon

    def evidence(self, match: RowMatch) -> Evidence | None:
        """What speaks for a row; None where nothing can be told: no pages, no subject, pages without text."""
        places, disclosure = (*self.coverage.cited(match), *self.coverage.cited_elsewhere(match)), match.disclosure
        if not places or disclosure is None or not self._is_known(match, disclosure):
            return None
        if all(self.coverage.search.is_empty(place) for place in places):
            return None
        weighed = self.coverage.of_row(match)
        best, *others = sorted(places, key=lambda place: (-weighed.standard(place), place))
        mattering = [place for place in others if weighed.scores[place] >= MATTERING * weighed.scores[best]]
        pages = sorted(self.coverage.stretches[place].page for place in (best, *mattering))
        cited = tuple(
            self.coverage.passage(place, weighed, disclosure) for place in (best, *mattering[: MAX_CITED - 1])
        )
        if cited[0].standard >= SUPPORTED:
            figures = self._figures(match, places, disclosure)
            span = None if self.coverage.is_near(places) else (pages[0], pages[-1])
            return Evidence(Support.SUPPORTED, cited, figures=figures, span=span)
        better = tuple(self._better(match, cited[0], places, weighed, disclosure))
        return self._doubted(match, disclosure, cited, better, places)

    def _doubted(
        self,
        match: RowMatch,
        disclosure: Disclosure,
        cited: tuple[Passage, ...],
        better: tuple[Passage, ...],
        places: Sequence[int],
    ) -> Evidence:
        """A row whose pages do not stand out."""
        figures = self._figures(match, places, disclosure)
        below = cited[0].standard < (TOPIC_NO_EVIDENCE if is_of_topic(match) else NO_EVIDENCE)
        own = max(self._strength(place, match, disclosure) for place in places)
        there = self._strength(better[0].stretch, match, disclosure) if better else 0.0
        found = there >= OWN
        outdone = not is_of_topic(match) and own == 0 and there >= TWO_PHRASES and better[0].standard >= OUTDONE
        told = own >= OWN or self._may_be_told(match, disclosure) or any(map(self.coverage.search.is_empty, places))
        absent = (found and (below or outdone)) or self._is_tagged(better, places, disclosure)
        if told or not absent:
            return Evidence(Support.WEAK, cited, better, figures)
        near = self.coverage.is_near(places)
        sure = not near and figures is False and own == 0 and below and better[0].standard >= SURE_FOUND
        return Evidence(Support.NONE, cited, better, figures, sure)

    def _strength(self, place: int, match: RowMatch, disclosure: Disclosure) -> float:
        """How much of its own words stand there; of the disclosures beneath a topic the one that says most."""
        asked = beneath_topic(match, self.coverage.mapping.matches) if is_of_topic(match) else (disclosure,)
        return max((self.coverage.strength(place, one) for one in asked), default=0.0)

    def _is_known(self, match: RowMatch, disclosure: Disclosure) -> bool:
        return bool(match.row.topic) if is_of_topic(match) else bool(self.lexicon.subjects_of(disclosure))

    def _may_be_told(self, match: RowMatch, disclosure: Disclosure) -> bool:
        """Whether a few words in any wording would do, or the pages go on we do not know how far."""
        brief = any(subject in self.lexicon.brief for subject in self.lexicon.subjects_of(disclosure))
        return brief or self.coverage.is_open(match)

    def _is_tagged(self, better: Sequence[Passage], places: Sequence[int], disclosure: Disclosure) -> bool:
        """Whether the best other page, by far the best, prints the disclosure's code, and no cited page does."""
        code = tag_term(disclosure.code)
        if not better or better[0].standard < SURE_FOUND:
            return False
        held = self.coverage.search.terms
        return code in held(better[0].stretch) and not any(code in held(place) for place in places)

    def _better(
        self, match: RowMatch, best: Passage, cited: Sequence[int], weighed: Weighed, disclosure: Disclosure
    ) -> Iterator[Passage]:
        least = max(TOPIC_FOUND if is_of_topic(match) else FOUND, best.standard + BETTER)
        left_out = self.coverage.beside_the_point(disclosure).union(cited)
        open_to = self.coverage.documents_of(match)
        ranked = (place for place in self.coverage.ranked(weighed, open_to) if place not in left_out)
        telling = (place for place in ranked if self._tells(place, weighed))
        for place, _ in zip(telling, range(MAX_BETTER), strict=False):
            if weighed.standard(place) >= least:
                yield self.coverage.passage(place, weighed, disclosure)

    def _tells(self, place: int, weighed: Weighed) -> bool:
        """Whether a stretch tells of the matter, and does not only name it."""
        named = self.coverage.names_only(place) or is_bare(self.coverage.search, place, weighed.query)
        return not named

    def _figures(self, match: RowMatch, places: Sequence[int], disclosure: Disclosure) -> bool | None:
        """Whether a cited page holds a quantity of a kind that the disclosure asks for.

        Told only of what is measured in a unit that the report uses at all: shares and sums of money stand everywhere.
        """
        search = self.coverage.search
        asked = [term for term in self.coverage.queries.measured(disclosure) if search.holds(term)]
        if not asked or is_of_topic(match):
            return None
        if any(term in search.terms(place) for place in places for term in asked):
            return True
        code = tag_term(disclosure.code)
        told = any(search.numbers(place) >= MANY_NUMBERS or code in search.terms(place) for place in places)
        return None if told or any(map(search.is_empty, places)) else False
