"""The checks: small pure functions that judge a mapping. A rule in ``rules/`` names one and gives it options."""

from __future__ import annotations

from gricheck.checks import (
    assurance,
    claims,
    codes,
    editions,
    goals,
    headings,
    links,
    locations,
    omissions,
    order,
    others,
    pages,
    sector_topics,
    sectors,
    spelling,
    statements,
    structure,
    timing,
    titles,
    topics,
    transitions,
)
from gricheck.checks.registry import REGISTRY as CHECKS

__all__ = [
    "CHECKS",
    "assurance",
    "claims",
    "codes",
    "editions",
    "goals",
    "headings",
    "links",
    "locations",
    "omissions",
    "order",
    "others",
    "pages",
    "sector_topics",
    "sectors",
    "spelling",
    "statements",
    "structure",
    "timing",
    "titles",
    "topics",
    "transitions",
]
