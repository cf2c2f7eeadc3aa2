"""Rows whose code stands in the heading above or beside them: "General Disclosure" under "Aspect A1: Emissions".

The framework says by which words such a row is known. They get the code, and the heading loses it, so that the code
stands once and in its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gricheck.index.codes import CodeMatch, find_codes
from gricheck.index.lines import Line, lines_of
from gricheck.model.document import PageLayout, Word
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import fold

CELL_GAP = 0.6
"""Between the words of two cells, in heights of a line."""

Headed = tuple[Line, CodeMatch]
"""A heading with the code with which it begins."""


def with_headed_codes(layouts: Sequence[PageLayout], catalogue: Catalogue) -> Iterator[PageLayout]:
    """The pages with each such row's code in the row; a heading may stand on the page before its row."""
    words = tuple(map(fold, catalogue.forms.under_heading)) if catalogue.forms else ()
    code: str | None = None
    for layout in layouts:
        changed: dict[int, Word | None] = {}
        head: Headed | None = None
        for line in lines_of(layout.words) if words else ():
            first = next(find_codes(line.text, catalogue, loose=True), None)
            if first is not None and first.start == 0:
                guarded = catalogue.forms is not None and first.code in catalogue.forms.behind_prefix
                head, code = ((line, first), first.code) if guarded else (head, code)
            if code is not None and (last := _last_of(line, words)) is not None:
                changed[id(last)] = replace(last, text=f"{last.text} {code}")
                changed |= {id(word): None for word in _coded(head)}
                head = code = None
        yield replace(layout, words=tuple(_put(layout.words, changed))) if changed else layout


def _last_of(line: Line, phrases: Iterable[str]) -> Word | None:
    """The last word of such a phrase with which a line or one of its cells begins."""
    for phrase in phrases:
        count = len(phrase.split())
        for start in range(len(line.words) - count + 1):
            words = line.words[start : start + count]
            begins = start == 0 or words[0].x0 - line.words[start - 1].x1 > CELL_GAP * words[0].size
            if begins and fold(" ".join(word.text for word in words)).strip(" :") == phrase:
                return words[-1]
    return None


def _coded(head: Headed | None) -> Iterator[Word]:
    """The words of a heading that make its code."""
    if head is None:
        return
    line, match = head
    position = 0
    for word in line.words:
        if position < match.end:
            yield word
        position += len(word.text) + 1


def _put(words: Iterable[Word], changed: dict[int, Word | None]) -> Iterator[Word]:
    for word in words:
        new = changed.get(id(word), word)
        if new is not None:
            yield new
