"""How alike a printed title and the official titles are, whatever the spelling and in whatever language is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from gricheck.model.standard import Catalogue, Disclosure
from gricheck.vocabulary import Vocabulary, fold

SAME = 0.90
"""From here on two titles are the same but for spelling, a footnote or a word."""

ALIKE = 0.72
"""From here on a title is a shortened or reworded form."""


@dataclass(frozen=True, slots=True)
class TitleBook:
    """All official titles, made comparable once. ``titles[i]`` belongs to ``owners[i]``."""

    vocabulary: Vocabulary
    titles: tuple[str, ...]
    owners: tuple[Disclosure, ...]
    by_key: dict[tuple[str, int], tuple[str, ...]]
    by_code: Mapping[str, tuple[Disclosure, ...]]

    def owners_of(self, code: str) -> tuple[Disclosure, ...]:
        """The disclosures that have borne a code."""
        return self.by_code.get(code, ())

    def score(self, printed: str, disclosure: Disclosure) -> float:
        """The best likeness (0 to 1) of a printed title to any of a disclosure's titles."""
        text = plain(printed, self.vocabulary)
        return max((likeness(text, official) for official in self.by_key.get(disclosure.key, ())), default=0.0)

    def is_alike(self, printed: str, disclosure: Disclosure) -> bool:
        """Whether a printed title is one of a disclosure's titles, if shortened or reworded."""
        text = plain(printed, self.vocabulary)
        return any(likeness(text, official) >= ALIKE for official in self.by_key.get(disclosure.key, ()))

    def closest(self, printed: str) -> tuple[tuple[Disclosure, float], ...]:
        """The disclosures of any edition whose whole titles are most like the printed one, with the likeness.

        A part of a title is not enough here: "dell'organizzazione" ends many.
        """
        text = plain(printed, self.vocabulary)
        if len(text) < 6:
            return ()
        near = process.extract(text, self.titles, scorer=fuzz.ratio, limit=16)
        return tuple((self.owners[position], score / 100) for _, score, position in near)


def title_book(catalogue: Catalogue, vocabulary: Vocabulary) -> TitleBook:
    """The book of a catalogue, in the catalogue's order; the last one made is kept, since many rows ask for it."""
    if not _last or _last[0][0] is not catalogue or _last[0][1] is not vocabulary:
        _last[:] = [(catalogue, vocabulary, _make_book(catalogue, vocabulary))]
    return _last[0][2]


_last: list[tuple[Catalogue, Vocabulary, TitleBook]] = []


def _make_book(catalogue: Catalogue, vocabulary: Vocabulary) -> TitleBook:
    by_key = {}
    pairs: list[tuple[str, Disclosure]] = []
    for key, disclosure in catalogue.by_key.items():
        titles = dict.fromkeys(plain(title, vocabulary) for title in (disclosure.title, *disclosure.titles.values()))
        by_key[key] = tuple(filter(None, titles))
        pairs += [(title, disclosure) for title in by_key[key]]
    return TitleBook(vocabulary, tuple(t for t, _ in pairs), tuple(d for _, d in pairs), by_key, catalogue.by_code)


def plain(title: str, vocabulary: Vocabulary) -> str:
    """A title for comparing: folded, without punctuation, in one spelling."""
    text = re.sub(r"[^\w\s]", " ", fold(title))
    for one, other in vocabulary.spellings.items():
        text = text.replace(one, other)
    return " ".join(text.split())


def likeness(printed: str, official: str) -> float:
    """0 to 1 for two ``plain`` titles. Additions ("…: Tax") and cuts cost little when most of the title is there."""
    if not printed or not official:
        return 0.0
    score = max(fuzz.ratio(printed, official), fuzz.token_sort_ratio(printed, official))
    shorter = min(len(printed), len(official))
    if shorter >= 12 and shorter >= 0.4 * max(len(printed), len(official)):
        score = max(score, 0.95 * fuzz.partial_ratio(printed, official))
    elif len(official) >= 12 and official in printed:
        score = max(score, 92.0)
    return score / 100
