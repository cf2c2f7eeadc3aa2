"""From the cells of a row to ``Row``s, whatever layout they came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod

from gricheck.index.codes import CodeMatch
from gricheck.index.headings import StandardName
from gricheck.index.location import Location, LocationReader
from gricheck.index.omission import clauses_of, is_former, read_omission
from gricheck.index.page_numbers import Bare
from gricheck.index.sections import Sections
from gricheck.index.titles import ALIKE, TitleBook
from gricheck.model.index import External, Kind, Omission, PageRef, Row, Where
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import fold

MAX_TITLE_LENGTH = 400
LINK_WORDS = 20
"""A cell of more words that links to another file is an answer with a reference in it."""
SENTENCE = 6
"""Words from which on a location cell explains something."""

_FOOTNOTE = re.compile(r"(?<=[a-z.)])\s*(?:\*+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\(\d\))\s*$")


@dataclass(frozen=True, slots=True)
class LocationCell:
    """A location cell. ``bare`` says what bare numbers in its column are; ``owner`` is the other document whose
    pages its header says they are."""

    text: str
    bare: Bare = Bare.PAGES
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """The text of one row, cell by cell; several location columns are in their order.

    ``linked`` are the pages that the location's links lead to, ``dead`` the names to which they lead in vain, ``web``
    says that one leads to another file, ``given`` are those of these files that the user gave; ``lines`` are the lines
    of its cells; ``table`` numbers the tables of the index, ``behind`` says that the code stands behind its title;
    ``doubts`` lower the confidence.
    """

    codes: tuple[CodeMatch, ...]
    title: str
    locations: tuple[LocationCell, ...]
    where: Where
    omission: str = ""
    reason: str = ""
    explanation: str = ""
    requirement: str = ""
    sdgs: str = ""
    references: str = ""
    assured: bool | None = None
    topic: str | None = None
    heading: StandardName | None = None
    linked: tuple[PageRef, ...] = ()
    dead: tuple[str, ...] = ()
    web: bool = False
    given: tuple[External, ...] = ()
    table: int = 0
    behind: bool = False
    lines: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowBuilder:
    """Makes rows for one report. ``sections`` looks the report through when the first location needs it."""

    catalogue: Catalogue
    book: TitleBook
    locations: LocationReader
    sections: Callable[[], Sections] | None = None

    def rows(self, cells: Cells) -> tuple[Row, ...]:
        """One row for each code of the cells."""
        location = " | ".join(cell.text for cell in cells.locations if cell.text.strip())
        found = self._location(cells)
        omission = self._omission(cells, found)
        kind = found.kind
        silent = kind in (Kind.BLANK, Kind.DASH, Kind.SLASH)
        answered = kind is Kind.INLINE and not found.externals
        explained = kind is Kind.NONE and omission is not None and omission.reason_key and omission.explanation
        if omission is not None and (silent or explained or (answered and omission.reason_key)):
            kind = Kind.OMITTED
        doubts = (*cells.doubts, *self._doubts(cells, kind))
        leading, title = _leading_references(_clean_title(cells.title))
        base = Row(
            code="",
            printed_code="",
            title=title,
            location=location,
            kind=kind,
            where=cells.where,
            pages=found.pages,
            ranges=found.ranges,
            sections=found.sections,
            externals=found.externals,
            omission=omission and replace(omission, former=is_former(omission.reason, self.book.vocabulary)),
            sdgs=read_sdgs(cells.sdgs),
            references=read_references(cells.references) or read_references(leading),
            assured=cells.assured,
            topic=cells.topic,
            heading_standard=cells.heading.number if cells.heading else None,
            heading_edition=cells.heading.edition if cells.heading else None,
            heading_title=cells.heading.title if cells.heading else "",
            heading_year=cells.heading.year if cells.heading else None,
            linked=tuple(ref.index for ref in cells.linked if ref.index is not None),
            dead_links=cells.dead,
            confidence=_confidence(doubts),
            doubts=doubts,
        )
        return tuple(self._coded(base, code) for code in cells.codes)

    def _coded(self, base: Row, code: CodeMatch) -> Row:
        row = replace(
            base,
            code=code.code,
            printed_code=code.printed,
            requirements=(code.clause,) if code.clause else (),
        )
        if row.omission is not None and not row.omission.requirements:
            named = clauses_of(code.code, row.omission.explanation or "")
            row = replace(row, omission=replace(row.omission, requirements=named))
        return replace(row, edition=self._edition(row))

    def _location(self, cells: Cells) -> Location:
        found = [self.locations.read(_owned(cell), cell.bare) for cell in cells.locations if cell.text.strip()]
        if not found:
            return _only_linked(cells)
        kind = min((item.kind for item in found), key=_STRENGTH.index)
        pages = tuple(dict.fromkeys(ref for item in found for ref in item.pages))
        words = sum(len(cell.text.split()) for cell in cells.locations)
        if cells.web and not pages and not cells.linked and kind in (Kind.INLINE, Kind.SECTION) and words <= LINK_WORDS:
            kind = Kind.EXTERNAL
        elif not pages and kind in (Kind.INLINE, Kind.SECTION) and (alone := self._pages_on_lines(cells)):
            kind, pages = Kind.PAGES, alone
        elif not pages and kind in (Kind.INLINE, Kind.SECTION, Kind.EXTERNAL):
            pages = self._named(cells)
            kind = Kind.SECTION if pages else kind
        return Location(
            kind,
            pages,
            tuple(item for loc in found for item in loc.ranges),
            tuple(item for loc in found for item in loc.sections),
            (*(item for loc in found for item in loc.externals), *cells.given),
            next((loc.omission for loc in found if loc.omission), None),
        )

    def _pages_on_lines(self, cells: Cells) -> tuple[PageRef, ...]:
        """The pages of a cell that prints each on a line of its own under the name of its section."""
        listed = [line for line in cells.lines if self.locations.lists_pages(line)]
        named = [line for line in cells.lines if any(map(str.isalpha, line)) and line not in listed]
        if not listed or len(listed) > len(named) or any(cell.bare is Bare.SECTIONS for cell in cells.locations):
            return ()
        refs = tuple(dict.fromkeys(ref for line in listed for ref in self.locations.read(line, Bare.PAGES).pages))
        return refs if all(ref.index is not None for ref in refs) else ()

    def _named(self, cells: Cells) -> tuple[PageRef, ...]:
        """The pages to which a location without page numbers leads: those of its links and of the sections it names."""
        if self.locations.standalone:
            return ()
        if self.sections is None:
            return cells.linked
        own = [line for line in cells.lines if not self.locations.names_other(line)]
        if cells.linked:
            return (*cells.linked, *self._unlinked(own, cells.linked))
        text = " ".join(own)
        bare = " ".join(cell.text for cell in cells.locations if cell.bare is Bare.SECTIONS)
        return self.sections().find(own, text, bare)

    def _unlinked(self, lines: Sequence[str], linked: Sequence[PageRef]) -> tuple[PageRef, ...]:
        """The pages of sections named on lines of their own, in a cell with more lines than links."""
        room = len(lines) - len(linked)
        if room <= 0 or self.sections is None:
            return ()
        pages = [self.sections().find([line], line) for line in lines]
        found = tuple(named[0] for named in pages if len(named) == 1 and named[0] not in linked)
        return found if len(found) <= room else ()

    def _omission(self, cells: Cells, location: Location) -> Omission | None:
        vocabulary = self.book.vocabulary
        stated = read_omission(cells.omission, cells.reason, cells.explanation, cells.requirement, vocabulary)
        text = " ".join(cell.text for cell in cells.locations).strip()
        if stated and stated.reason_key and not stated.explanation and len(text.split()) >= SENTENCE:
            # The reason has a column of its own, and the explanation stands where others have their answer.
            return replace(stated, explanation=text)
        found = stated or location.omission
        if found is not None and found.reason_key and not found.explanation:
            others = [cell.text for cell in cells.locations if fold(cell.text).strip(" .*") != found.reason]
            words = " ".join(text for text in others if sum(map(str.isalpha, text)) > 1)
            return replace(found, explanation=words) if words and len(others) < len(cells.locations) else found
        return found

    def _doubts(self, cells: Cells, kind: Kind) -> Iterable[str]:
        if any(code.loose for code in cells.codes):
            yield "the code is spelled in an unusual way"
        if not cells.title.strip():
            yield "no title was read"
        if len(cells.title) > MAX_TITLE_LENGTH:
            yield "the title is too long to be one"

    def _edition(self, row: Row) -> int | None:
        """The edition that a row means: the only one, the heading's, or the one whose title is printed; else None."""
        owners = self.book.owners_of(row.code)
        if not owners:
            return row.heading_edition
        if len(owners) == 1:
            return owners[0].edition
        told = [d for d in owners if d.standard == row.heading_standard and d.edition == row.heading_edition]
        if told:
            return told[0].edition
        scored = sorted(((self.book.score(row.title, d), d.edition) for d in owners), reverse=True)
        if scored[0][0] >= ALIKE and scored[0][0] - scored[1][0] >= 0.08:
            return scored[0][1]
        return None


