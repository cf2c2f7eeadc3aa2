"""What one line of the gap table holds, in the words that every format prints."""

from __future__ import annotations

from gricheck.model.evidence import Passage
from gricheck.model.mapping import Gap, Mapping, Status
from gricheck.model.run import Finding, Run
from gricheck.model.standard import Disclosure, Trust
from gricheck.reporter.table import Look
from gricheck.reporter.views import LABELS, gap_elsewhere, gap_pages, gap_passages, passage_name, refs_name
from gricheck.reporter.words import omission_words, standing, wrong

LOOKS: dict[Status, tuple[Look, str]] = {
    Status.REPORTED: (Look("#d4f0dc", "#0b4a1e"), "●"),
    Status.PARTIAL: (Look("#e6f2c4", "#3a4a00"), "◐"),
    Status.OMITTED: (Look("#dbe7fb", "#173a75"), "○"),
    Status.UNEXPLAINED: (Look("#ffe0c2", "#6b2c00"), "/"),
    Status.UNRESOLVED: (Look("#fbd5d5", "#7d0f0f"), "?"),
    Status.MISLABELLED: (Look("#f3daf6", "#5f1666"), "≠"),
    Status.MISSING: (Look("#f6b9b9", "#5c0000"), "✕"),
    Status.UNLISTED: (Look("#fff0b8", "#544300"), "+"),
    Status.NOT_EXPECTED: (Look("#e8eaed", "#3c4043"), "·"),
}
"""How each status is shown: ground, letters (a contrast of at least 7), and a mark for those who see no colour."""


def standard_of(gap: Gap, run: Run) -> str:
    """The standard as GRI cites it: ``GRI 305: Emissions 2016``; empty where the code is of none."""
    found = run.mapping.catalogue.by_standard.get((gap.standard or "", gap.edition or 0))
    return found.citation if found else gap.standard or ""


def locations(gap: Gap) -> tuple[str, ...]:
    """The locations of its rows as printed, each behind its topic where the rows are of several."""
    topics = {match.row.topic for match in gap.matches}
    rows = [match.row for match in gap.matches]
    return tuple(
        dict.fromkeys(f"{row.topic}: {row.location}" if row.topic and len(topics) > 1 else row.location for row in rows)
    )


def cited(gap: Gap, mapping: Mapping) -> str:
    """``p. 70, 72-73``: the cited pages that the report has, and the numbers that stand on none of its pages; then
    those of other documents."""
    pages, elsewhere = gap_pages(gap), gap_elsewhere(gap)
    judged = mapping.pagination.judged
    lost = ", ".join(f"{ref.label}" for ref in pages if ref.index is None and ref.label and judged)
    away = ", ".join(f"{external.text} {ref.label}" for external, ref in elsewhere if ref.index is None and ref.label)
    told = (
        refs_name((*pages, *(ref for _, ref in elsewhere)), mapping),
        f"not in the file: {lost}" if lost else "",
        f"not there: {away}" if away else "",
    )
    return "; ".join(part for part in told if part)


def first_page(gap: Gap) -> int | None:
    """The first cited page of the report itself, 0-based."""
    return min((ref.index for ref in gap_pages(gap) if ref.index is not None), default=None)


def quoted(gap: Gap) -> tuple[tuple[Passage, bool], ...]:
    """The passages worth showing: the best that is cited, and the best that is not."""
    passages = [item for item in gap_passages(gap) if item[0].quote]
    best = [next((item for item in passages if item[1] is is_cited), None) for is_cited in (True, False)]
    return tuple(item for item in best if item)


def passage_place(passage: Passage, is_cited: bool, mapping: Mapping) -> str:
    """``p. 70 (PDF page 71)``, ``line 12``; marked where no row cites it."""
    name = passage_name(passage, mapping)
    return name if is_cited else f"{name}, not cited"


def omissions(gap: Gap) -> tuple[str, ...]:
    """The declared omissions: requirements, reason, explanation, as much of it as there is."""
    found = [omission_words(match.row.omission) for match in gap.matches if match.row.omission]
    return tuple(dict.fromkeys(words for words in found if words))


def finding_words(finding: Finding) -> str:
    """``error [location-slash] The index prints …``, and what silences it, if anything does."""
    silenced = standing(finding)
    mark = f" ({silenced})" if silenced else ""
    return f"{LABELS[finding.severity]} [{finding.rule}] {wrong(finding)}{mark}"


def goals(gap: Gap, run: Run) -> str:
    """The SDGs that its rows print; else, in brackets, those that the standards link it to."""
    printed = sorted({goal for match in gap.matches for goal in match.row.sdgs})
    if printed:
        return ", ".join(map(str, printed))
    linked = sorted(_linked(run.mapping.catalogue.get(gap.code, gap.edition)))
    return f"({', '.join(map(str, linked))})" if linked else ""


def _linked(disclosure: Disclosure | None) -> set[int]:
    return {link.goal for link in disclosure.sdgs if link.trust is not Trust.LOW} if disclosure else set()
