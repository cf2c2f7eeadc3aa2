"""GRI's taxonomy for inline XBRL: what each of its concepts reports on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
