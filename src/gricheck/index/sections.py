"""Named and numbered parts of the report to the pages on which they begin.

Three sources, the surest first: headings with a number ("6.3.2 Paper consumption"), the file's own bookmarks, and
lines of the report that read exactly like the name. A table of contents repeats all headings, so a page that is full of
them does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gricheck.index.place_names import section_list
from gricheck.model.document import Document, Page
from gricheck.model.index import PageRef
from gricheck.vocabulary import Vocabulary, alternation, fold

CONTENTS_LINES = 8
"""A page with so many numbered headings is a table of contents."""
MAX_HEADING = 90
MAX_SEE = 8
"""Letters of a word before that for a section: "see chapter Water"."""
MIN_NAME = 6
"""Letters of a name that can be looked for inside a cell; a shorter one is a word like any other."""

_NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[^\W\d_]", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,2}){0,3}(?![\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Sections:
    """Where sections begin: by number, by bookmark, and by heading line. ``words`` are those for a section with numbers
    behind them, ``word`` is one that begins a line."""

    numbers: Mapping[str, PageRef]
    bookmarks: Mapping[str, tuple[PageRef, ...]]
    headings: Mapping[str, tuple[PageRef, ...]]
    words: re.Pattern[str]
    word: re.Pattern[str]

    def find(self, lines: Sequence[str], text: str, bare: str = "") -> tuple[PageRef, ...]:
        """The pages, without labels, of the sections that a cell names, in its order: by their numbers, or else by
        their names. In a text without pages their lines tell them apart.

        ``lines`` are the cell's lines without those about other documents, ``text`` is all of it, ``bare`` what of it
        stands in a column for sections, where a number needs no word.
        """
        numbered = [(m.start(), self.numbers[m[0]]) for m in _NUMBER.finditer(bare) if m[0] in self.numbers]
        found = numbered or list(self._by_number(text)) or list(self._by_name(lines))
        return tuple(dict.fromkeys(ref for _, ref in sorted(found, key=_in_order)))

    def _by_number(self, text: str) -> Iterator[tuple[int, PageRef]]:
        """Numbers behind a word for a section: "Section 1.1, 7.2.1"."""
        for match in self.words.finditer(text):
            for number in _NUMBER.finditer(match[0]):
                if number[0] in self.numbers:
                    yield match.start() + number.start(), self.numbers[number[0]]

    def _by_name(self, lines: Sequence[str]) -> Iterator[tuple[int, PageRef]]:
        folded = fold(" ".join(lines))
        for name, refs in self.bookmarks.items():
            place = folded.find(name) if weight(name) >= MIN_NAME else -1
            if place >= 0:
                yield from ((place, ref) for ref in refs)
        named = [(line, refs) for line in _runs(lines) if (refs := self._called(line))]
        # A cell of names is names throughout; a sentence only shares a line with the report by chance.
        if sum(len(line) for line, _ in named) >= 0.6 * sum(map(len, lines)):
            yield from ((max(folded.find(fold(line)), 0), ref) for line, refs in named for ref in refs)

    def _called(self, line: str) -> tuple[PageRef, ...]:
        """Where begins what is called like a line, or like what stands in it behind a word for a section. A name that
        is too short to be looked for must be one that the file itself says is a heading's."""
        for text in (line, self.word.sub("", line, count=1)):
            name = _plain(text)
            found = self.headings if weight(name) >= MIN_NAME else self.bookmarks
            if len(name) > 1 and name in found:
                return found[name]
        return ()


def _in_order(found: tuple[int, PageRef]) -> tuple[int, int, int]:
    place, ref = found
    return place, ref.index or 0, ref.line or 0


def _name(line: str) -> str:
    """A heading or a name in a cell for comparing; empty where it is too short to tell anything."""
    name = _plain(line)
    return name if weight(name) >= MIN_NAME else ""


def _plain(line: str) -> str:
    """A name without its number, and without the marks around it."""
    return fold(re.sub(r"^[\d.]+\s+", "", line)).strip(" .*•–-:\"“”„'‘’«»")


