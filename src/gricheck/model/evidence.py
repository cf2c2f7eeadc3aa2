"""What the report's own text says for a row: the pages that it cites, weighed, and those that would be better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Support(StrEnum):
    """How a page stands to what a disclosure asks for."""

    SUPPORTED = "supported"
    WEAK = "weak"
    NONE = "no evidence"


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of the report that speak of a disclosure.

    ``page`` is 0-based, ``label`` what is printed there, ``line`` the 1-based line of the source or else of the page,
    ``part`` the place in words where the file has neither. ``stretch`` is the number of the stretch it was taken from.

    ``score`` ranks the pages of one report for one disclosure (BM25, from 0); ``standard`` says how far it stands above
    the report's mean, in standard deviations. ``strength`` (from 0) does not depend on the rest of the report: how many
    phrases of the disclosure's own stand there. ``quote`` is verbatim but for white space; ``why`` says what was found.
    ``concept`` is that of GRI's taxonomy with which the report itself tags the quote.
    """

    page: int
    label: str | None
    line: int
    score: float
    standard: float
    strength: float
    quote: str
    why: tuple[str, ...] = ()
    section: str | None = None
    concept: str | None = None
    part: str | None = None
    stretch: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one row. ``pages`` are the cited pages that could be weighed, the best first; ``better`` pages
    that it does not cite and that say clearly more, the best first.

    ``support`` is that of the best cited page. ``figures`` says whether a quantity that the disclosure asks for stands
    on a cited page, None where it asks for none or that cannot be told; ``sure`` that nothing at all was found, against
    a page that has it all. ``span`` are the first and the last of the cited pages that matter, 0-based, where the row
    is supported. ``tagged`` says whether the report tags the disclosure on a cited page, False where it does so on
    others only, which are then the first of ``better``; None where it does not.
    """

    support: Support
    pages: tuple[Passage, ...]
    better: tuple[Passage, ...] = ()
    figures: bool | None = None
    sure: bool = False
    span: tuple[int, int] | None = None
    tagged: bool | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """A disclosure that the report covers though no row says where: the index does not list it, or strikes it out."""

    code: str
    edition: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Shift:
    """The page numbers of the index are off: what it cites stands ``by`` pages further on (less than 0: before).

    So many different location ``cells`` were weighed, for ``fitting`` of them the shifted page says more."""

    by: int
    cells: int
    fitting: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report by its own outline; ``first`` and ``last`` are 0-based pages, ``level`` counts from 0. In a
    text without pages ``lines`` are its own ones, counted from 1."""

    title: str
    level: int
    first: int
    last: int
    lines: range | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the report covers what was asked for: ``passages``, the best first.

    ``asked`` is as the user wrote it; ``code``, ``edition`` and ``title`` are those of the disclosure that it names,
    None where it is words.
    """

    asked: str
    passages: tuple[Passage, ...]
    code: str | None = None
    edition: int | None = None
    title: str | None = None


class Confidence(StrEnum):
    """How much speaks for a suggested location."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row of a suggested index. ``passages`` are the suggested pages, the best first; none where nothing was found.

    ``standard`` is as GRI cites it, for a row on how a topic is managed that of the topic; ``required`` says that the
    claim expects the row, found or not.
    """

    code: str
    edition: int
    title: str
    standard: str
    required: bool
    passages: tuple[Passage, ...] = ()
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A suggested content index under the claim that ``label`` words.

    ``statement`` is the sentence that makes the claim, with gaps in brackets for what the report does not tell;
    ``foundation`` the standard it rests on, ``sectors`` the sector standards that apply, as far as the report names
    them; ``asks_for_sector`` says whether the claim has the lines for both, ``paged`` whether the report has pages.
    """

    label: str
    statement: str
    foundation: str
    sectors: tuple[str, ...]
    rows: tuple[Suggestion, ...]
    asks_for_sector: bool = False
    paged: bool = True
