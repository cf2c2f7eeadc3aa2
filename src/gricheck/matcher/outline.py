"""The report's own outline as sections with page ranges: its bookmarks, or else its table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from gricheck.model.document import Document
from gricheck.model.evidence import Section

MIN_ENTRIES = 4
"""So few entries may be anything else."""
FRONT = 12
"""A table of contents stands on one of the first pages."""
MAX_TITLE, MAX_LINE = 90, 300
MAX_SHARE = 0.5
"""Where so much of the report would be one section, the entries are not its outline: a few tables have bookmarks."""

_BULLETS = " .,;:-–—•▪●■◦·*>"
_LEADERS = " .·…_\t"
_MAX_DIGITS = 4


Entry = tuple[str, int, int]
"""A title, its level from 0, and the page on which it begins."""


def outline(document: Document, listed: Sequence[Entry] = ()) -> tuple[Section, ...]:
    """The sections in the order in which they begin; none where neither bookmarks nor ``listed``, the entries of the
    table of contents, tell."""
    lined = tuple(_lined(document))
    for entries in (list(_bookmarks(document)), listed) if document.pagination.judged else ():
        sections = tuple(_ranges(entries, document))
        if len(entries) >= MIN_ENTRIES and _widest(sections, document.page_count) <= MAX_SHARE:
            return (*sections, *lined)
    return lined


def contents(document: Document) -> tuple[int | None, tuple[Entry, ...]]:
    """The page of the table of contents and its entries: the front page on which most lines end, or begin, with page
    numbers that rise; None where there is none."""
    found: tuple[int | None, tuple[Entry, ...]] = (None, ())
    if not document.pagination.judged:
        return found
    places = {label: index for index, labels in enumerate(document.pagination.labels) for label in labels}
    for page in document.pages[:FRONT]:
        for read in (_number_last, _number_first):
            entries = tuple(_entries(page.text, read, places))
            if len(entries) >= max(MIN_ENTRIES, len(found[1]) + 1):
                found = page.index, entries
    return found


def _lined(document: Document) -> Iterator[Section]:
    """The sections of texts without pages: each goes on to the next heading of its level or above."""
    found: list[Section] = []
    following: dict[int, dict[int, int]] = {}
    for mark in reversed(document.outline):
        if mark.page is None or mark.line is None or not document.is_lined(mark.page):
            continue
        levels = following.setdefault(mark.page, {-1: document.pages[mark.page].text.count("\n") + 2})
        end = min(line for level, line in levels.items() if level <= mark.level)
        levels[mark.level] = mark.line
        title = " ".join(mark.title.split()).lstrip(_BULLETS)[:MAX_TITLE]
        found.append(Section(title, mark.level, mark.page, mark.page, range(mark.line, end)))
    return reversed(found)


def section_at(sections: Sequence[Section], page: int, line: int = 1) -> str | None:
    """The title of the innermost section that holds a page or, in a text without pages, a line; of several that begin
    there, the first."""
    holding = [one for one in sections if one.first <= page <= one.last and (one.lines is None or line in one.lines)]
    deepest = max(holding, key=_depth, default=None)
    if deepest is None:
        return None
    return next(one.title for one in holding if _depth(one) == _depth(deepest))


def _depth(section: Section) -> tuple[int, int, int]:
    return section.first, section.lines.start if section.lines else 0, section.level


def _widest(sections: Sequence[Section], count: int) -> float:
    """The largest share of the report that lies between the beginnings of two sections."""
    starts = sorted({section.first for section in sections})
    return max((after - start for start, after in pairwise([0, *starts, count])), default=count) / max(count, 1)


def _bookmarks(document: Document) -> Iterator[Entry]:
    for mark in document.outline:
        title = " ".join(mark.title.split()).lstrip(_BULLETS)
        if mark.page is not None and title and not document.is_lined(mark.page):
            yield title[:MAX_TITLE], mark.level, mark.page


def _entries(text: str, read: Callable[[str], tuple[str, str] | None], places: Mapping[str, int]) -> Iterator[Entry]:
    last = -1
    for line in text.split("\n"):
        found = read(line.strip()) if len(line) <= MAX_LINE else None
        page = places.get(found[1].lstrip("0")) if found else None
        if found and page is not None and page >= last:
            last = page
            yield found[0], 0, page


def _number_last(line: str) -> tuple[str, str] | None:
    """``Climate ..... 12``: the title and the number."""
    words = line.rsplit(None, 1)
    return _entry(words[0], words[1]) if len(words) == 2 else None


def _number_first(line: str) -> tuple[str, str] | None:
    """``12 Climate``."""
    words = line.split(None, 1)
    return _entry(words[1], words[0]) if len(words) == 2 else None


def _entry(title: str, number: str) -> tuple[str, str] | None:
    title = " ".join(title.split()).rstrip(_LEADERS).lstrip(_BULLETS)
    told = title[:1].isalpha() and len(title) <= MAX_TITLE
    return (title, number) if told and number.isdecimal() and len(number) <= _MAX_DIGITS else None


def _ranges(entries: Sequence[Entry], document: Document) -> Iterator[Section]:
    """A section ends before the next one of its level or above begins, or on the page where that begins, and with its
    file."""
    ordered = sorted(entries, key=lambda entry: entry[2])
    for place, (title, level, first) in enumerate(ordered):
        after = next((page for _, other, page in ordered[place + 1 :] if other <= level), document.page_count)
        yield Section(title, level, first, min(max(first, after - 1), document.file_pages(first)[-1]))