def _only_linked(cells: Cells) -> Location:
    """The location of cells without a word: a picture or a sign may be a link."""
    kind = Kind.SECTION if cells.linked else Kind.EXTERNAL if cells.given else Kind.BLANK
    return Location(kind, cells.linked, externals=cells.given)


def _owned(cell: LocationCell) -> str:
    """The cell with the document that its column is for, unless nothing stands in it."""
    return f"{cell.owner}: {cell.text}" if cell.owner and any(map(str.isalnum, cell.text)) else cell.text


_STRENGTH = (
    Kind.PAGES,
    Kind.OMITTED,
    Kind.SECTION,
    Kind.EXTERNAL,
    Kind.NONE,
    Kind.INLINE,
    Kind.SLASH,
    Kind.DASH,
    Kind.BLANK,
)
"""Which cell's kind counts when a row has several location columns."""

UNSEEN = "it has no location, but OCR may have missed a dash or a number there"

_DOUBT_COST = {UNSEEN: 0.5}
"""What a doubt takes of the confidence that is left, if not a quarter: half is enough for a review."""


def _confidence(doubts: Sequence[str]) -> float:
    """1.0 without a doubt."""
    return round(prod(1.0 - _DOUBT_COST.get(doubt, 0.25) for doubt in doubts), 3)


def _clean_title(title: str) -> str:
    return _FOOTNOTE.sub("", " ".join(title.split())).strip(" –—-:|")


def read_sdgs(text: str) -> tuple[int, ...]:
    """Goals 1 to 17 in an SDG cell; targets such as 8.5 count for their goal."""
    numbers = (int(n) for n in re.findall(r"(?<![\d.])(\d{1,2})(?:\.\d{1,2}|\.[a-d])?(?!\d)", text))
    return tuple(dict.fromkeys(n for n in numbers if 1 <= n <= 17))


def _leading_references(title: str) -> tuple[str, str]:
    """Numbers of a sector standard's lines that stand between code and title, and the title without them."""
    match = _LEADING.match(title)
    return (match[0], title[match.end() :]) if match else ("", title)


_LEADING = re.compile(r"(?:1[1-4]\.\d{1,2}\.\d{1,2}[\s,;/]+)+(?=[^\W\d_])")


def read_references(text: str) -> tuple[str, ...]:
    """Numbers of a sector standard's lines, as in ``11.1.5``."""
    return tuple(dict.fromkeys(re.findall(r"(?<![\d.])1[1-4]\.\d{1,2}\.\d{1,2}(?![\d.])", text)))
