"""Text on a grid of columns: how many it takes, and where it may be broken.

A column is the width of a Latin letter. Letters of Chinese and Japanese take two, marks that stand over a letter none,
an emoji two whatever it is put together from.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_PLAIN = re.compile(
    r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u2010-\u2027\u2030-\u205e]*"
)
"""Scripts of one column a letter that are broken at spaces only: what nearly all text of this program is."""
_PIECE = re.compile(r"[ \u3000]+|[^ \u3000]+")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
"""Korean has spaces between its words, so it is broken there."""
_CLOSING, _OPENING = {"Pe", "Pf", "Po", "Pd", "Lm"}, {"Ps", "Pi", "Sc"}
_NEVER_FIRST = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ〜～℃℉°")


def columns(text: str) -> int:
    """How many columns a line takes."""
    if _PLAIN.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def wrap(text: str, width: int, break_words: bool = True) -> list[str]:
    """The lines of a text, none wider than ``width`` columns where that can be.

    Spaces at the ends of lines go. A word that is too long is cut, or left whole where ``break_words`` is False.
    Letters keep their marks, emoji their parts, and closing punctuation stays with what it closes.
    """
    width = max(width, 1)
    if _PLAIN.fullmatch(text):
        return textwrap.wrap(text, width, break_long_words=break_words, break_on_hyphens=False)
    return list(_lines([(piece, columns(piece)) for piece in _pieces(text)], width, break_words))


def clip(text: str, width: int, end: str = "") -> str:
    """The text cut to so many columns; where something is left out ``end`` stands in its place."""
    if columns(text) <= width:
        return text
    head, _ = _cut(text, width - columns(end))
    return head + end


def _lines(pieces: list[tuple[str, int]], width: int, break_words: bool) -> Iterator[str]:
    """Filled as ``textwrap`` fills them."""
    queue, begun = pieces[::-1], False
    while queue:
        line, left = "", width
        if begun and not queue[-1][0].strip():
            queue.pop()
        while queue and queue[-1][1] <= left:
            piece, takes = queue.pop()
            line, left = line + piece, left - takes
        if queue and queue[-1][1] > width and (break_words or not line):
            head, rest = _cut(queue[-1][0], left) if break_words else (queue[-1][0], "")
            if not head and not line:
                head, rest = _first(rest)
            line += head
            queue[-1:] = [(rest, columns(rest))] if rest else []
        if line.strip():
            begun = True
            yield line.rstrip(" \u3000")


def _pieces(text: str) -> Iterator[str]:
    """Words, the spaces between them, and the parts into which a word of a script without spaces may be broken."""
    for word in _PIECE.findall(text):
        letters, start, at = _letters(word), 0, 0
        for one, following in pairwise(letters):
            at += len(one)
            if _may_part(one, following):
                yield word[start:at]
                start = at
        yield word[start:]


def _may_part(one: str, following: str) -> bool:
    return (_is_free(one) or _is_free(following)) and not _opens(one[0]) and not _stays(following[0])


@lru_cache(4096)
def _is_free(letter: str) -> bool:
    """Whether a line may end before and behind it: wide letters but those of Korean."""
    return unicodedata.east_asian_width(letter[0]) in ("W", "F") and not _HANGUL.match(letter)


@lru_cache(4096)
def _opens(char: str) -> bool:
    return unicodedata.category(char) in _OPENING


@lru_cache(4096)
def _stays(char: str) -> bool:
    """Whether it may not begin a line: what closes, ends or goes on with what is before it."""
    return unicodedata.category(char) in _CLOSING or char in _NEVER_FIRST


def _letters(text: str) -> list[str]:
    """What a reader takes for single letters: each with its marks, an emoji with all its parts."""
    from wcwidth import iter_graphemes

    return [text] if len(text) == 1 else list(iter_graphemes(text))


def _cut(text: str, width: int) -> tuple[str, str]:
    """As many letters as fit, and the rest."""
    at, left = 0, width
    for letter in _letters(text):
        left -= columns(letter)
        if left < 0:
            break
        at += len(letter)
    return text[:at], text[at:]


def _first(text: str) -> tuple[str, str]:
    """The first letter, however wide, and the rest."""
    at = len(_letters(text)[0])
    return text[:at], text[at:]
