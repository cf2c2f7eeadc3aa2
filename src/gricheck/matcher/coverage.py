"""Where a report speaks of a disclosure: its stretches weighed, and quoted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from gricheck.lexicon import Lexicon
from gricheck.matcher.outline import contents, outline, section_at
from gricheck.matcher.passages import best_lines, reasons
from gricheck.matcher.queries import Queries, beneath_topic, is_of_topic, tag_term, tags
from gricheck.matcher.search import Query, Search, mean_and_spread
from gricheck.matcher.stretches import stretches
from gricheck.matcher.tag_places import Places, tagged_places
from gricheck.matcher.tokens import tokens
from gricheck.model.document import Document
from gricheck.model.evidence import Passage
from gricheck.model.index import Kind, PageRef
from gricheck.model.mapping import Mapping as Mapped
from gricheck.model.mapping import RowMatch
from gricheck.model.standard import ASSURANCE, TOPIC_LISTS, Disclosure, DisclosureKind
from gricheck.vocabulary import Vocabulary

NEAR = 12
"""Lines that speak of one thing: what stands further apart on a page may be about two."""
TAGGED = 3.0
"""The strength of a code printed in the text."""
QUANTITY = 1.0
MAX_SECTION = 12
"""Pages of a section that a row names: a longer one is no place."""
MIN_NAMED, NAMED_SHARE, MAX_NAME = 4, 0.6, 120
"""So many, and such a share, of the topics are named where they are listed; characters of a line that is a name."""
WORDS_FIRST = 1.5
"""The strength of a quantity of the kind that is asked for, and what the words must be worth for it to count."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A query with its scores for every stretch, and the mean and spread of the report's own."""

    query: Query
    scores: list[float]
    mean: float
    spread: float

    def standard(self, place: int) -> float:
        """How far a stretch's score stands above the mean, in standard deviations; 0 where all are alike."""
        return (self.scores[place] - self.mean) / self.spread if self.spread else 0.0


def weighed(query: Query, scores: list[float], own: int) -> Weighed:
    """A query with what its scores have in common: those of the report's own stretches, which come first."""
    return Weighed(query, scores, *mean_and_spread(scores[:own]))


