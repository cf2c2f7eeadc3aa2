"""The lines of a stretch that say most of what is looked for, quoted."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from math import fsum

from gricheck.matcher.search import Query, Search
from gricheck.matcher.tokens import tokens

MAX_QUOTE, MAX_LINES, STEP = 220, 6, 4
"""Characters and lines of a quote; of a long sentence every fourth word may begin one."""
LEAST_WORTH = 0.15
"""Terms that say less than this share of the best one are no reason by themselves."""
MAX_REASONS = 6
NAME_WORDS = 7
"""Words of a line that may be a name and no more."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[\u3002\uff01\uff1f])")


def best_lines(search: Search, place: int, query: Query) -> tuple[int, str]:
    """The number of the line, from 0, at which the best passage begins, and the passage as one line of text."""
    worths = _worths(search, place, query)
    on_line: dict[int, dict[str, float]] = {}
    for term, value in worths.items():
        for number in search.terms(place)[term]:
            on_line.setdefault(number, {})[term] = value
    if not on_line:
        return 0, ""
    lines = search.stretches[place].lines
    first = max(sorted(on_line), key=lambda number: _worth(on_line, _window(lines, number)))
    return first, _quote([lines[number] for number in _window(lines, first)], worths)


def is_bare(search: Search, place: int, query: Query) -> bool:
    """Whether the best passage is names alone, line for line: headings, a menu, a list; no sentence and no figure."""
    first, _ = best_lines(search, place, query)
    lines = search.stretches[place].lines
    found = [tokens(lines[number]) for number in _window(lines, first)]
    return not any(len(words) > NAME_WORDS or any(map(_is_figure, words)) for words in found)


def _is_figure(word: str) -> bool:
    return word[0].isdigit() and len(word) > 2


def reasons(search: Search, place: int, query: Query) -> tuple[str, ...]:
    """The terms of a query that a stretch holds and that say most, the most telling first."""
    worth = _worths(search, place, query)
    most = max(worth.values(), default=0.0)
    telling = sorted((term for term in worth if worth[term] >= LEAST_WORTH * most), key=lambda t: (-worth[t], t))
    whole = [term for term in telling if not _is_part(term, telling)]
    return tuple(whole[:MAX_REASONS])


def _worths(search: Search, place: int, query: Query) -> dict[str, float]:
    held = search.terms(place)
    return {term: weight * search.rarity(term) for term, weight in query.items() if term in held}


def _window(lines: Sequence[str], first: int) -> range:
    """The lines from the first on that fit into a quote, that one at least."""
    size, end = len(lines[first]), first + 1
    while end < min(len(lines), first + MAX_LINES) and size + len(lines[end]) < MAX_QUOTE:
        size, end = size + 1 + len(lines[end]), end + 1
    return range(first, end)


def _worth(on_line: Mapping[int, Mapping[str, float]], window: range) -> float:
    """What the terms in some lines are worth, each counted once."""
    found: dict[str, float] = {}
    for number in window:
        found.update(on_line.get(number, {}))
    return fsum(found.values())


def _is_part(term: str, others: Collection[str]) -> bool:
    """Whether a word is told already by a phrase that holds it."""
    return " " not in term and any(term in other.split() for other in others if other != term)


def _quote(lines: Sequence[str], worths: Mapping[str, float]) -> str:
    """Lines as one; of a long one, which is a whole paragraph, the sentences from the most telling one on."""
    text = " ".join(" ".join(lines).split())
    if len(text) <= MAX_QUOTE:
        return text
    sentences = _SENTENCE_END.split(text)
    first = max(range(len(sentences)), key=lambda number: (_told(sentences[number], worths), -number))
    if len(sentences[first]) <= MAX_QUOTE:
        return cut(" ".join(sentences[first:]))
    return _part(sentences[first], worths)


def _part(sentence: str, worths: Mapping[str, float]) -> str:
    """Of a sentence that is too long itself the words that tell most, cut at both ends."""
    words = sentence.split()
    starts = range(0, len(words), STEP)
    parts = [cut(" ".join(words[start : start + MAX_QUOTE])) for start in starts]
    best = max(starts, key=lambda start: (_told(parts[start // STEP], worths), -start))
    return f"… {parts[best // STEP]}" if best else parts[0]


def _told(sentence: str, worths: Mapping[str, float]) -> float:
    """What the terms in a sentence are worth."""
    held = f" {' '.join(tokens(sentence))} "
    return fsum(value for term, value in worths.items() if f" {term} " in held)


def cut(text: str) -> str:
    """A text no longer than a quote, cut at a word."""
    if len(text) <= MAX_QUOTE:
        return text
    end = text.rfind(" ", MAX_QUOTE // 2, MAX_QUOTE)
    return text[: end if end > 0 else MAX_QUOTE].rstrip() + " …"
