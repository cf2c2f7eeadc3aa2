"""Words that stand for "page" in one index alone, learned from it: the word of a language that the vocabulary does not
know, and a short name before the word for page, which one row or another forgets ("NfB, S. 95", but "NfB, 90")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import replace

from gricheck.index.build import Cells
from gricheck.vocabulary import Vocabulary, alternation, fold

SHARE = 0.4
"""Of the locations with a number, so many begin with the word."""
MIN_CELLS = 6

_LEAD = r"(?:^|[|;]\s*)(?P<word>[^\W\d_]{1,12})"
_NUMBER = r"\s*\d{1,3}(?![\d.]*\d)"
_LED = re.compile(rf"{_LEAD}\.?{_NUMBER}")


def with_page_words(vocabulary: Vocabulary, cells: Iterable[Cells]) -> Vocabulary:
    """The vocabulary with what stands for "page" in an index, where most locations with a number begin with it and it
    means nothing else that is known."""
    meant = {
        *(vocabulary.page + vocabulary.section + vocabulary.external + vocabulary.standards),
        *(vocabulary.currencies + vocabulary.units + vocabulary.columns.get("sdg", ())),
    }
    texts = [cell.text for item in cells for cell in item.locations if any(map(str.isdigit, cell.text))]
    least = max(MIN_CELLS, SHARE * len(texts))
    named = re.compile(rf"{_LEAD},?\s*{alternation(vocabulary.page)}\.?{_NUMBER}", re.IGNORECASE)
    learned = []
    if word := _common(_LED, texts, least, meant | {*vocabulary.this_report}):
        learned.append(word)
    if name := _common(named, texts, least, meant):
        learned += [name, f"{name},"]
    return replace(vocabulary, page=(*vocabulary.page, *learned)) if learned else vocabulary


def _common(pattern: re.Pattern[str], texts: Iterable[str], least: float, known: Set[str]) -> str | None:
    words = Counter(word for text in texts for word in {fold(m["word"]) for m in pattern.finditer(text)})
    word, count = max(words.items(), key=lambda pair: pair[1], default=("", 0))
    return word if word not in known and count >= least else None