class Coverage:
    """One report, ready to be asked. ``sections`` is its outline."""

    def __init__(self, document: Document, mapping: Mapped, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.mapping = mapping
        self.queries = Queries(lexicon, vocabulary, mapping.catalogue, mapping.index.facts.language)
        self._rows: dict[tuple[tuple[str, float], ...], Weighed] = {}
        self._known: dict[int, tuple[RowMatch, Weighed]] = {}
        alone = document.alone()
        self._contents, listed = contents(alone)
        self.sections = outline(alone, listed)
        self.pictures = frozenset(page.index for page in document.pages if page.picture)
        self.stretches = stretches(document, mapping.index)
        self._pages = {page.index: page for page in document.pages if page.places}

    @cached_property
    def search(self) -> Search:
        """The words of every stretch: made when they are first asked for."""
        return Search(self.stretches, self.queries.phrases, lambda line: tags(line, self.mapping.catalogue), self.own)

    @cached_property
    def tagged(self) -> Places:
        """Where the report tags disclosures with GRI's taxonomy."""
        return tagged_places(self.mapping.tagging, self.stretches)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Physical page to its stretch; none of a file whose text keeps no pages."""
        known = self.mapping.pagination_at
        return {stretch.page: place for place, stretch in enumerate(self.stretches) if known(stretch.page).told_apart}

    @cached_property
    def citable(self) -> tuple[int, ...]:
        """The report's own stretches that rows can cite: pages, and in a text without pages those of its sections."""
        lined = {section.first for section in self.sections if section.lines}
        own = enumerate(self.stretches[: self.own])
        return tuple(place for place, one in own if one.page in self.places or one.page in lined)

    @cached_property
    def own(self) -> int:
        """How many of the stretches are the report's; those of other documents follow."""
        return sum(stretch.page < self.mapping.page_count for stretch in self.stretches)

    @cached_property
    def elsewhere(self) -> frozenset[int]:
        """The stretches of other documents, which are no part of the report."""
        return frozenset(range(self.own, len(self.stretches)))

    def cited(self, match: RowMatch) -> tuple[int, ...]:
        """The stretches of the pages that a row names: those of the index itself are none.

        A section that is named without a page number goes on behind the page on which it begins.
        """
        if match.row.kind is Kind.OMITTED:
            return ()
        named = [self._led_to(ref.label, ref.index) for ref in match.row.pages if ref.index is not None]
        paged = self._at(near for pages in named for page in pages for near in self._near(page))
        return tuple(dict.fromkeys((*paged, *self._on_lines(match.row.pages))))

    def _on_lines(self, refs: Iterable[PageRef]) -> Iterator[int]:
        """The stretches of the sections that begin on lines of a text without pages."""
        for ref in refs:
            if ref.line is None:
                continue
            begun = (one for one in self.sections if one.first == ref.index and one.lines)
            own = (one.lines for one in begun if one.lines and one.lines.start == ref.line)
            lines = next(own, None) or range(ref.line, ref.line + 1)
            for place, stretch in enumerate(self.stretches):
                first = stretch.first_line or 1
                if stretch.page == ref.index and first < lines.stop and lines.start < first + len(stretch.lines):
                    yield place

    def cited_elsewhere(self, match: RowMatch) -> tuple[int, ...]:
        """The stretches of the pages of other documents that a row names."""
        if match.row.kind is Kind.OMITTED:
            return ()
        refs = [ref for external in match.row.externals for ref in external.pages]
        paged = self._at(near for ref in refs if ref.index is not None for near in self._near(ref.index))
        return tuple(dict.fromkeys((*paged, *self._on_lines(refs))))

    def _near(self, page: int) -> tuple[int, ...]:
        """A page, and where pages may be off by one those beside it in its file."""
        if not self.mapping.pagination_at(page).near:
            return (page,)
        return tuple(near for near in (page, page - 1, page + 1) if near in self.mapping.file_pages(page))

    def is_near(self, places: Iterable[int]) -> bool:
        """Whether any of some stretches is of a file whose pages may be off by one."""
        return any(self.mapping.pagination_at(self.stretches[place].page).near for place in places)

    def documents_of(self, match: RowMatch) -> frozenset[int]:
        """The stretches of the other documents that a row names, all of them."""
        files = {external.file for external in match.row.externals if external.file}
        return frozenset(place for place in self.elsewhere if files and self._file(self.stretches[place].page) in files)

    def _file(self, page: int) -> str | None:
        part = self.mapping.part(page)
        return part.source.path if part else None

    def _at(self, pages: Iterable[int]) -> tuple[int, ...]:
        found = (self.places.get(page) for page in pages)
        return tuple(dict.fromkeys(place for place in found if place is not None))

    def is_open(self, match: RowMatch) -> bool:
        """Whether a row names a section without a page number, whose end the outline does not tell."""
        begun = {(section.first, section.lines.start if section.lines else None) for section in self.sections}
        named = [ref for ref in match.row.pages if ref.label is None and ref.index is not None]
        return any((ref.index, ref.line) not in begun for ref in named)

    def _led_to(self, label: str | None, page: int) -> range:
        if label is not None:
            return range(page, page + 1)
        ends = [section.last for section in self.sections if section.first == page]
        last = min(max(ends, default=page + 1), page + MAX_SECTION - 1, self.mapping.file_pages(page)[-1])
        return range(page, last + 1)

    def names_only(self, place: int) -> bool:
        """Whether a stretch names matters without telling of them: the table of contents, a list of codes."""
        return self.search.is_list(place) or self.stretches[place].page == self._contents

    @cached_property
    def topic_lists(self) -> frozenset[int]:
        """The stretches that list the material topics, and so name all and tell of none: those that the index gives for
        the list, and those that hold most of its names."""
        rows = (match for code in TOPIC_LISTS for match in self.mapping.rows_for(code))
        told = frozenset(place for match in rows for place in self.cited(match))
        names = [frozenset(tokens(topic.name)) for topic in self.mapping.index.topics]
        least = max(MIN_NAMED, NAMED_SHARE * len(names))
        return told | {place for place in range(len(self.stretches)) if self._lists_topics(place, names, least)}

    def _lists_topics(self, place: int, names: Sequence[frozenset[str]], least: float) -> bool:
        """Whether most topics are named there, or some of them on lines of their own."""
        named = [name for name in names if self.search.terms(place).keys() >= name]
        if len(named) < MIN_NAMED:
            return False
        lines = {frozenset(tokens(line)) for line in self.stretches[place].lines if len(line) <= MAX_NAME}
        return len(named) >= least or sum(name in lines for name in {*named}) >= MIN_NAMED

    def beside_the_point(self, disclosure: Disclosure) -> frozenset[int]:
        """The stretches that name a disclosure, or its topic, and do not tell of it: the list of topics,
        the assurance statement."""
        statement = self.mapping.index.assurance
        pages = statement.pages if statement and disclosure.code not in ASSURANCE else ()
        named = self.topic_lists if disclosure.kind is not DisclosureKind.GENERAL else frozenset()
        return named | {place for place, stretch in enumerate(self.stretches) if stretch.page in pages}

    def of_disclosure(self, disclosure: Disclosure) -> Weighed:
        """What the report says of a disclosure; the titles that its index prints for it are looked for too."""
        rows = self.mapping.rows_for(disclosure.code, disclosure.edition)
        if not rows:
            return self.weigh(self.queries.of_disclosure(disclosure))
        found = [self.of_row(row) for row in rows]
        if len(found) == 1:
            return found[0]
        # One disclosure of several topics: the places that stand out for one topic, and more so for many.
        places = range(len(self.stretches))
        scores = [fsum(max(0.0, row.standard(place)) ** 2 for row in found) for place in places]
        query = {term: max(row.query.get(term, 0.0) for row in found) for row in found for term in row.query}
        return weighed(query, scores, self.own)

    def of_row(self, match: RowMatch) -> Weighed:
        """What the report says of what a row is about. Rows that ask for the same are weighed once."""
        known = self._known.get(id(match))
        if known is not None and known[0] is match:
            return known[1]
        beneath = beneath_topic(match, self.mapping.matches) if is_of_topic(match) else ()
        query = self.queries.of_row(match, beneath)
        key = tuple(query.items())
        if key not in self._rows:
            self._rows[key] = self.weigh(query)
        self._known[id(match)] = match, self._rows[key]
        return self._rows[key]

    def weigh(self, query: Query) -> Weighed:
        """Every stretch's score for a query."""
        return weighed(query, self.search.scores(query), self.own)

    def passage(self, place: int, found: Weighed, disclosure: Disclosure | None = None) -> Passage:
        """A stretch's best lines for a query. ``disclosure`` is needed for the strength alone."""
        stretch = self.stretches[place]
        first, quote = best_lines(self.search, place, found.query)
        line, part = self.place_in_file(place, first)
        return Passage(
            page=stretch.page,
            label=self.mapping.label(stretch.page),
            line=line,
            part=part,
            stretch=place,
            score=round(found.scores[place], 2),
            standard=round(found.standard(place), 2),
            strength=round(self.strength(place, disclosure), 2) if disclosure else 0.0,
            quote=quote,
            why=tuple(self.queries.spelled(term) for term in reasons(self.search, place, found.query)),
            section=section_at(self.sections, stretch.page, (stretch.first_line or 1) + first),
        )

    def place_in_file(self, place: int, number: int) -> tuple[int, str | None]:
        """The line of the file, else of the page, from 1, on which the line of a stretch stands, numbered from 0; and
        the place in words where the file has no lines."""
        stretch = self.stretches[place]
        line = (stretch.first_line or 1) + number
        page = self._pages.get(stretch.page)
        known = page.place(line) if page else None
        return (known.line or line, known.part) if known else (line, None)

    def ranked(self, found: Weighed, others: Collection[int] = ()) -> list[int]:
        """The stretches that hold any of it, the best first: the report's, and these of other documents."""
        left_out = self.elsewhere.difference(others)
        held = (place for place, score in enumerate(found.scores) if score > 0 and place not in left_out)
        return sorted(held, key=lambda place: (-found.scores[place], place))

    def strength(self, place: int, disclosure: Disclosure) -> float:
        """How much of a disclosure's own words stand close together, whatever the rest of the report says."""
        queries, held = self.queries, self.search.terms(place)
        values = {term: queries.own(term, disclosure) for term in queries.terms_of(disclosure) if term in held}
        words = _densest(held, values)
        values |= {t: QUANTITY for t in queries.units(disclosure) if t in held and words >= WORDS_FIRST}
        values |= {t: TAGGED for t in (tag_term(disclosure.code),) if t in held}
        return _densest(held, values)


def _densest(lines: Mapping[str, Iterable[int]], values: Mapping[str, float]) -> float:
    """The most that the terms of ``NEAR`` neighbouring lines are worth together."""
    places = sorted({(number, term) for term in values for number in lines[term]})
    best, start = 0.0, 0
    for end in range(len(places)):
        while places[end][0] - places[start][0] >= NEAR:
            start += 1
        best = max(best, fsum(values[term] for term in {term for _, term in places[start : end + 1]}))
    return best
