"""Named and numbered parts of the report to the pages on which they begin.

Three sources, the surest first: headings with a number ("6.3.2 Paper consumption"), the file's own bookmarks, and
lines of the report that read exactly like the name. A table of contents repeats all headings, so a page that is full of
them does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gricheck.index.place_names import section_list
from gricheck.model.document import Document
from gricheck.model.index import PageRef
from gricheck.vocabulary import Vocabulary, fold

CONTENTS_LINES = 8
"""A page with so many numbered headings is a table of contents."""
MAX_HEADING = 90
MIN_NAME = 6
"""Letters of a name that can be looked for inside a cell; a shorter one is a word like any other."""

_NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[^\W\d_]", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){0,3}(?![\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Sections:
    """Where sections begin: by number, by bookmark, and by heading line."""

    numbers: Mapping[str, PageRef]
    bookmarks: Mapping[str, PageRef]
    headings: Mapping[str, PageRef]
    words: re.Pattern[str]

    def find(self, lines: Sequence[str], text: str, bare: str = "") -> tuple[PageRef, ...]:
        """The pages, without labels, of the sections that a cell names, in its order: by their numbers, or else by
        their names. In a text without pages their lines tell them apart.

        ``lines`` are the cell's lines without those about other documents, ``text`` is all of it, ``bare`` what of it
        stands in a column for sections, where a number needs no word.
        """
        numbered = [(m.start(), self.numbers[m[0]]) for m in _NUMBER.finditer(bare) if m[0] in self.numbers]
        found = numbered or list(self._by_number(text)) or list(self._by_name(lines))
        return tuple(dict.fromkeys(ref for _, ref in sorted(found, key=lambda pair: (pair[0], pair[1].index or 0))))

    def _by_number(self, text: str) -> Iterator[tuple[int, PageRef]]:
        """Numbers behind a word for a section: "Section 1.1, 7.2.1"."""
        for match in self.words.finditer(text):
            for number in _NUMBER.finditer(match[0]):
                if number[0] in self.numbers:
                    yield match.start() + number.start(), self.numbers[number[0]]

    def _by_name(self, lines: Sequence[str]) -> Iterator[tuple[int, PageRef]]:
        folded = fold(" ".join(lines))
        for name, page in self.bookmarks.items():
            place = folded.find(name) if weight(name) >= MIN_NAME else -1
            if place >= 0:
                yield place, page
        named = [(line, self.headings[_name(line)]) for line in _runs(lines) if _name(line) in self.headings]
        # A cell of names is names throughout; a sentence only shares a line with the report by chance.
        if sum(len(line) for line, _ in named) >= 0.6 * sum(map(len, lines)):
            yield from ((max(folded.find(fold(line)), 0), page) for line, page in named)


def _name(line: str) -> str:
    """A heading or a name in a cell for comparing; empty where it is too short to tell anything."""
    name = fold(re.sub(r"^[\d.]+\s+", "", line)).strip(" .*•–-")
    return name if weight(name) >= MIN_NAME else ""


def weight(text: str) -> int:
    """How many letters a text has; a Chinese, Japanese or Korean one says as much as three."""
    letters = sum(map(str.isalpha, text))
    return letters if text.isascii() else letters + 2 * sum(char >= "\u2e80" for char in text if char.isalpha())


def _runs(lines: Sequence[str]) -> Iterator[str]:
    """Each line, and each line with the next: a name may wrap."""
    yield from lines
    yield from (f"{a} {b}" for a, b in pairwise(lines))


def find_sections(
    document: Document, index_pages: Iterable[int], vocabulary: Vocabulary, index_lines: range = range(0)
) -> Sections:
    """Look through the report once for everything that can be a section's heading.

    In a text without pages the lines of the index, counted from 1, are left out in place of its page.
    """
    skipped = set(index_pages)
    paged = len(document.pages) > 1
    numbered: list[tuple[str, PageRef]] = []
    places: dict[str, list[PageRef]] = defaultdict(list)
    for page in document.pages:
        contents = len(set(_NUMBERED.findall(page.text))) >= CONTENTS_LINES
        if paged and (page.index in skipped or contents):
            continue
        starts = [0, *(match.end() for match in re.finditer("\n", page.text))] if not paged else []
        for match in _NUMBERED.finditer(page.text):
            line = None if paged else bisect_right(starts, match.start(1))
            if line not in index_lines:
                numbered.append((match[1], PageRef(None, page.index, line)))
        for line, text in enumerate(page.text.split("\n"), start=1):
            if not paged and line in index_lines:
                continue
            ref = PageRef(None, page.index, None if paged else line)
            if 1 < len(text) < MAX_HEADING and text[:1].isalnum() and not text[:1].islower():
                places[_name(text)].append(ref)
    # A line on many pages is a running header; one on few begins there.
    headings = {name: refs[0] for name, refs in places.items() if name and len(set(refs)) <= 3}
    marks = (mark for mark in document.outline if mark.page is not None and (paged or mark.line is not None))
    bookmarks = {fold(mark.title): PageRef(None, mark.page, None if paged else mark.line) for mark in marks}
    words = re.compile(section_list(vocabulary), re.IGNORECASE)
    return Sections(_rising(numbered), bookmarks, headings, words)


MAX_NUMBERED = 600


def _rising(numbered: Sequence[tuple[str, PageRef]]) -> dict[str, PageRef]:
    """The beginning of each section number: of all lines that begin with a number, those that rise with the pages.

    "7.2 million" on an early page does not fit between 6.1 and 7.1; the longest row of numbers that fits is headings.
    """
    begun = {(tuple(map(int, number.split("."))), ref.index or 0, ref.line or 0, number) for number, ref in numbered}
    points = [(parts, (page, line), number) for parts, page, line, number in sorted(begun)[:MAX_NUMBERED]]
    best: list[tuple[int, int]] = []
    for position, (number, page, _) in enumerate(points):
        before = [(best[i][0] + 1, i) for i in range(position) if points[i][1] <= page and points[i][0] != number]
        best.append(max(before, default=(1, -1), key=lambda item: (item[0], item[1])))
    place = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    found: dict[str, PageRef] = {}
    while place >= 0:
        on, line = points[place][1]
        found[points[place][2]] = PageRef(None, on, line or None)
        place = best[place][1]
    return found
