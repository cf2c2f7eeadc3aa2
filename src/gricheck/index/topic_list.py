"""The list of material topics in the report's text, held against the topics of the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gricheck.model.document import Document
from gricheck.model.index import Row, Topic
from gricheck.model.standard import TOPIC_LISTS
from gricheck.vocabulary import fold

MAX_PAGES = 6
"""A location of more pages says nothing about where the list stands."""

MIN_FOUND = 0.75
"""The share of topics that must stand on those pages for them to hold the list in the words of the index."""

MIN_ITEMS = 3
MAX_WORDS = 6
"""The name of a topic has no more words."""

_ITEM = re.compile(r"[,;:•·▪■]|\.(?=\s|$)")


def held_against_list(
    topics: Sequence[Topic], rows: Sequence[Row], document: Document
) -> tuple[tuple[Topic, ...], tuple[str, ...]]:
    """The topics, each with whether the report's list names it, and names in the list that no topic bears.

    Both are unknown where the pages that the index gives for the list do not hold most of the topics.
    """
    texts = [document.pages[page].text for page in _pages(rows)]
    whole = _letters(" ".join(texts))
    listed = [_letters(topic.name) in whole for topic in topics]
    if not topics or sum(listed) < MIN_FOUND * len(topics):
        return tuple(topics), ()
    names = [fold(topic.name) for topic in topics]
    others = dict.fromkeys(name for text in texts for name in (*_on_lines(text, names), *_in_sentence(text, names)))
    return tuple(replace(t, listed=found) for t, found in zip(topics, listed, strict=True)), tuple(others)


def _pages(rows: Sequence[Row]) -> tuple[int, ...]:
    found = dict.fromkeys(
        ref.index for row in rows if row.code in TOPIC_LISTS for ref in row.pages if ref.index is not None
    )
    return tuple(found) if len(found) <= MAX_PAGES else ()


def _on_lines(text: str, names: Sequence[str]) -> Iterator[str]:
    """Lines among those that are each the whole name of a topic, without a wrapped one between them."""
    lines = [re.sub(r"^[\W\d]+", "", line).strip() for line in text.split("\n")]
    known = [i for i, line in enumerate(lines) if fold(line) in names]
    if len(known) < MIN_ITEMS:
        return
    between = range(known[0], known[-1] + 1)
    others = [lines[i] for i in between if i not in known]
    if len(others) < len(known):
        yield from (line for line in others if line[:1].isupper() and len(line.split()) <= MAX_WORDS)


def _in_sentence(text: str, names: Sequence[str]) -> Iterator[str]:
    """Items of an enumeration in running text most of whose items are topics."""
    items = [item.strip() for item in _ITEM.split(" ".join(text.split()))]
    known = [i for i, item in enumerate(items) if _without_and(item) in names]
    for first, last in _runs(known):
        others = [items[i] for i in range(first, last + 1) if i not in known]
        yield from (item for item in others if 0 < len(item.split()) <= MAX_WORDS)


def _runs(known: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last place of items that follow each other with at most one other between two."""
    start = 0
    for end in range(1, len(known) + 1):
        if end == len(known) or known[end] - known[end - 1] > 2:
            if end - start >= MIN_ITEMS:
                yield known[start], known[end - 1]
            start = end


def _letters(text: str) -> str:
    """Letters and digits only: a name may be wrapped, hyphenated or spaced in its own way."""
    return "".join(filter(str.isalnum, fold(text)))


def _without_and(item: str) -> str:
    return re.sub(r"^(?:and|&) ", "", fold(item))
