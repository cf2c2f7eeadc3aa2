"""The report's own outline as sections with page ranges: its bookmarks, or else its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gricheck.model.document import Document
from gricheck.model.evidence import Section

MIN_ENTRIES = 4
"""So few entries may be anything else."""
FRONT = 12
"""A table of contents stands on one of the first pages."""
MAX_TITLE = 90
MAX_SHARE = 0.5
"""Where so much of the report would be one section, the entries are not its outline: a few tables have bookmarks."""

_BULLETS = " .,;:-–—•▪●■◦·*>"
_ENTRY = re.compile(r"^\s*(?P<title>\D.*?[^\W\d_]\W*?)[\s.·…_]*?\s(?P<page>\d{1,4})\s*$")
_NUMBER_FIRST = re.compile(r"^\s*(?P<page>\d{1,4})\s+(?P<title>[^\W\d_].*?)\s*$")


def outline(document: Document) -> tuple[Section, ...]:
    """The sections in the order in which they begin; none where neither bookmarks nor a table of contents tell."""
    if not document.pagination.judged:
        return ()
    for entries in (list(_bookmarks(document)), _contents(document)[1]):
        sections = tuple(_ranges(entries, len(document.pages)))
        if len(entries) >= MIN_ENTRIES and _widest(sections, len(document.pages)) <= MAX_SHARE:
            return sections
    return ()


def contents_page(document: Document) -> int | None:
    """The page of the table of contents, None where there is none."""
    return _contents(document)[0] if document.pagination.judged else None


def section_at(sections: Sequence[Section], page: int) -> str | None:
    """The title of the innermost section that holds a page; of several that begin on it, the first."""
    holding = [section for section in sections if section.first <= page <= section.last]
    deepest = max(holding, key=lambda section: (section.first, section.level), default=None)
    if deepest is None:
        return None
    return next(s.title for s in holding if (s.first, s.level) == (deepest.first, deepest.level))


def _widest(sections: Sequence[Section], count: int) -> float:
    """The largest share of the report that lies between the beginnings of two sections."""
    starts = sorted({section.first for section in sections})
    return max((after - start for start, after in pairwise([0, *starts, count])), default=count) / max(count, 1)


def _bookmarks(document: Document) -> Iterator[tuple[str, int, int]]:
    for mark in document.outline:
        title = " ".join(mark.title.split()).lstrip(_BULLETS)
        if mark.page is not None and title:
            yield title[:MAX_TITLE], mark.level, mark.page


def _contents(document: Document) -> tuple[int | None, list[tuple[str, int, int]]]:
    """The front page on which most lines end, or begin, with page numbers that rise, and what they say."""
    found: tuple[int | None, list[tuple[str, int, int]]] = (None, [])
    for page in document.pages[:FRONT]:
        for pattern in (_ENTRY, _NUMBER_FIRST):
            entries = list(_entries(document, page.text, pattern))
            if len(entries) >= max(MIN_ENTRIES, len(found[1]) + 1):
                found = page.index, entries
    return found


def _entries(document: Document, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    places = {label: index for index, labels in enumerate(document.pagination.labels) for label in labels}
    last = -1
    for line in text.split("\n"):
        match = pattern.match(line)
        page = places.get(match["page"].lstrip("0")) if match else None
        if match and page is not None and page >= last and len(match["title"]) <= MAX_TITLE:
            last = page
            yield " ".join(match["title"].split()).rstrip(" ."), 0, page


def _ranges(entries: Sequence[tuple[str, int, int]], count: int) -> Iterator[Section]:
    """A section ends before the next one of its level or above begins, or on the page where that begins."""
    ordered = sorted(entries, key=lambda entry: entry[2])
    for place, (title, level, first) in enumerate(ordered):
        after = next((page for _, other, page in ordered[place + 1 :] if other <= level), count)
        yield Section(title, level, first, max(first, after - 1))
