"""GRI's taxonomy for inline XBRL: what each of its concepts reports on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gricheck.model.document import Tag


@dataclass(frozen=True, slots=True)
class Concept:
    """What a concept reports on: a disclosure and, where the taxonomy tells it, the requirement's letter (``b-ii``).

    ``code`` and ``edition`` are None for one that is of no single disclosure. ``omission`` says that it does not report
    the matter but tells why that is left out.
    """

    code: str | None = None
    edition: int | None = None
    clause: str | None = None
    omission: bool = False


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """The concepts by their local names. ``release`` is the date of the newest taxonomy (``2025-06-23``)."""

    release: str
    concepts: Mapping[str, Concept]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag of a report and what its concept reports on."""

    tag: Tag
    concept: Concept

    @property
    def key(self) -> tuple[str, int] | None:
        """The disclosure, by code and edition."""
        code, edition = self.concept.code, self.concept.edition
        return None if code is None or edition is None else (code, edition)

    @property
    def about(self) -> str:
        """``305-1-a``, or ``305-1`` where the taxonomy gives no letter."""
        return "-".join(part for part in (self.concept.code, self.concept.clause) if part)


@dataclass(frozen=True, slots=True)
class Tagging:
    """A report's tags: those of concepts that GRI's taxonomy has (``release`` is the newest known), and the others."""

    release: str
    known: tuple[Tagged, ...] = ()
    unknown: tuple[Tag, ...] = ()
