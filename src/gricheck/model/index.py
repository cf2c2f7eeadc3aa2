"""The content index as it stands in the report, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gricheck.model.document import Box, Place


class Kind(StrEnum):
    """What a location cell amounts to."""

    PAGES = "pages"
    SECTION = "section"
    EXTERNAL = "external"
    INLINE = "inline"
    OMITTED = "omitted"
    SLASH = "slash"
    DASH = "dash"
    NONE = "none"
    BLANK = "blank"


class Level(StrEnum):
    """How a report says that it uses the standards."""

    CORE = "core"
    COMPREHENSIVE = "comprehensive"
    REFERENCED = "referenced"
    IN_ACCORDANCE = "in-accordance"
    WITH_REFERENCE = "with-reference"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the report: 0-based page, the label printed there, 1-based line or row of the page, box; the sheet and
    cells of a workbook; the ``part`` of a document in words (``table 3, row 12``)."""

    page: int | None = None
    label: str | None = None
    line: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page a location names. ``label`` is as printed; ``index`` is None where no page carries that label.

    In a text without pages ``line`` is that of its text, from 1, on which the section begins that is meant, and
    ``place`` says where that is in the file.
    """

    label: str | None
    index: int | None
    line: int | None = None
    place: Place | None = None

    @property
    def on_line(self) -> str:
        """``line 12``, ``table 3, row 1``: where a section begins in a text without pages; empty for a page."""
        if self.line is None:
            return ""
        return (self.place.words if self.place else "") or f"line {self.line}"


@dataclass(frozen=True, slots=True)
class PageRange:
    """A range as printed (``59-84``); ``first`` and ``last`` are the printed numbers."""

    first: int
    last: int

    @property
    def width(self) -> int:
        """How many pages it covers; 0 or less where it is reversed."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class External:
    """Another document that a location names, and the year beside its name. ``name`` is None where only "see the
    website" or the like is said.

    ``section`` are the words behind the name where no page is named. ``file`` is the file of that document, where the
    user gave it, and ``pages`` those of its pages that ``place`` or ``section`` names, counted on as in a ``Document``.
    """

    text: str
    name: str | None
    place: str | None
    year: str | None = None
    section: str = ""
    file: str | None = None
    pages: tuple[PageRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """A declared omission, verbatim. ``reason_key`` is the vocabulary's key for the reason, None where it is none;
    ``former`` says that the reason is worded as older editions had it."""

    requirements: tuple[str, ...] = ()
    reason: str | None = None
    reason_key: str | None = None
    explanation: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One disclosure's entry in the index. A row that prints several codes is several of these.

    ``location`` is verbatim; ``pages`` holds only pages of this report, ranges expanded. ``heading_standard`` and
    ``heading_edition`` are what the heading above the row says, ``heading_title`` and ``heading_year`` how it prints
    the standard's title and, right behind it, a year, whether or not such an edition exists; ``topic`` is the material
    topic it stands under. ``linked`` are the physical pages to which links in the location lead,
    ``dead_links`` the names (``#energy``) to which they lead and which the file does not have.
    ``references`` are numbers of a sector standard's lines (``11.1.5``) beside the code. ``assured`` says whether the
    assurance column marks the row, None without such a column. ``confidence`` is 0 to 1; ``doubts`` say what lowered
    it.
    """

    code: str
    printed_code: str
    title: str
    location: str
    kind: Kind
    where: Where
    edition: int | None = None
    pages: tuple[PageRef, ...] = ()
    ranges: tuple[PageRange, ...] = ()
    sections: tuple[str, ...] = ()
    externals: tuple[External, ...] = ()
    requirements: tuple[str, ...] = ()
    omission: Omission | None = None
    sdgs: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    assured: bool | None = None
    topic: str | None = None
    heading_standard: str | None = None
    heading_edition: int | None = None
    heading_title: str = ""
    heading_year: int | None = None
    linked: tuple[int, ...] = ()
    dead_links: tuple[str, ...] = ()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the index that names a standard: ``GRI 305: Emissions 2016``."""

    text: str
    standard: str
    edition: int | None
    where: Where


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that the index names: a material one, under which rows stand, or one listed as not material.

    ``reference`` is the number of a sector standard's topic (``11.1``) beside it, ``explanation`` why it is not
    material. ``listed`` says whether the report's own list of material topics names it, None where that is not known.
    """

    name: str
    where: Where
    material: bool = True
    reference: str | None = None
    explanation: str | None = None
    listed: bool | None = None


@dataclass(frozen=True, slots=True)
class Assurance:
    """What the report's assurance statement says: its pages, the codes of disclosures that it names."""

    pages: tuple[int, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherIndex:
    """A second content index of the report, which is not the one that is checked."""

    pages: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Text inside the index that could not be read as a row or heading."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence in which the report says how it uses the standards. ``edition`` is 2013 (G4), 2016 or 2021; ``named``
    says whether it names the organization, None where that cannot be told; ``of_other`` that it may speak of another
    report or a part of the group."""

    level: Level
    edition: int | None
    quote: str
    where: Where
    in_index: bool = False
    named: bool | None = None
    of_other: bool = False


@dataclass(frozen=True, slots=True)
class SectorWords:
    """How much a report speaks in the words of a sector: how many of its words, how often, per 10,000 characters."""

    standard: str
    kinds: int
    count: int
    density: float


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report says of itself. ``published`` is known only when ``published_basis`` says from what.

    ``period_basis`` says where the period was found: in the ``statement`` of use, beside it in the ``index``, or
    elsewhere in the ``report``. ``title_found`` is whether the words "GRI content index" (in any language known) stand
    on an index page; ``gri1_used`` whether GRI 1 is named there. ``sectors`` are the sector standards that the index
    names (``GRI 11``), ``sector_words`` tell of each one how much the report speaks like an organization of its sector.
    """

    period_start: date | None = None
    period_end: date | None = None
    period_basis: str | None = None
    published: date | None = None
    published_basis: str | None = None
    language: str | None = None
    title_found: bool = False
    gri1_used: bool = False
    sectors: tuple[str, ...] = ()
    sector_words: tuple[SectorWords, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentIndex:
    """The index as read. ``claim`` is the one that counts; ``claims`` are all that were found.

    ``named`` are the pages that carry the name of an index, looked for only where none was read.
    ``pictures`` are pages in the index or next to it that hold no text, so that rows may stand there unread.
    ``topics`` are the topics that it names, in its order, ``topics_elsewhere`` names in the report's own list of
    material topics that none of them bears; ``others`` are further indexes of the same report. ``set_aside`` are
    pages that hold an index too and were not looked at: the report's, where the index was given as a file of its own,
    and sheets of a workbook that list the same again.
    """

    pages: tuple[int, ...]
    rows: tuple[Row, ...]
    claim: Claim | None = None
    claims: tuple[Claim, ...] = ()
    headings: tuple[Heading, ...] = ()
    unparsed: tuple[Unparsed, ...] = ()
    facts: ReportFacts = ReportFacts()
    pictures: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    topics: tuple[Topic, ...] = ()
    topics_elsewhere: tuple[str, ...] = ()
    assurance: Assurance | None = None
    others: tuple[OtherIndex, ...] = ()
    set_aside: tuple[int, ...] = ()
