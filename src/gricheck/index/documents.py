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
from gricheck.model.index import ContentIndex, External, PageRef, Row
from gricheck.pagination import labels_between, resolve
from gricheck.vocabulary import Vocabulary, fold

MAX_RANGE = 400
"""Pages of a range that are looked up; a wider one is a misprint."""

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[/–-]\s?(\d\d(?:\d\d)?))?(?!\d)")
_PLACE = re.compile(r"(\d+)(?:-(\d+))?")
_PAGE_OF_ADDRESS = re.compile(r"#(?:.*&)?page=(\d{1,4})\b")


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
    return replace(row, externals=tuple(_resolved(external, known) for external in row.externals))


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
    part = found[0].part
    pages = tuple(dict.fromkeys(_pages(external, part)))
    if external.section and not pages:
        beginnings = found[0].sections().find([external.section], external.section)
        pages = tuple(found[0].shown(ref) for ref in beginnings)
    return replace(external, file=part.source.path, pages=pages)


def _pages(external: External, part: Part) -> Iterator[PageRef]:
    """The pages that a place names: by their printed numbers, in an address by those of the file."""
    address = _PAGE_OF_ADDRESS.search(external.place or "")
    if address:
        number = int(address[1])
        yield PageRef(address[1], part.first + number - 1 if 0 < number <= len(part.pagination.labels) else None)
        return
    if external.place is None or external.place == external.text:
        return
    for first, last in _PLACE.findall(external.place):
        end = min(int(last or first), int(first) + MAX_RANGE)
        for label in labels_between(int(first), end) if end >= int(first) else (first, last):
            found = resolve(part.pagination, label)
            yield found if found.index is None else replace(found, index=part.first + found.index)
