"""Sector standards: which ones the index names as used, and the words of a sector in the report as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gricheck.model.document import Document
from gricheck.model.index import SectorWords
from gricheck.vocabulary import Vocabulary, alternation, fold

_NAMED = re.compile(r"\bgri[ -]?(1[1-4])(?![\d-]|\.\d)")
"""A sector standard's number: not "GRI 11.2", which is a topic, nor "gri 13-2"."""

MIN_REPEATS = 2
"""A word that stands only once in a report says nothing of what its organization does."""

_TEN_THOUSAND = 10_000


def named_sectors(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The sector standards that a text names (``GRI 11``), but for places that say that one is not used."""
    folded = fold(text)
    for pattern in vocabulary.sector_denied:
        folded = re.sub(pattern, " ", folded)
    return tuple(sorted({f"GRI {number}" for number in _NAMED.findall(folded)}))


def sector_words(document: Document, vocabulary: Vocabulary) -> tuple[SectorWords, ...]:
    """How much a report speaks in the words of each sector that has a standard."""
    text = "\n".join(fold(page.text) for page in document.pages)
    return tuple(_spoken(standard, text, words) for standard, words in vocabulary.sectors.items())


def _spoken(standard: str, text: str, words: Sequence[str]) -> SectorWords:
    counts = [count for count in _counts(text, words) if count >= MIN_REPEATS]
    density = sum(counts) * _TEN_THOUSAND / max(len(text), 1)
    return SectorWords(standard, len(counts), sum(counts), round(density, 2))


def _counts(text: str, words: Sequence[str]) -> Iterator[int]:
    """How often each word stands in a text; most stand nowhere, which a plain search tells fastest."""
    return (len(re.findall(alternation((word,)), text)) for word in words if word in text)
