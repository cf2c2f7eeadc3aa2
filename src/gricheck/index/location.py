"""One location cell: which pages, sections and documents it names, or what it is instead.

The cell is read from left to right. A page number belongs to the document named last before it, and to this report
where none is named; a separator (";", a bullet, a new column) gives the word back to this report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gricheck.index.codes import DASHES
from gricheck.index.omission import find_reason
from gricheck.index.page_numbers import PageGrammar, bare_lists, blank, figures, is_list, named_lists
from gricheck.model.document import Pagination
from gricheck.model.index import External, Kind, Omission, PageRange, PageRef
from gricheck.pagination import labels_between, resolve
from gricheck.vocabulary import Vocabulary, alternation, fold

MAX_RANGE = 400
"""A range is expanded to at most this many pages; a wider one is a misprint, and is reported as too wide."""

MAX_NAME = 60
"""Characters behind another document's name in which its page or section stands."""

_SEPARATOR = re.compile(r"[;|•●▪■\n]")
_URI = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PLAIN = re.compile(r"[\d\s,;–-]+")


@dataclass(frozen=True, slots=True)
class Location:
    """What a location cell amounts to. ``pages`` holds only pages of this report, ranges expanded, each once."""

    kind: Kind
    pages: tuple[PageRef, ...] = ()
    ranges: tuple[PageRange, ...] = ()
    sections: tuple[str, ...] = ()
    externals: tuple[External, ...] = ()
    omission: Omission | None = None


