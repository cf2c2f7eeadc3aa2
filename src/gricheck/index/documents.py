"""The documents that locations name ("AR p. 45") led to the files that the user gave for them, and to their pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from gricheck.index.relocate import placed
from gricheck.index.sections import Sections, find_sections
from gricheck.index.self_names import own_names
from gricheck.model.document import Document, Part, Role
from gricheck.model.index import ContentIndex, External, Kind, PageRef, Row
from gricheck.pagination import labels_between, resolve
from gricheck.readers.leads import page_named
from gricheck.vocabulary import Vocabulary, fold

MAX_RANGE = 400
"""Pages of a range that are looked up; a wider one is a misprint."""

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[/–-]\s?(\d\d(?:\d\d)?))?(?!\d)")
_PLACE = re.compile(r"(\d+)(?:-(\d+))?")


def given_names(document: Document) -> tuple[str, ...]:
    """The words by which, as the user says, the index calls other documents, folded; addresses are known as such."""
    return tuple(name for part in document.parts for name in map(fold, part.names) if not _is_address(name))


def with_documents(index: ContentIndex, document: Document, vocabulary: Vocabulary) -> ContentIndex:
    """The index, each location that names a document of ``document.parts`` led to its file and pages."""
    known = [_known(part, document, vocabulary) for part in document.parts if part.role is not Role.INDEX]
    return replace(index, rows=tuple(_led(row, known) for row in index.rows)) if known else index


@dataclass(frozen=True, slots=True)
class _Name:
    """What a document is called: its words, folded, and the years beside them."""

    words: str
    years: frozenset[str] = frozenset()

    def means(self, other: _Name) -> bool:
        """Whether two names can be of one document: alike or one the initials of the other, and of no other year."""
        same = self.words == other.words or self.words in _initials(other) or other.words in _initials(self)
        return bool(self.words) and same and (not self.years or not other.years or bool(self.years & other.years))


@dataclass(frozen=True, slots=True)
class _Known:
    """A file and its names."""

    part: Part
    names: tuple[_Name, ...]
    sections: Callable[[], Sections]
    shown: Callable[[PageRef], PageRef]


def _known(part: Part, document: Document, vocabulary: Vocabulary) -> _Known:
    marks = (replace(mark, page=part.first + mark.page) for mark in part.outline if mark.page is not None)
    by_itself = replace(document, pages=document.pages_of(part), outline=tuple(marks))
    names = part.names or _own_names(part, by_itself, vocabulary)

    def shown(ref: PageRef) -> PageRef:
        return placed(replace(ref, label=part.label(ref.index or 0)), document)

    return _Known(part, tuple(map(_name, names)), cache(lambda: find_sections(by_itself, (), vocabulary)), shown)


def _own_names(part: Part, document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names that run through a file's pages, and the file's own."""
    running = own_names(document, vocabulary, ())
    return (*sorted(running), re.sub(r"[\W_]+", " ", PurePath(part.source.path).stem))


def _name(text: str) -> _Name:
    folded = fold(text)
    if _is_address(folded):
        return _Name(folded.partition("#")[0].partition("://")[2].rstrip("/.,;)") or folded)
    years = {year for first, last in _YEARS.findall(folded) for year in (_last_year(first, last),)}
    return _Name(" ".join(re.sub(r"[\W_]+", " ", _YEARS.sub(" ", folded)).split()), frozenset(years))


def _is_address(folded: str) -> bool:
    return "://" in folded or folded.startswith("www.")


def _last_year(first: str, last: str) -> str:
    """``2022`` of "2021/22": a report is named by the year in which its period ends."""
    return first[: 4 - len(last)] + last


def _initials(name: _Name) -> tuple[str, ...]:
    words = name.words.split()
    return ("".join(word[0] for word in words),) if len(words) > 1 else ()


def _led(row: Row, known: Sequence[_Known]) -> Row:
    if not row.externals:
        return row
    parts = {one.part.source.path: one.part for one in known}
    named = [_resolved(external, known) for external in row.externals if external.file is None]
    links = [_paged(link, parts[link.file]) for link in row.externals if link.file is not None]
    for part in dict.fromkeys(parts[link.file] for link in links if link.file is not None):
        own = [link for link in links if link.file == part.source.path]
        if not named and len(own) == len(links) and _numbers_mean(row, own, part):
            return replace(row, kind=Kind.EXTERNAL, pages=(), externals=(_printed(row, own[0], part),))
        named = _with_links(named, own, part)
    return replace(row, externals=tuple(named))


def _paged(external: External, part: Part) -> External:
    """The external with its file, and the pages of that which its place names."""
    return replace(external, file=part.source.path, pages=tuple(dict.fromkeys(_pages(external, part))))


def _with_links(named: Sequence[External], links: Sequence[External], part: Part) -> list[External]:
    """The documents that a location names, and one to which it links: the link says which file the one name means,
    and the pages where the words say none."""
    found = list(named)
    said = [place for place, one in enumerate(found) if one.file == part.source.path]
    said = said or [place for place, one in enumerate(found) if len(found) == 1 and one.file is None]
    if not said:
        return [*found, *links]
    first = found[said[0]]
    led = first if first.file else _paged(first, part)
    found[said[0]] = replace(led, pages=led.pages or tuple(dict.fromkeys(ref for link in links for ref in link.pages)))
    return found


def _numbers_mean(row: Row, links: Sequence[External], part: Part) -> bool:
    """Whether the numbers of a row are those of the document to which all of its links lead."""
    printed = {ref.label for ref in row.pages}
    led = {ref.label for link in links for ref in link.pages if ref.index is not None}
    agree = bool(led) and led <= printed and row.kind is Kind.PAGES and not row.linked
    return agree and all(part.label(ref.index) for link in links for ref in link.pages if ref.index is not None)


def _printed(row: Row, link: External, part: Part) -> External:
    """The numbers of a row as pages of the document."""
    refs = (resolve(part.pagination, ref.label or "") for ref in row.pages)
    pages = (ref if ref.index is None else replace(ref, index=part.first + ref.index) for ref in refs)
    return replace(link, place=row.location, pages=tuple(pages))


def _resolved(external: External, known: Sequence[_Known]) -> External:
    """The external with its file; as it was where none is called so, or several are."""
    if external.name is None:
        return external
    name = _name(external.name)
    name = replace(name, years=name.years or _name(external.year or "").years)
    exact = [one for one in known if any(own == name for own in one.names)]
    found = exact or [one for one in known if any(name.means(own) for own in one.names)]
    if len(found) != 1:
        return external
    led = _paged(external, found[0].part)
    if external.section and not led.pages:
        beginnings = found[0].sections().find([external.section], external.section)
        return replace(led, pages=tuple(found[0].shown(ref) for ref in beginnings))
    return led


def _pages(external: External, part: Part) -> Iterator[PageRef]:
    """The pages that a place names: by their printed numbers, in an address by those of the file."""
    number = page_named(external.place or "")
    if number is not None:
        inside = 0 < number <= len(part.pagination.labels)
        page = part.first + number - 1
        yield PageRef(part.label(page) or str(number), page) if inside else PageRef(str(number), None)
        return
    if external.place is None or external.place == external.text:
        return
    for first, last in _PLACE.findall(external.place):
        end = min(int(last or first), int(first) + MAX_RANGE)
        for label in labels_between(int(first), end) if end >= int(first) else (first, last):
            found = resolve(part.pagination, label)
            yield found if found.index is None else replace(found, index=part.first + found.index)
