"""What to look for: a disclosure, and the row that lists it, as weighted terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from gricheck.index.codes import find_codes
from gricheck.lexicon import Lexicon
from gricheck.matcher.search import Query
from gricheck.matcher.tokens import tokens
from gricheck.model.mapping import RowMatch
from gricheck.model.standard import DASHES, Catalogue, Disclosure, DisclosureKind
from gricheck.vocabulary import Vocabulary

ENGLISH = "en"

PRINTED = 1.0
TITLE = 1.0
TERM = 1.0
TOPIC = 1.5
UNIT = 1.0
TAG = 2.0
PHRASE, WORD, BRIEF = 1.0, 0.5, 0.5
"""What a phrase is worth, a single word, and either of a subject that a few words in any wording satisfy."""
MANAGEMENT = 0.2
"""How much the words for managing anything count in a row on the management of one topic."""
BENEATH, BENEATH_TITLE = 0.6, 0.3
"""How much the disclosures under a topic say of where it is managed: by their terms, by their titles."""


class Queries:
    """Makes the queries for one report: its language decides which words are looked for."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, catalogue: Catalogue, language: str | None) -> None:
        self.lexicon, self.catalogue = lexicon, catalogue
        self.knows_language = language in lexicon.terms
        self.languages: tuple[str, ...] = (language,) if language and self.knows_language else (ENGLISH,)
        small = [*vocabulary.stopwords.values(), *(lexicon.small.get(language, ()) for language in self.languages)]
        self._small = {word for words in small for phrase in words for word in tokens(phrase)}
        self._terms: dict[str, tuple[str, ...]] = {}
        self._spelled: dict[str, str] = {}

    @cached_property
    def phrases(self) -> dict[tuple[str, ...], list[str]]:
        """Every run of terms that is counted by itself: phrases of subjects, and quantities by their units."""
        found: dict[tuple[str, ...], list[str]] = {}
        for subject in self.lexicon.subjects:
            for phrase in self.lexicon.phrases(subject, self.languages):
                run = tuple(tokens(phrase))
                if len(run) > 1:
                    found.setdefault(run, [" ".join(run)])
        for kind, unit in self.lexicon.units.items():
            for word in unit.words:
                names = found.setdefault(tuple(tokens(word)), [])
                if unit_term(kind) not in names:
                    names.append(unit_term(kind))
        return found

    def of_disclosure(self, disclosure: Disclosure) -> Query:
        """What the catalogue and the lexicon know of a disclosure."""
        query: dict[str, float] = {}
        self._add(query, self.titles(disclosure), TITLE)
        for term in self.terms_of(disclosure):
            query[term] = max(query.get(term, 0.0), TERM)
        query[tag_term(disclosure.code)] = TAG
        query |= dict.fromkeys(self.units(disclosure), UNIT)
        return query

    def of_row(self, match: RowMatch, beneath: Sequence[Disclosure] = ()) -> Query:
        """What a row says of itself beside that; a row on the management of a topic is about the topic.

        ``beneath`` are the disclosures that stand under the row's topic.
        """
        disclosure = match.disclosure
        query = dict(self.of_disclosure(disclosure)) if disclosure else {}
        self._add(query, (match.row.title,), PRINTED)
        return self.of_topic(query, match.row.topic or "", beneath) if is_of_topic(match) else query

    def of_topic(self, query: Query, topic: str, beneath: Sequence[Disclosure] = ()) -> Query:
        """A query on the management of anything, made one on that of a topic."""
        own = {term: MANAGEMENT * weight for term, weight in query.items()}
        self._add(own, (topic,), TOPIC)
        for other in beneath:
            self._add(own, self.titles(other), BENEATH_TITLE)
            for term in self.terms_of(other):
                own[term] = max(own.get(term, 0.0), BENEATH)
        return own

    def of_words(self, words: str) -> Query:
        """A user's own words; a run of them that is a phrase counts as one too."""
        query: dict[str, float] = {}
        self._add(query, (words,), TITLE, numbers=True)
        run = tokens(words)
        for start in range(len(run)):
            for end in range(start + 2, len(run) + 1):
                if tuple(run[start:end]) in self.phrases:
                    query[" ".join(run[start:end])] = TERM
        return query

    def terms_of(self, disclosure: Disclosure) -> tuple[str, ...]:
        """The terms of a disclosure's subjects."""
        subjects = self.lexicon.subjects_of(disclosure)
        return tuple(dict.fromkeys(term for subject in subjects for term in self.terms_of_subject(subject)))

    def terms_of_subject(self, subject: str) -> tuple[str, ...]:
        """A subject's phrases as terms."""
        if subject not in self._terms:
            found: dict[str, None] = {}
            for phrase in self.lexicon.phrases(subject, self.languages):
                if term := " ".join(tokens(phrase)):
                    self._spelled.setdefault(term, phrase)
                    found[term] = None
            self._terms[subject] = tuple(found)
        return self._terms[subject]

    def own(self, term: str, disclosure: Disclosure) -> float:
        """What a term is worth for a disclosure, from 0 to 1: less where other subjects use it too, and where it is a
        word of a subject of which reports speak in any wording."""
        subjects = [s for s in self.lexicon.subjects_of(disclosure) if term in self.terms_of_subject(s)]
        brief = all(subject in self.lexicon.brief for subject in subjects)
        return (PHRASE if " " in term else WORD) * (BRIEF if brief else 1.0) / max(1, self._sharing[term])

    @cached_property
    def _sharing(self) -> Counter[str]:
        return Counter(term for subject in self.lexicon.subjects for term in self.terms_of_subject(subject))

    def units(self, disclosure: Disclosure) -> tuple[str, ...]:
        """The terms of the quantities that a disclosure asks for."""
        return tuple(unit_term(kind) for kind in self.lexicon.units_of(disclosure))

    def measured(self, disclosure: Disclosure) -> tuple[str, ...]:
        """Those of them that are measured in a unit of their own: energy, water, mass; not shares, sums, hours."""
        return tuple(unit_term(kind) for kind in self.lexicon.units_of(disclosure) if self.lexicon.units[kind].measured)

    def spelled(self, term: str) -> str:
        """A term as a person writes it: the phrase or the word that it was cut from."""
        if term.startswith(_TAG):
            return f"the code {term[1:]}"
        if term.startswith(_UNIT):
            return f"a quantity of {term[1:]}"
        return self._spelled.get(term, term)

    def titles(self, disclosure: Disclosure) -> tuple[str, ...]:
        """The official titles of a disclosure in the report's language."""
        own = [disclosure.titles[language] for language in self.languages if language in disclosure.titles]
        return tuple(own or ([disclosure.words] if ENGLISH in self.languages else []))

    def _add(self, query: dict[str, float], texts: Iterable[str], weight: float, numbers: bool = False) -> None:
        """Numbers by themselves are no terms but in a user's own words: every page has its number."""
        for text in texts:
            for word in text.split():
                for term in tokens(word):
                    if term not in self._small and (numbers or not term[0].isdigit()):
                        query[term] = max(query.get(term, 0.0), weight)
                        self._spelled.setdefault(term, word.strip(_SIGNS).casefold())


