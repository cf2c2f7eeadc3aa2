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
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_SPACED_END = "\u3040"

STEM = 7
"""Characters of a word that count: cutting does for most languages what stemming does, and needs to know none."""


def tokens(text: str) -> list[str]:
    """The terms of a text in its order: stems of words, numbers, signs of currencies and of per cent."""
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    if plain.isascii():
        return list(map(stem, _WORD.findall(plain)))
    return list(_terms(_WORD.findall(plain)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The part of a word that its endings leave alone: its beginning, without a last s and a last vowel."""
    if len(word) < 4:
        return word
    short = word[:STEM]
    if short[-1] == "s" and short[-2] != "s":
        short = short[:-1]
    return short[:-1] if short[-1] in "aeio" and len(short) > 3 else short


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