@dataclass(frozen=True, slots=True)
class LocationReader:
    """Reads location cells of one report.

    ``own_names`` are names of documents that are this very file ("Annual Report" in its running footer), folded;
    ``headings`` are the folded lines of the report that can be headings; ``standalone`` says that the file is little
    more than the index, so that what it points to is elsewhere.
    """

    pagination: Pagination
    vocabulary: Vocabulary
    own_names: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    standalone: bool = False
    names: _Names = field(init=False)
    grammar: PageGrammar = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", _Names.of(self.vocabulary, self.standalone))
        object.__setattr__(self, "grammar", PageGrammar.of(self.vocabulary))

    def lists_pages(self, text: str) -> bool:
        """Whether a cell is nothing but page numbers."""
        return is_list(self.grammar.mark(text.strip()))

    def names_place(self, text: str) -> bool:
        """Whether a text begins with a part of this report or with another document."""
        return bool(self.names.section.match(text) or self.names.external.match(text))

    def read(self, text: str, *, page_column: bool = False) -> Location:
        """``text`` is the cell with line breaks as spaces; ``page_column`` says that bare numbers are pages."""
        stripped = text.strip()
        special = self._special(stripped)
        if special is not None:
            return special
        simple = bool(_PLAIN.fullmatch(stripped)) and not self.standalone
        sections = () if simple else self._sections(stripped)
        externals = () if simple else tuple(self._externals(stripped))
        omission = None if simple else find_reason(stripped, self.vocabulary)
        found = list(self._numbers(stripped, page_column, simple))
        refs = tuple(dict.fromkeys(ref for item in found for ref in self._refs(item)))
        ranges = tuple(item for item in found if item.first != item.last)
        kind = self._kind(stripped, bool(refs), sections, externals, omission)
        return Location(kind, refs, ranges, sections, externals, omission)

    def _special(self, text: str) -> Location | None:
        if not text:
            return Location(Kind.BLANK)
        if set(text) <= set("/\\ "):
            return Location(Kind.SLASH)
        if set(text) <= set(DASHES + " ."):
            return Location(Kind.DASH)
        folded = fold(text).strip(" .*")
        if folded in self.names.not_applicable:
            return Location(Kind.NONE, omission=Omission(reason=text, reason_key="not_applicable"))
        return Location(Kind.NONE) if folded in self.names.none else None

    def _kind(
        self,
        text: str,
        pages: bool,
        sections: tuple[str, ...],
        externals: tuple[External, ...],
        omission: Omission | None,
    ) -> Kind:
        if pages:
            return Kind.PAGES
        if omission is not None and (omission.reason_key or not externals):
            return Kind.OMITTED
        if externals and not _is_prose(text):
            return Kind.EXTERNAL
        if sections or self._is_heading(text):
            return Kind.SECTION
        return Kind.EXTERNAL if externals else Kind.INLINE

    def _is_heading(self, text: str) -> bool:
        folded = fold(text).strip(" .*")
        return 3 < len(folded) < 90 and folded in self.headings

    def _sections(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(match[0].strip() for match in self.names.section.finditer(text)))

    def _refs(self, item: PageRange) -> Iterator[PageRef]:
        labels = labels_between(item.first, min(item.last, item.first + MAX_RANGE))
        ends = (str(item.first), str(item.last)) if item.width < 1 else labels
        return (resolve(self.pagination, label) for label in ends)

    def _numbers(self, text: str, page_column: bool, simple: bool) -> Iterator[PageRange]:
        """Page ranges of this report, in order; a single page is a range of one."""
        marked = text if simple else self.grammar.mark(text)
        lists = list(named_lists(marked))
        if page_column or is_list(marked):
            rest = self._without_figures(text, marked)
            for found in lists:
                rest = blank(rest, found.start, found.end)
            lists += bare_lists(rest)
        owners = [] if simple else self._ownership(text)
        for found in sorted(lists, key=lambda numbers: numbers.start):
            if not _is_foreign_at(owners, found.start):
                yield from (item for item in found.items if not self._is_year(item))

    def _without_figures(self, text: str, marked: str) -> str:
        for match in figures(marked):
            if not self._are_labels(match[0]):
                marked = blank(marked, *match.span())
        for match in self.names.section.finditer(text):
            marked = blank(marked, *match.span())
        return marked

    def _are_labels(self, text: str) -> bool:
        """Whether "120,121" is two pages and no figure: both are on pages, and the second comes later."""
        parts = text.split(",")
        known = len(parts) == 2 and all(resolve(self.pagination, part).index is not None for part in parts)
        return known and int(parts[0]) < int(parts[1])

    def _is_year(self, item: PageRange) -> bool:
        return 1900 <= item.first <= 2100 and resolve(self.pagination, str(item.first)).index is None

    def _ownership(self, text: str) -> list[tuple[int, bool]]:
        """(position, whose) marks in order: from there on numbers are another document's (True) or ours (False)."""
        if self.standalone:
            return [(0, True)]
        marks = [(match.end(), False) for match in self.names.own.finditer(text)]
        marks += [(match.end(), False) for match in _SEPARATOR.finditer(text)]
        for match in self._foreign(text):
            marks.append((match.start(), True))
            linked = self.names.of_it.search(text, 0, match.start())
            if linked:
                # "p. 45 of the Annual Report": the numbers before it are that document's too.
                lists = [n.start for n in named_lists(self.grammar.mark(text)) if n.end >= linked.start() - 1]
                marks += [(start, True) for start in lists if start < match.start()]
        return sorted(marks)

    def _foreign(self, text: str) -> Iterator[re.Match[str]]:
        own_spans = [match.span() for match in self.names.own.finditer(text)]
        for match in self.names.external.finditer(text):
            inside = any(a <= match.start() and match.end() <= b for a, b in own_spans)
            if not inside and self._is_foreign(match[0]):
                yield match

    def _is_foreign(self, name: str) -> bool:
        folded = fold(name)
        initials = {"".join(word[0] for word in own.split()) for own in self.own_names}
        return folded not in self.own_names and folded not in initials

    def _externals(self, text: str) -> Iterator[External]:
        for match in self._foreign(text):
            name = None if fold(match[0]) in self.vocabulary.online else match[0]
            yield External(match[0], name, self._place(text[match.end() : match.end() + MAX_NAME]))
        for match in _URI.finditer(text):
            yield External(match[0], match[0], match[0])
        if self.standalone and not self.names.external.search(text):
            place = self._place(text)
            if place is not None:
                yield External(place, None, place)

    def _place(self, text: str) -> str | None:
        """The first list of pages that a text names, in digits ("45, 50-52"), or None."""
        found = next(named_lists(self.grammar.mark(text)), None)
        if found is None:
            return None
        return ", ".join(f"{i.first}-{i.last}" if i.first != i.last else f"{i.first}" for i in found.items)


def _is_prose(text: str) -> bool:
    return len(text.split()) > 60


def _is_foreign_at(marks: list[tuple[int, bool]], position: int) -> bool:
    state = False
    for start, foreign in marks:
        if start > position:
            break
        state = foreign
    return state


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of places that a vocabulary knows, as patterns, and its words for nothing."""

    section: re.Pattern[str]
    external: re.Pattern[str]
    own: re.Pattern[str]
    of_it: re.Pattern[str]
    none: frozenset[str]
    not_applicable: frozenset[str]

    @classmethod
    def of(cls, words: Vocabulary, standalone: bool) -> _Names:
        elsewhere = words.external + words.online
        number = r"\s*[:.]?\s*(?:\d+(?:\.\d+)*|[ivxl]{1,6}(?!\w)|[A-H](?!\w))(?:\s*,\s*\d+(?:\.\d+)+)*"
        return cls(
            section=re.compile(alternation(words.section) + number, re.IGNORECASE),
            external=re.compile(alternation(elsewhere + words.this_report * standalone), re.IGNORECASE),
            own=re.compile(alternation(words.this_report * (not standalone)), re.IGNORECASE),
            of_it=re.compile(alternation(words.of_words) + r"\s+$", re.IGNORECASE),
            none=frozenset(word.strip(" .") for word in words.none),
            not_applicable=frozenset(word.strip(" .") for word in words.not_applicable),
        )