def tag_term(code: str) -> str:
    """The term under which a code printed in the running text ("GRI 305-1") is counted."""
    return f"{_TAG}{code}"


def tags(line: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The terms of the codes that a line of running text prints: those that name GRI, those behind them in one list
    ("GRI 2-2, 2-3"), and those of three digits."""
    if not _MAY_BE_CODE.search(line):
        return ()
    told: list[str] = []
    end = -1
    for found in find_codes(line, catalogue):
        goes_on = end >= 0 and _BETWEEN.fullmatch(line, end, found.start) is not None
        named = found.prefixed or goes_on or found.code.find("-") >= _LONG
        end = found.end if named else -1
        if named and found.code in catalogue.by_code:
            told.append(tag_term(found.code))
    return tuple(told)


_BETWEEN = re.compile(r"[\s,;/&+]{1,4}")
_TAG, _UNIT = "#", "="
_SIGNS = " .,;:()[]\"'“”‘’«»?!"

_MAY_BE_CODE = re.compile(f"\\d ?[{DASHES}] ?\\d|G4")
_LONG = 2
"""What stands before the dash of a code that is never taken for a range of pages: "305-1", "G4-EN15"; not "2-7"."""


def unit_term(kind: str) -> str:
    """The term under which quantities of a kind are counted; no text holds it by itself."""
    return f"{_UNIT}{kind}"


def is_of_topic(match: RowMatch) -> bool:
    """Whether a row tells how one topic is managed, so that its topic says what it is about, not its title."""
    disclosure = match.disclosure
    if disclosure is None:
        return match.row.code.isdigit()
    return disclosure.is_of_each_topic


def beneath_topic(match: RowMatch, matches: Sequence[RowMatch]) -> tuple[Disclosure, ...]:
    """The disclosures of the topic that a row on its management opens: those under the same topic, else those that
    follow until the next such row."""
    if match.row.topic:
        same = (other for other in matches if other.row.topic == match.row.topic)
        found = tuple(_of_topics(same))
        if found:
            return found
    at = next(i for i, other in enumerate(matches) if other is match)
    following = list(matches[at:])
    while following and is_of_topic(following[0]):
        del following[0]
    end = next((i for i, other in enumerate(following) if is_of_topic(other)), len(following))
    return tuple(_of_topics(following[:end]))


def _of_topics(matches: Iterable[RowMatch]) -> Iterable[Disclosure]:
    for match in matches:
        disclosure = match.disclosure
        if disclosure and not is_of_topic(match) and disclosure.kind is not DisclosureKind.GENERAL:
            yield disclosure
