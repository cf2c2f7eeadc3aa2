"""Text as terms: words cut to their stems, so that a phrase is found in any number, gender or case.

Scripts without spaces give every two neighbouring characters, so that a phrase of theirs is a run of terms as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_][^\W_]*|\d+(?:[.,]\d+)*|[%€$£¥]")
_WORD_OR_END = re.compile(rf"{_WORD.pattern}|\n")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_SPACED_END = "\u3040"

STEM = 10
"""Characters of a word that count: cutting does for most languages what stemming does, and needs to know none."""
LEAST, ENDINGS = 4, "aeioyn"
"""So many characters stay; of the others the last vowels go, and the n of a German plural."""


def tokens(text: str, ends: bool = False) -> list[str]:
    """The terms of a text in its order: stems of words, numbers, signs of currencies and of per cent.

    With ``ends`` the ends of its lines are terms too.
    """
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    words = (_WORD_OR_END if ends else _WORD).findall(plain)
    spaced = plain.isascii() or max(plain) < _SPACED_END
    return list(map(stem, words)) if spaced else list(_terms(words))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The part of a word that its endings leave alone: its beginning, less a last s and what may be an ending."""
    if len(word) < LEAST:
        return word
    short = word[:STEM]
    if short[-1] == "s" and short[-2] != "s":
        short = short[:-1]
    return short[:LEAST] + short[LEAST:].rstrip(ENDINGS)


def _terms(words: list[str]) -> Iterator[str]:
    for word in words:
        if word.isascii() or max(word) < _SPACED_END:
            yield stem(word)
            continue
        for run in _UNSPACED.findall(word):
            if run < _SPACED_END or len(run) == 1:
                yield stem(run)
            else:
                yield from map("".join, pairwise(run))
