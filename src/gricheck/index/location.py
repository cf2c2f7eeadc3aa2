"""One location cell: which pages, sections and documents it names, or what it is instead.

The cell is read from left to right. A page number belongs to the document named last before it, and to this report
where none is named; a separator (";", a bullet, a new column) gives the word back to this report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gricheck.index.omission import find_reason
from gricheck.index.page_numbers import (
    Bare,
    PageGrammar,
    bare_lists,
    blank,
    figures,
    is_list,
    leading_list,
    named_lists,
)
from gricheck.index.place_names import PlaceNames
from gricheck.index.sections import weight
from gricheck.model.document import Pagination
from gricheck.model.index import External, Kind, Omission, PageRange, PageRef
from gricheck.model.standard import DASHES
from gricheck.pagination import PREFIXED, labels_between, resolve
from gricheck.vocabulary import Vocabulary, fold, half_width

MAX_RANGE = 400
"""A range is expanded to at most this many pages; a wider one is a misprint, and is reported as too wide."""

MAX_CELL = 4000
"""Characters of a cell that are read: no location is longer, and a hostile one must not cost more."""

CODES = (101, 499)
"""The numbers with which the codes of topic disclosures begin."""

MAX_NAME_WORDS = 6
"""Words of a section's name."""

MAX_NAME = 60
"""Characters behind another document's name in which its page or section stands."""

MAX_CHAPTER = 30
"""A column for chapters in which a higher number stands holds pages after all."""

DOTTED = 0.3
"""A column holds numbers of sections from this share of cells with one like "3.2" on."""

_PATH = re.compile(rf"[^\W\d_]\s*[>›»→,:–—-]\s*\d{{1,3}}(?:\s*[,{DASHES}]\s*\d{{1,3}})*\W*$")
"""A name and the page behind it: "People > Safety > 45", "Our people, 45-47"."""

