"""Facts about the GRI Standards: standards, editions, disclosures, requirements, sector topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""What is printed for the hyphen of a code: hyphen-minus, soft hyphen, hyphen, non-breaking hyphen, figure, en and em
dash, bar, minus, small and full-width."""

TOPIC_LISTS = ("3-2", "102-47", "G4-19")
"""The disclosures that are the list of material topics, in each edition."""

ASSURANCE = ("2-5", "102-56", "G4-33")
"""The disclosures that are about the assurance of the report, in each edition."""

PREFIXES = "(?:GRI|SRS)"
"""What is printed before the number of a standard or of a disclosure, as a regular expression."""


def stem_of(code: str) -> str:
    """A code without its last number: ``305-`` of ``305-1``, ``A1.`` of ``A1.2``; all of it where it ends otherwise."""
    return code.rstrip("0123456789")


class Trust(StrEnum):
    """How well a fact is sourced. No error may rest on a fact that is not ``HIGH``."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class DisclosureKind(StrEnum):
    """What a disclosure is about: the organization as a whole, how a topic is managed, or a topic itself."""

    GENERAL = "general"
    MANAGEMENT = "management"
    TOPIC = "topic"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A lettered clause of a disclosure: ``clause`` is ``a`` or ``b-ii``; ``says`` is a few words of our own."""

    clause: str
    says: str
    unit: str | None = None
    quantitative: bool = False
    trust: Trust = Trust.HIGH


@dataclass(frozen=True, slots=True)
class SdgLink:
    """A Sustainable Development Goal (1-17) and, where known, its target (``8.5``)."""

    goal: int
    target: str | None = None
    trust: Trust = Trust.LOW