def weight(text: str) -> int:
    """How many letters a text has; a Chinese, Japanese or Korean one says as much as three."""
    letters = sum(map(str.isalpha, text))
    return letters if text.isascii() else letters + 2 * sum(char >= "\u2e80" for char in text if char.isalpha())


def _runs(lines: Sequence[str]) -> Iterator[str]:
    """Each line, and each line with the next: a name may wrap."""
    yield from lines
    yield from (f"{a} {b}" for a, b in pairwise(lines))


MAX_REPEATED = 3
"""A line on more pages is a running header; one on few begins there."""


def find_sections(
    document: Document, index_pages: Iterable[int], vocabulary: Vocabulary, index_lines: range = range(0)
) -> Sections:
    """Look through the report once for everything that can be a section's heading.

    In a text without pages the lines of the index, counted from 1, are left out in place of its page.
    """
    skipped = set(index_pages)
    numbered: list[tuple[str, PageRef]] = []
    places: dict[str, list[PageRef]] = defaultdict(list)
    for page in document.pages:
        lines = _heading_lines(document, page, index_lines if page.index in skipped else range(0))
        if lines is None and (page.index in skipped or _is_contents(page)):
            continue
        numbered += _numbered(page, lines)
        for name, ref in _named(page, lines):
            places[name].append(ref)
    headings = {name: _first(refs) for name, refs in places.items() if name and len(set(refs)) <= MAX_REPEATED}
    words = re.compile(section_list(vocabulary), re.IGNORECASE)
    word = re.compile(rf"^\W*(?:[^\W\d_]{{1,{MAX_SEE}}}\s+)?{alternation(vocabulary.section)}\W+", re.IGNORECASE)
    return Sections(_rising(numbered), _bookmarks(document), headings, words, word)


def _heading_lines(document: Document, page: Page, index_lines: range) -> Collection[int] | None:
    """In a text without pages the lines, from 1, that can be headings: those that the file says are, else all but the
    index's. None for a page."""
    if not document.is_lined(page.index):
        return None
    told = {mark.line for mark in document.outline if mark.page == page.index and mark.line is not None}
    return told or set(range(1, page.text.count("\n") + 2)) - set(index_lines)


def _is_contents(page: Page) -> bool:
    return len(set(_NUMBERED.findall(page.text))) >= CONTENTS_LINES


def _numbered(page: Page, lines: Collection[int] | None) -> Iterator[tuple[str, PageRef]]:
    """The numbers at the beginning of lines."""
    ends = [match.start() for match in re.finditer("\n", page.text)] if lines is not None else []
    for match in _NUMBERED.finditer(page.text):
        line = bisect_left(ends, match.start(1)) + 1
        if lines is None:
            yield match[1], PageRef(None, page.index)
        elif line in lines:
            yield match[1], PageRef(None, page.index, line)


def _named(page: Page, lines: Collection[int] | None) -> Iterator[tuple[str, PageRef]]:
    """The names on lines that can be headings."""
    for line, text in enumerate(page.text.split("\n"), start=1):
        if 1 < len(text) < MAX_HEADING and text[:1].isalnum() and not text[:1].islower():
            if lines is None:
                yield _name(text), PageRef(None, page.index)
            elif line in lines:
                yield _name(text), PageRef(None, page.index, line)


def _first(refs: Sequence[PageRef]) -> tuple[PageRef, ...]:
    """The page on which a section begins; in a text without pages every line that bears its name."""
    return tuple(dict.fromkeys(refs)) if refs[0].line else (refs[0],)


def _bookmarks(document: Document) -> dict[str, tuple[PageRef, ...]]:
    found: dict[str, list[PageRef]] = defaultdict(list)
    for mark in document.outline:
        if mark.page is not None and not document.is_lined(mark.page):
            found[fold(mark.title)] = [PageRef(None, mark.page)]
        elif mark.page is not None and mark.line is not None:
            found[fold(mark.title)].append(PageRef(None, mark.page, mark.line))
    named = {name: tuple(refs) for name, refs in found.items() if len(refs) <= MAX_REPEATED}
    return {_plain(name): refs for name, refs in named.items() if weight(name) < MIN_NAME} | named


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
