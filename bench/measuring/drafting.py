"""What ``gricheck draft`` suggests, held against the index that the company made itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gricheck.matcher.draft import draft_index
from gricheck.packs import spec_for
from measuring.corpus import Line
from measuring.opened import Opened

TELLING = frozenset({"pages", "section", "inline", "external", "none"})
"""Kinds of locations of disclosures that are reported."""


@dataclass(frozen=True)
class Drafted:
    """Counts of disclosures: ``listed`` as reported in the index, ``suggested``, both; of those with pages in the index
    (``paged``) how many have one of them among the suggested ones (``right``)."""

    listed: int
    suggested: int
    both: int
    paged: int
    right: int


def all_drafted(parts: Iterable[Drafted]) -> Drafted:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(vars(part))
    return Drafted(**{name: total[name] for name in Drafted.__dataclass_fields__})


def draft(report: Opened, lines: Sequence[Line]) -> Drafted | None:
    """Under the report's own claim; rows on the management of topics are left out, for ``draft`` leaves them blank."""
    kit, mapping = report.kit, report.coverage.mapping
    spec = spec_for(kit.packs, mapping.claim)
    if spec is None:
        return None
    pages: dict[str, set[int]] = {}
    for line in lines:
        owners = kit.catalogue.by_code.get(line.code, ())
        if line.kind in TELLING and owners and not any(owner.is_of_each_topic for owner in owners):
            pages.setdefault(line.code, set()).update(line.pages)
    rows = {row.code: {p.page for p in row.passages} for row in draft_index(report.coverage, kit.lexicon, spec).rows}
    suggested = {code: found for code, found in rows.items() if found}
    both = suggested.keys() & pages.keys()
    paged = [code for code in both if pages[code]]
    right = sum(bool(suggested[code] & pages[code]) for code in paged)
    return Drafted(len(pages), len(suggested), len(both), len(paged), right)
