"""The word for "page" in a language that the vocabulary does not know, learned from the index itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from gricheck.index.build import Cells
from gricheck.vocabulary import Vocabulary, fold

SHARE = 0.4
"""Of the locations with a number, so many begin with the word."""
MIN_CELLS = 6

_LED = re.compile(r"(?:^|[|;]\s*)(?P<word>[^\W\d_]{1,12})\.?\s*\d{1,3}(?![\d.]*\d)")


def learned_page_word(cells: Iterable[Cells], vocabulary: Vocabulary) -> str | None:
    """The word that stands before a number in most locations and means nothing else that is known; None where there is
    none, as in every language of the vocabulary."""
    known = {
        *(vocabulary.page + vocabulary.section + vocabulary.external + vocabulary.this_report + vocabulary.standards),
        *(vocabulary.currencies + vocabulary.units + vocabulary.columns.get("sdg", ())),
    }
    texts = [cell.text for item in cells for cell in item.locations if any(map(str.isdigit, cell.text))]
    words = Counter(word for text in texts for word in {fold(m["word"]) for m in _LED.finditer(text)})
    word, count = max(words.items(), key=lambda pair: pair[1], default=("", 0))
    return word if word not in known and count >= max(MIN_CELLS, SHARE * len(texts)) else None
