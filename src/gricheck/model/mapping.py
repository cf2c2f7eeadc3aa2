"""The index mapped onto the standards and onto the report's own pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gricheck.model.document import Pagination, Part, Role, Source, file_pages, part_at
from gricheck.model.evidence import Covered, Evidence, Passage, Section, Shift
from gricheck.model.index import Claim, ContentIndex, PageRef, Row
from gricheck.model.standard import Catalogue, Disclosure
from gricheck.model.taxonomy import Tagging


class Method(StrEnum):
    """How a row was mapped."""

    EXACT = "exact"
    """The printed code is a disclosure, and the title does not say otherwise."""
    TITLE = "title"
    """The printed code is a misprint; the title says which disclosure is meant."""
    NONE = "none"
    """No disclosure bears that code and no title tells which is meant."""


class TitleVerdict(StrEnum):
    """How the printed title stands to the official titles."""

    SAME = "same"
    ALIKE = "alike"
    OTHER_CODE = "other-code"
    FOREIGN = "foreign"
    """A title in a language in which the catalogue has no title for this disclosure: not judged."""
    UNKNOWN = "unknown"
    """None of the standards' titles."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class RowMatch:
    """A row and what it stands for.

    ``disclosure`` is the one the row reports on (after a misprinted code was resolved by its title); ``printed`` is the
    one that the printed code itself names, if any; ``title_of`` the disclosure whose title the row prints, if it is
    another. ``score`` is the likeness (0 to 1) of the printed title to the official one. ``edition_sure`` is False
    where the code exists in several editions and nothing tells which is meant. ``evidence`` is what the report's text
    says for it, None where that was not or could not be weighed.
    """

    row: Row
    disclosure: Disclosure | None
    printed: Disclosure | None
    method: Method
    title: TitleVerdict
    title_of: Disclosure | None = None
    score: float = 0.0
    edition_sure: bool = True
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """All rows mapped, with what a check may need of the report. ``page_count`` is of physical pages, in all volumes of
    the report; ``parts`` are the further files, whose pages are counted on behind those of the report's own.

    ``claim`` is the claim that counts: the one given by the user, else the one found. ``published`` is the date by
    which editions are judged, ``published_earliest`` the first day on which the report can have been published; either
    is None where nothing tells. ``warnings`` say what of the report could not be read. ``sections`` is the report's own
    outline, ``covered`` what it covers though no row says where, ``shift`` how far the index's page numbers are off,
    ``bare_pages`` those with next to no text, ``tagging`` its tags of GRI's taxonomy.
    """

    source: Source
    index: ContentIndex
    matches: tuple[RowMatch, ...]
    catalogue: Catalogue
    pagination: Pagination
    page_count: int
    claim: Claim | None
    published: date | None = None
    published_earliest: date | None = None
    warnings: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    covered: tuple[Covered, ...] = ()
    shift: Shift | None = None
    bare_pages: frozenset[int] = frozenset()
    parts: tuple[Part, ...] = ()
    tagging: Tagging | None = None

    @property
    def own_pages(self) -> int:
        """The pages of the report's first file."""
        return self.parts[0].first if self.parts else self.page_count

    @property
    def index_source(self) -> Source | None:
        """The file of its own in which the index is, where it is in one."""
        return next((part.source for part in self.parts if part.role is Role.INDEX), None)

    def part(self, page: int) -> Part | None:
        """The further file that a page is of; None where it is of the report's own."""
        return part_at(self.parts, page)

    def is_paged(self, page: int) -> bool:
        """Whether the file that a page is of has several."""
        return len(self.file_pages(page)) > 1

    def file_pages(self, page: int) -> range:
        """The pages of the file that a page is of."""
        return file_pages(self.parts, self.own_pages, page)

    def own_page(self, page: int) -> int:
        """A page as counted in its own file, from 0."""
        return page - self.file_pages(page).start

    def pagination_at(self, page: int) -> Pagination:
        """The page numbers of the file that a page is of."""
        part = self.part(page)
        return part.pagination if part else self.pagination

    def label(self, page: int) -> str | None:
        """What is printed on a page, in whichever file."""
        part = self.part(page)
        return part.label(page) if part else self.pagination.label(page)

    def page_number(self, page: int | None, label: str | None = None) -> str:
        """A page by its printed number, else that of the file; with the file's name where it is not the report's own:
        ``45``, ``3 of index.xlsx``."""
        if page is None:
            return label or "?"
        part = self.part(page)
        number = label or self.label(page) or str(self.own_page(page) + 1)
        return f"{number} of {part.name}" if part else number

    def page_words(self, page: int, label: str | None = None) -> str:
        """A page by its label, else as that of its file: ``p. 45``, ``page 3 of the file``, ``p. 45 of ar.pdf``."""
        part = self.part(page)
        number = f"p. {label}" if label else f"page {self.own_page(page) + 1}"
        return f"{number} of {part.name}" if part else number if label else f"{number} of the file"

    def in_file(self, pages: Iterable[int]) -> str:
        """Pages as those of their files: ``page 2, 3 of the file``, ``page 1 of index.csv``."""
        by_file: dict[str, list[str]] = {}
        for page in pages:
            part = self.part(page)
            by_file.setdefault(part.name if part else "the file", []).append(str(self.own_page(page) + 1))
        return " and ".join(f"page {', '.join(numbers)} of {name}" for name, numbers in by_file.items())

    def ref_words(self, ref: PageRef) -> str:
        """A page that a location names and some file has, or the line on which the section begins that it names."""
        part = self.part(ref.index or 0)
        if ref.on_line:
            return f"{ref.on_line} of {part.name}" if part else ref.on_line
        return self.page_words(ref.index or 0, ref.label)

    def passage_words(self, passage: Passage) -> str:
        """The page of a passage; where its file has no pages, the line, or the place in words."""
        if self.is_paged(passage.page):
            return self.page_words(passage.page, passage.label)
        part, words = self.part(passage.page), passage.part or f"line {passage.line}"
        return f"{words} of {part.name}" if part else words

    def rows_for(self, code: str, edition: int | None = None) -> tuple[RowMatch, ...]:
        """The rows that report on a disclosure, whatever code they print."""
        return tuple(
            m
            for m in self.matches
            if m.disclosure is not None
            and m.disclosure.code == code
            and (edition is None or m.disclosure.edition == edition)
        )


class Status(StrEnum):
    """Of one disclosure in the gap table."""

    REPORTED = "reported"
    PARTIAL = "partial"
    OMITTED = "omitted"
    UNEXPLAINED = "unexplained"
    UNRESOLVED = "unresolved"
    MISLABELLED = "mislabelled"
    MISSING = "missing"
    UNLISTED = "unlisted"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the gap table: a disclosure that the claim expects, a row that the index lists, or what the report
    covers and the index does not list (``covered``)."""

    code: str
    edition: int | None
    title: str
    standard: str | None
    required_by: str | None
    status: Status
    matches: tuple[RowMatch, ...] = ()
    covered: Covered | None = None
