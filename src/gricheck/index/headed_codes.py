"""Rows whose code stands in the heading above them: "General Disclosure" under "Aspect A1: Emissions".

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
                if catalogue.forms and first.code in catalogue.forms.behind_prefix:
                    head, code = (line, first), first.code
            elif code is not None and (last := _last_of(line, words)) is not None:
                changed[id(last)] = replace(last, text=f"{last.text} {code}")
                changed |= {id(word): None for word in _coded(head)}
                head = code = None
        yield replace(layout, words=tuple(_put(layout.words, changed))) if changed else layout


def _last_of(line: Line, phrases: Iterable[str]) -> Word | None:
    """The last word of the phrase with which a line begins, if it begins with one."""
    for phrase in phrases:
        count = len(phrase.split())
        if fold(" ".join(word.text for word in line.words[:count])).strip(" :") == phrase:
            return line.words[count - 1]
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