@dataclass(frozen=True, slots=True)
class Successor:
    """Where a disclosure went. ``code`` is None where it was discontinued; ``clause`` narrows it (``2-6`` ``b-i``).

    Where it went into a standard that has no disclosures, ``code`` is the standard's number (``GRI 1``) and ``clause``
    the requirement (``requirement 8``).
    """

    code: str | None
    edition: int | None
    clause: str | None = None
    relation: str = "replaced"
    effective_from: date | None = None
    trust: Trust = Trust.HIGH

    @property
    def key(self) -> tuple[str | None, int | None]:
        return self.code, self.edition


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure of one edition. ``(code, edition)`` is unique in the catalogue.

    ``trust`` is that of code, title and dates; ``titles_trust`` that of the titles in other languages. A disclosure of
    a sector standard's own (``11.2.4``) has no official title: ``title`` is empty, ``note`` says what it is about.
    """

    code: str
    edition: int
    standard: str
    title: str
    kind: DisclosureKind
    effective_from: date | None = None
    withdrawn_from: date | None = None
    requirements: tuple[Requirement, ...] = ()
    sdgs: tuple[SdgLink, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    successors: tuple[Successor, ...] = ()
    trust: Trust = Trust.HIGH
    titles_trust: Mapping[str, Trust] = field(default_factory=dict)
    note: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return self.code, self.edition

    @property
    def words(self) -> str:
        """Its official title, or our own words for what it is about where it has none."""
        return self.title or self.note

    @property
    def is_of_each_topic(self) -> bool:
        """Whether it is reported anew for every material topic: how that topic is managed."""
        return self.kind is DisclosureKind.MANAGEMENT and (self.standard, self.edition) in _OF_EACH_TOPIC


_OF_EACH_TOPIC = (("GRI G4", 2013), ("GRI 103", 2016), ("GRI 3", 2021))
"""The standards on managing any topic. Topic standards have disclosures on managing their own topic besides."""


@dataclass(frozen=True, slots=True)
class SectorReference:
    """One numbered line of a sector standard (``11.1.2``) and the disclosure it stands for.

    ``kind`` is ``management`` (3-3), ``topic`` (a Topic Standard's disclosure) or ``additional`` (the sector's own;
    then ``code`` is the number itself and ``title`` a few words of our own). ``version`` is that of its topic.
    """

    number: str
    title: str
    kind: str
    code: str | None = None
    edition: int | None = None
    trust: Trust = Trust.HIGH
    version: str = "original"


@dataclass(frozen=True, slots=True)
class SectorTopic:
    """A likely material topic of a sector (``11.1 GHG emissions``).

    ``version`` is ``original`` or ``1.1``, the version of 2026, whose lines give the same numbers to other disclosures.
    """

    number: str
    title: str
    references: tuple[SectorReference, ...] = ()
    version: str = "original"


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of one standard. ``number`` is ``GRI 303`` (``GRI G4`` for the G4 Guidelines)."""

    number: str
    edition: int
    title: str
    series: str
    effective_from: date | None = None
    withdrawn_from: date | None = None
    superseded_by: tuple[tuple[str, int], ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    topics: tuple[SectorTopic, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    titles_trust: Mapping[str, Trust] = field(default_factory=dict)
    note: str = ""

    @property
    def citation(self) -> str:
        """As GRI cites it: ``GRI 303: Water and Effluents 2018``."""
        if self.number == "GRI G4":
            return f"GRI {self.title}"
        return f"{self.number}: {self.title} {self.edition}"


@dataclass(frozen=True, slots=True, eq=False)
class CodeForms:
    """How the codes of a framework other than GRI's are printed.

    ``codes`` are its codes, ``prefixes`` words that may stand before one (``KPI``), ``also`` further spellings of
    single codes. Those in ``behind_prefix`` look too much like something else (``A1``): they count only behind such a
    word, or where other codes stand in the same column. A row that begins with words ``under_heading`` has the code of
    that kind with which the heading above it begins.
    """

    codes: tuple[str, ...]
    prefixes: tuple[str, ...] = ()
    behind_prefix: frozenset[str] = frozenset()
    under_heading: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """All standards, with the look-ups that every stage needs. Editions are years.

    ``index_titles`` is "GRI content index" by language, English included. ``framework`` is the pack whose disclosures
    these are, empty for the GRI Standards, whose codes the reader knows by itself; ``forms`` are those of any other.
    """

    version: str
    standards: tuple[Standard, ...]
    index_titles: Mapping[str, str] = field(default_factory=dict)
    framework: str = ""
    forms: CodeForms | None = None

    @cached_property
    def by_key(self) -> Mapping[tuple[str, int], Disclosure]:
        """``(code, edition)`` to disclosure."""
        return {d.key: d for s in self.standards for d in s.disclosures}

    @property
    def index_title(self) -> str:
        """What its index is called in English."""
        return self.index_titles.get("en", "GRI content index")

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """A framework's codes, and what its codes have before their last number, each with the place of the last."""
        codes = self.forms.codes if self.forms else ()
        return {name: place for place, code in enumerate(codes) for name in (stem_of(code), code)}

    def place(self, code: str) -> int:
        """Where a framework's own order puts a code: a misprint behind its neighbours, what is unknown last. The same
        for all of GRI's, which are in order by themselves."""
        return self._places.get(code, self._places.get(stem_of(code), len(self._places)))

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Disclosure, ...]]:
        """Code to the disclosures that have borne it, oldest edition first."""
        found: dict[str, list[Disclosure]] = {}
        for disclosure in sorted(self.by_key.values(), key=lambda d: d.edition):
            found.setdefault(disclosure.code, []).append(disclosure)
        return {code: tuple(items) for code, items in found.items()}

    @cached_property
    def by_standard(self) -> Mapping[tuple[str, int], Standard]:
        """``("GRI 303", 2018)`` to standard."""
        return {(s.number, s.edition): s for s in self.standards}

    @cached_property
    def by_reference(self) -> Mapping[str, SectorReference]:
        """Sector reference number (``11.1.2``) to its line; where versions differ, to the original's."""
        return {number: lines[0] for number, lines in self.references.items()}

    @cached_property
    def references(self) -> Mapping[str, tuple[SectorReference, ...]]:
        """Sector reference number to its lines, the original version's first."""
        found: dict[str, list[SectorReference]] = {}
        topics = [topic for standard in self.standards for topic in standard.topics]
        for topic in sorted(topics, key=lambda t: t.version != "original"):
            for reference in topic.references:
                found.setdefault(reference.number, []).append(reference)
        return {number: tuple(lines) for number, lines in found.items()}

    def get(self, code: str, edition: int | None) -> Disclosure | None:
        """The disclosure of that edition, or None."""
        return None if edition is None else self.by_key.get((code, edition))

    def standards_of(self, code: str) -> tuple[Standard, ...]:
        """The editions of the standard that a code belongs to, those with disclosures only, oldest first.

        A framework's code belongs where the codes stand that differ from it in the last number only.
        """
        if self.forms is not None:
            stem = stem_of(code)
            return tuple(s for s in self.standards if any(stem_of(d.code) == stem for d in s.disclosures))
        number = "GRI G4" if code.startswith("G4") else f"GRI {code.split('-')[0]}"
        return tuple(s for s in self.editions(number) if s.disclosures)

    def editions(self, number: str) -> tuple[Standard, ...]:
        """All editions of a standard number, oldest first."""
        return tuple(sorted((s for s in self.standards if s.number == number), key=lambda s: s.edition))
