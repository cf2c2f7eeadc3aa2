"""One location cell: which pages, sections and documents it names, or what it is instead.

The cell is read from left to right. A page number belongs to the document named last before it, and to this report
where none is named; a separator (";", a bullet, a new column) gives the word back to this report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gricheck.index.codes import DASHES
from gricheck.index.omission import find_reason
from gricheck.model.document import Pagination
from gricheck.model.index import External, Kind, Omission, PageRange, PageRef
from gricheck.pagination import labels_between, resolve
from gricheck.vocabulary import Vocabulary, alternation, fold

MAX_RANGE = 400
"""A range is expanded to at most this many pages; a wider one is a misprint, and is reported as too wide."""

_DASH = f"[{DASHES}]"
_ROMAN = r"[ivxl]{1,6}"
_BULLETS = "•●▪■◦‣·–—-"
_CHECKS = "✓✔√●○◎☑■x"


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
    patterns: _Patterns = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "patterns", _Patterns.of(self.vocabulary, self.standalone))

    def lists_pages(self, text: str) -> bool:
        """Whether a cell is nothing but page numbers."""
        return bool(self.patterns.only_list.fullmatch(text.strip()))

    def read(self, text: str, *, page_column: bool = False) -> Location:
        """``text`` is the cell with line breaks as spaces; ``page_column`` says that bare numbers are pages."""
        stripped = text.strip()
        special = self._special(stripped)
        if special is not None:
            return special
        found = list(self._numbers(stripped, page_column))
        externals = tuple(self._externals(stripped))
        sections = tuple(dict.fromkeys(match[0].strip() for match in self.patterns.section.finditer(stripped)))
        refs = tuple(dict.fromkeys(ref for item in found for ref in self._refs(item)))
        ranges = tuple(item for item in found if item.first != item.last)
        omission = find_reason(stripped, self.vocabulary)
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
        bare = {word.strip(" .") for word in self.vocabulary.not_applicable}
        if folded in bare:
            return Location(Kind.NONE, omission=Omission(reason=text, reason_key="not_applicable"))
        if folded in {word.strip(" .") for word in self.vocabulary.none}:
            return Location(Kind.NONE)
        return None

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
        if externals and not self._is_prose(text):
            return Kind.EXTERNAL
        if sections or self._is_heading(text):
            return Kind.SECTION
        return Kind.EXTERNAL if externals else Kind.INLINE

    def _is_prose(self, text: str) -> bool:
        return len(text.split()) > 60

    def _is_heading(self, text: str) -> bool:
        folded = fold(text).strip(" .*")
        return 3 < len(folded) < 90 and folded in self.headings

    def _refs(self, item: PageRange) -> Iterator[PageRef]:
        labels = labels_between(item.first, min(item.last, item.first + MAX_RANGE))
        ends = (str(item.first), str(item.last)) if item.width < 1 else labels
        return (resolve(self.pagination, label) for label in ends)

    def _numbers(self, text: str, page_column: bool) -> Iterator[PageRange]:
        """Page ranges of this report, in order; a single page is a range of one."""
        own = self._ownership(text)
        spans: list[tuple[int, int, str]] = []
        for match in self.patterns.page_list.finditer(text):
            group = "list" if match["list"] else "before"
            spans.append((match.start(group), match.end(), match[group]))
        if page_column or self.patterns.only_list.fullmatch(text):
            spans += self._bare(text, [(a, b) for a, b, _ in spans])
        for start, _, numbers in sorted(spans):
            if not self._taken(own, start):
                yield from (item for item in self._items(numbers) if not self._is_year(item))

    def _bare(self, text: str, marked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
        """Numbers without a word for "page": at an end of the cell or behind punctuation, so not inside a sentence."""
        rest = self.patterns.not_pages.sub(lambda m: m[0] if self._are_labels(m[0]) else " " * len(m[0]), text)
        for a, b in marked:
            rest = rest[:a] + " " * (b - a) + rest[b:]
        for match in self.patterns.bare_list.finditer(rest):
            before, after = rest[: match.start()].rstrip(), rest[match.end() :].strip(" .,;*")
            if not before or not after or before[-1] in ",;:|(/&":
                yield match.start(), match.end(), match[0]

    def _are_labels(self, text: str) -> bool:
        """Whether "120,121" is two pages and no figure: both are on pages, and the second comes later."""
        parts = text.split(",")
        known = len(parts) == 2 and all(resolve(self.pagination, part).index is not None for part in parts)
        return known and int(parts[0]) < int(parts[1])

    def _is_year(self, item: PageRange) -> bool:
        return 1900 <= item.first <= 2100 and resolve(self.pagination, str(item.first)).index is None

    def _items(self, text: str) -> Iterator[PageRange]:
        for match in self.patterns.item.finditer(text):
            first = int(match["first"])
            if match["last"]:
                yield PageRange(first, _completed(match["first"], match["last"]))
            elif match["one"]:
                yield PageRange(first, first + 1)
            else:
                yield PageRange(first, first)

    def _ownership(self, text: str) -> list[tuple[int, bool]]:
        """(position, whose) marks in order: from there on numbers are another document's (True) or ours (False)."""
        if self.standalone:
            return [(0, True)]
        marks = [(match.start(), True) for match in self._foreign(text)]
        marks += [
            (match.start(), True) for match in self.patterns.number_of.finditer(text) if self._is_foreign(match["doc"])
        ]
        marks += [(match.end(), False) for match in self.patterns.own.finditer(text)]
        marks += [(match.end(), False) for match in re.finditer(r"[;|•●▪■\n]", text)]
        return sorted(marks)

    def _foreign(self, text: str) -> Iterator[re.Match[str]]:
        own_spans = [match.span() for match in self.patterns.own.finditer(text)]
        for match in self.patterns.external.finditer(text):
            inside = any(a <= match.start() and match.end() <= b for a, b in own_spans)
            if not inside and self._is_foreign(match[0]):
                yield match

    def _is_foreign(self, name: str) -> bool:
        folded = fold(name)
        initials = {"".join(word[0] for word in own.split()) for own in self.own_names}
        return folded not in self.own_names and folded not in initials

    @staticmethod
    def _taken(marks: list[tuple[int, bool]], position: int) -> bool:
        state = False
        for start, foreign in marks:
            if start > position:
                break
            state = foreign
        return state

    def _externals(self, text: str) -> Iterator[External]:
        for match in self._foreign(text):
            rest = text[match.end() : match.end() + 60]
            place = self.patterns.page_list.search(rest)
            name = None if fold(match[0]) in self.vocabulary.online else match[0]
            yield External(match[0], name, place[0].strip() if place else None)
        for match in self.patterns.uri.finditer(text):
            yield External(match[0], match[0], match[0])
        if self.standalone and not self.patterns.external.search(text):
            for match in self.patterns.page_list.finditer(text):
                yield External(match[0], None, match[0])