_DOTTED = re.compile(r"(?<![\d.,])\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?(?![\d,]|\s?%)")
_PARTS = re.compile(r"(?<![\w.,])\d{1,2}(?:\.\d{1,2})*(?![\w]|[.,]\d|\s?%)")
_SEPARATOR = re.compile(r"[;|•●▪■\n]")
_YEAR = re.compile(r"^\W{0,2}(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?(?!\d)")
_URI = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MARKS = re.compile("[⁰¹²³⁴-⁹]+")
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
    names: PlaceNames = field(init=False)
    grammar: PageGrammar = field(init=False)
    prefixes: frozenset[str] = field(init=False)
    prefixed: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", PlaceNames.of(self.vocabulary, self.standalone))
        object.__setattr__(self, "grammar", PageGrammar.of(self.vocabulary))
        labels = (PREFIXED.fullmatch(label) for page in self.pagination.labels for label in page)
        prefixes = frozenset(match[1] for match in labels if match)
        object.__setattr__(self, "prefixes", frozenset(map(fold, prefixes)))
        object.__setattr__(self, "prefixed", _prefixed_list(prefixes) if prefixes else None)

    def lists_pages(self, text: str) -> bool:
        """Whether a cell is nothing but page numbers."""
        return len(text) < MAX_CELL and is_list(self.grammar.mark(half_width(text.strip())))

    def bare_in(self, header: str, texts: Sequence[str], before: Bare) -> Bare:
        """What bare numbers are in a column with that header and those cells; ``before`` was said of its last page."""
        filled = [text for text in texts if text.strip(" /." + DASHES)]
        dotted = sum(bool(_DOTTED.search(text)) for text in filled)
        named = self.names.section_word.search(header) and not self.names.page.search(header)
        if filled and (dotted >= DOTTED * len(filled) or (named and dotted)):
            return Bare.SECTIONS
        if filled and 2 * sum(bool(_PATH.search(text)) for text in filled) >= len(filled):
            return Bare.PAGES
        if filled and 2 * sum(map(self._begins_with_pages, filled)) >= len(filled):
            whole = [int(number) for text in filled for number in re.findall(r"\d+", text)]
            few = named and max(whole, default=0) <= MAX_CHAPTER
            return Bare.SECTIONS if few or before is Bare.SECTIONS else Bare.PAGES
        return before

    def _begins_with_pages(self, text: str) -> bool:
        """Whether a cell is page numbers, or they are the first of its parts: "3; website"."""
        if self.lists_pages(text):
            return True
        marked = self.grammar.mark(half_width(text.strip()[:MAX_CELL]))
        found = leading_list(marked)
        return found is not None and found.start == 0 and marked[found.end :].lstrip()[:1] == ";"

    def names_place(self, text: str) -> bool:
        """Whether a text begins with a part of this report or with another document."""
        return bool(self.names.section.match(text) or self.names.external.match(text))

    def is_other(self, header: str) -> bool:
        """Whether a column's header is the name of another document and no more."""
        bare = self.names.page.sub(" ", re.sub(r"[\d():]+", " ", header))
        match = self.names.external.fullmatch(" ".join(bare.split()))
        return match is not None and self._is_foreign(match[0])

    def names_other(self, text: str) -> bool:
        """Whether a text names another document."""
        return next(self._foreign(text), None) is not None

    def read(self, text: str, bare: Bare = Bare.OTHER) -> Location:
        """``text`` is the cell with line breaks as spaces; ``bare`` says what numbers in it are that have no word."""
        stripped = half_width(_MARKS.sub("", text[:MAX_CELL])).strip()
        special = self._special(stripped)
        if special is not None:
            return special
        simple = bool(_PLAIN.fullmatch(stripped)) and not self.standalone
        foreign = [] if simple else list(self._foreign(stripped))
        sections = () if simple else self._sections(stripped)
        if bare is Bare.SECTIONS:
            sections = tuple(dict.fromkeys((*sections, *_PARTS.findall(stripped))))
        externals = () if simple else tuple(self._externals(stripped, foreign))
        omission = None if simple else find_reason(stripped, self.vocabulary)
        if self.standalone and not externals:
            externals = tuple(self._elsewhere(stripped, bare))
        found = list(self._numbers(stripped, bare, simple, foreign))
        lettered = (
            () if simple or bare is Bare.SECTIONS else tuple(self._prefixed(stripped) or self._lettered(stripped))
        )
        refs = lettered or tuple(dict.fromkeys(ref for item in found for ref in self._refs(item)))
        ranges = tuple(item for item in found if item.first != item.last)
        kind = self._kind(stripped, bool(refs), sections, externals, omission, bare)
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
        bare: Bare,
    ) -> Kind:
        if pages:
            return Kind.PAGES
        if omission is not None and (omission.reason_key or not externals):
            reason = self.names.reason.search(text)
            # A cell that first says where and then what is left out is a reference to another document.
            led = bool(externals) and reason is not None and text.find(externals[0].text) < reason.start()
            return Kind.EXTERNAL if led else Kind.OMITTED
        if externals:
            # What is said of an omission behind a reference is no answer in its place.
            answer = omission is None and _is_prose(self.names.reason.split(text, 1)[0])
            return Kind.INLINE if answer else Kind.EXTERNAL
        if sections or self._is_heading(text) or self.names.parts.fullmatch(text.strip(" .*")):
            return Kind.SECTION
        if bare is Bare.SECTIONS and len(text.split()) <= MAX_NAME_WORDS:
            return Kind.SECTION
        return Kind.INLINE

    def _is_heading(self, text: str) -> bool:
        folded = fold(text).strip(" .*")
        return weight(folded) > 3 and len(folded) < 90 and folded in self.headings

    def _sections(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(match[0].strip() for match in self.names.section.finditer(text)))

    def _refs(self, item: PageRange) -> Iterator[PageRef]:
        labels = labels_between(item.first, min(item.last, item.first + MAX_RANGE))
        ends = (str(item.first), str(item.last)) if item.width < 1 else labels
        return (resolve(self.pagination, label) for label in ends)

    def _numbers(self, text: str, bare: Bare, simple: bool, foreign: Sequence[re.Match[str]]) -> Iterator[PageRange]:
        """Page ranges of this report, in order; a single page is a range of one."""
        marked = text if simple else self._without_values(text, self.grammar.mark(text))
        marked = self._without_figures(marked)
        lists = list(named_lists(marked))
        if bare is Bare.PAGES or (bare is Bare.OTHER and is_list(marked)):
            rest = marked
            for found in lists:
                rest = blank(rest, found.start, found.end)
            lists += bare_lists(rest)
        owners = [] if simple else self._ownership(text, foreign)
        for start, item in sorted((pair for found in lists for pair in found.items), key=lambda pair: pair[0]):
            if not _is_foreign_at(owners, start) and not self._is_year(item) and not self._is_code(item):
                yield item

    def _without_figures(self, marked: str) -> str:
        for match in figures(marked):
            if not self._are_labels(match[0]):
                marked = blank(marked, *match.span())
        return marked

    def _without_values(self, text: str, marked: str) -> str:
        """The marked text with blanks for the numbers of sections, values, goals, other disclosures and addresses."""
        for pattern in (self.names.section, self.names.value, _URI):
            for match in pattern.finditer(text):
                marked = blank(marked, *match.span())
        if self.names.sections.fullmatch(text):
            return " " * len(marked)
        return marked

    def _prefixed(self, text: str) -> list[PageRef]:
        """Pages whose labels name their part of the volume: "SR7–9, 12; AR 3"."""
        found: list[PageRef] = []
        for match in self.prefixed.finditer(text) if self.prefixed else ():
            for first, last in _SPANS.findall(match["list"]):
                numbers = range(int(first), min(int(last or first), int(first) + MAX_RANGE) + 1)
                found += (resolve(self.pagination, f"{match['prefix'].upper()}{number}") for number in numbers)
        return list(dict.fromkeys(found))

    def _lettered(self, text: str) -> Iterator[PageRef]:
        """Pages whose printed labels are no plain numbers ("iv", "A-2"), where the cell is a list of such labels."""
        known = {fold(label): label for labels in self.pagination.labels for label in labels if not label.isdigit()}
        words = [fold(word) for word in re.split(r"[\s,;/]+", self.names.page.sub(" ", text)) if word]
        if not known or not words:
            return iter(())
        ends = [word.split("-") if word not in known else [word] for word in words]
        if not all(end in known for pair in ends for end in pair):
            return iter(())
        order = list(known)
        spans = ((order.index(pair[0]), order.index(pair[-1])) for pair in ends)
        return (resolve(self.pagination, known[label]) for a, b in spans for label in order[a : b + 1])

    def _are_labels(self, text: str) -> bool:
        """Whether "120,121" is two pages and no figure: both are on pages, and the second comes later."""
        parts = text.split(",")
        known = len(parts) == 2 and all(resolve(self.pagination, part).index is not None for part in parts)
        return known and int(parts[0]) < int(parts[1])

    def _is_year(self, item: PageRange) -> bool:
        return 1900 <= item.first <= 2100 and resolve(self.pagination, str(item.first)).index is None

    def _is_code(self, item: PageRange) -> bool:
        """Whether a range that runs backwards from a page that is not there is a disclosure: "see 305-3"."""
        low, high = CODES
        backwards = low <= item.first <= high and item.last < item.first
        return backwards and resolve(self.pagination, str(item.first)).index is None

    def _ownership(self, text: str, foreign: Sequence[re.Match[str]]) -> list[tuple[int, bool]]:
        """(position, whose) marks in order: from there on numbers are another document's (True) or ours (False)."""
        if self.standalone:
            return [(0, True)]
        own = list(self.names.own.finditer(text))
        marks = [(match.end(), False) for match in (*own, *_SEPARATOR.finditer(text))]
        marks += [(match.start(), True) for match in foreign]
        for match, whose in (*((m, False) for m in own), *((m, True) for m in foreign)):
            linked = self.names.of_it.search(text, 0, match.start())
            if linked:
                # "p. 45 of the Annual Report": the numbers before it are that document's too.
                lists = [n for n in named_lists(self.grammar.mark(text)) if n.start < match.start()]
                marks += [(n.start, whose) for n in lists if n.end >= linked.start() - 2]
        return sorted(marks)

    def _foreign(self, text: str) -> Iterator[re.Match[str]]:
        own_spans = [match.span() for match in self.names.own.finditer(text)]
        for match in self.names.external.finditer(text):
            inside = any(a <= match.start() and match.end() <= b for a, b in own_spans)
            if not inside and self._is_foreign(match[0]):
                yield match

    def _is_foreign(self, name: str) -> bool:
        folded = fold(name)
        if folded in self.prefixes:
            return False
        initials = {"".join(word[0] for word in own.split()) for own in self.own_names}
        return folded not in self.own_names and folded not in initials

    def _externals(self, text: str, foreign: Sequence[re.Match[str]]) -> Iterator[External]:
        addresses = list(_URI.finditer(text))
        foreign = [m for m in foreign if not any(a.start() <= m.start() < a.end() for a in addresses)]
        ends = [*(match.start() for match in foreign[1:]), len(text)]
        for match, end in zip(foreign, ends, strict=False):
            name = None if fold(match[0]) in self.vocabulary.online else match[0]
            around = (self._place_before(text, match), self._place_behind(text[match.end() :]))
            place = ", ".join(dict.fromkeys(filter(None, around))) or None
            place = place or self._place(_YEAR.sub("", text[match.end() : end]))
            year = _YEAR.match(text[match.end() :]) or _YEAR_BEFORE.search(text[: match.start()])
            section = "" if place else _SEPARATOR.split(text[match.end() : end])[0]
            section = _YEAR.sub("", section)[:MAX_NAME].strip(" ,.:>–-()")
            yield External(match[0], name, place, year[0].strip(" ,()") if year else None, section)
        for match in addresses:
            yield External(match[0], match[0], match[0])

    def _elsewhere(self, text: str, bare: Bare) -> Iterator[External]:
        """Pages in an index published by itself that say of no document whose they are."""
        marked = self.grammar.mark(text)
        lists = [*named_lists(marked), *(bare_lists(marked) if bare is Bare.PAGES or is_list(marked) else ())]
        yield from (External(numbers.words, None, numbers.words) for numbers in lists[:1])

    def _place(self, text: str) -> str | None:
        """The first pages that a text names, in digits ("45, 50-52"), or None."""
        found = next(named_lists(self.grammar.mark(text)), None)
        return found.words if found else None

    def _place_behind(self, text: str) -> str | None:
        near = _YEAR.sub("", _SEPARATOR.split(text)[0][:MAX_NAME])
        found = leading_list(self.grammar.mark(near))
        return found.words if found else self._place(near)

    def _place_before(self, text: str, name: re.Match[str]) -> str | None:
        """The page in "p. 45 of the Annual Report", "page 45 of our FY2023 Annual Report"."""
        linked = self.names.of_it.search(_YEAR_BEFORE.sub("", text[: name.start()]))
        return self._place(text[: linked.start()]) if linked else None