def _completed(first: str, last: str) -> int:
    """``148-50`` means 148 to 150; ``84-59`` stays reversed."""
    if len(last) < len(first):
        full = int(first[: len(first) - len(last)] + last)
        if full > int(first):
            return full
    return int(last)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The regular expressions that a vocabulary makes."""

    page_list: re.Pattern[str]
    bare_list: re.Pattern[str]
    only_list: re.Pattern[str]
    item: re.Pattern[str]
    not_pages: re.Pattern[str]
    section: re.Pattern[str]
    external: re.Pattern[str]
    own: re.Pattern[str]
    number_of: re.Pattern[str]
    uri: re.Pattern[str]

    @classmethod
    def of(cls, words: Vocabulary, standalone: bool) -> _Patterns:
        flags = re.IGNORECASE
        page, after = alternation(words.page), alternation(words.page_after)
        to, both = alternation(words.to_words), alternation(words.and_words)
        one, many = alternation(words.following_one), alternation(words.following_many)
        mark = rf"(?:{page}\s*[.:]?\s*)"
        number = r"(?<![\d.])\d{1,4}(?!\d|\.\d|\s?%)"
        following = rf"(?:\s?(?P<many>{many})\.?|\s?(?P<one>{one})(?:\.|(?=\W|$)))"
        item = rf"(?P<first>{number})(?:\s?(?:{_DASH}|{to})\s?{mark}?(?P<last>{number})|{following})?"
        bare_item = re.sub(r"\?P<\w+>", "?:", item)
        joint = rf"(?:\s*{after})?\s*(?:,|/|;|\+|·|{both})?\s*{mark}?"
        numbers = rf"{bare_item}(?:{joint}{bare_item})*"
        elsewhere = words.external + words.online
        external = alternation(elsewhere + words.this_report if standalone else elsewhere)
        section = alternation(words.section)
        return cls(
            page_list=re.compile(rf"{mark}(?P<list>{numbers})|(?P<before>{numbers})\s*{after}", flags),
            bare_list=re.compile(numbers, flags),
            only_list=re.compile(rf"\W*{mark}?{numbers}(?:\s*{after})?[\s.,;*]*", flags),
            item=re.compile(item, flags),
            not_pages=re.compile(
                rf"\d+(?:[.,]\d+)*\s?%|\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+(?:\.\d+)+|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{section}\s*\d+(?:\.\d+)*|[^\W\d_]+\d+",
                flags,
            ),
            section=re.compile(
                rf"{section}\s*[:.]?\s*(?:\d+(?:\.\d+)*|{_ROMAN}(?!\w)|[A-H](?!\w))(?:\s*,\s*\d+(?:\.\d+)+)*", flags
            ),
            external=re.compile(external, flags),
            own=re.compile(alternation(() if standalone else words.this_report), flags),
            number_of=re.compile(rf"{numbers}\s*{alternation(words.of_words)}\s+(?P<doc>{external})", flags),
            uri=re.compile(r"(?:https?://|www\.)\S+", flags),
        )