_YEAR_BEFORE = re.compile(r"(?:[A-Z]{2}\s?)?(?:19|20)\d\d(?:[/-]\d\d)?\s*$")
_SPANS = re.compile(rf"(\d{{1,4}})(?:\s?[{DASHES}]\s?(?:[A-Za-z]{{1,3}}\s?)?(\d{{1,4}}))?")


def _prefixed_list(prefixes: Iterable[str]) -> re.Pattern[str]:
    """Numbers behind one of the letters that begin this volume's labels, which need not be repeated."""
    letters = "|".join(sorted(prefixes, key=len, reverse=True))
    item = rf"\d{{1,4}}(?:\s?[{DASHES}]\s?(?:(?P=prefix)\s?)?\d{{1,4}})?(?![\dA-Za-z%])"
    return re.compile(rf"(?<![A-Za-z])(?P<prefix>{letters})\s?(?P<list>{item}(?:\s?[,/&]\s?{item})*)")


def _is_prose(text: str) -> bool:
    """Whether a cell answers in sentences: the names of documents and chapters have far fewer small words."""
    runs = _REFERENCE.split(text)
    return any(sum(word[0].islower() for word in run.split()) >= SENTENCE for run in runs)


SENTENCE = 8
"""Words without a capital, and without a break between them."""
_REFERENCE = re.compile(r"[\d,;:()|•>.–—]|\s-\s")


def _is_foreign_at(marks: list[tuple[int, bool]], position: int) -> bool:
    state = False
    for start, foreign in marks:
        if start > position:
            break
        state = foreign
    return state
