"""Sector standards: named where they are used, and their reference numbers beside the rows they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.sector_facts import (
    are_sure,
    numbers_of,
    rows_by_standard,
    standard_of,
    standards_used,
    topic_of,
)
from gricheck.checks.verdicts import (
    ROW_FIELDS,
    arguments,
    join_words,
    judge,
    judge_reading,
    list_codes,
    named,
    passed,
    spelled,
)
from gricheck.model.index import Where
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Standard

_MOST = 6


@check(
    "sector-reference-fits",
    fields=ROW_FIELDS | {"number", "stands_for", "right", "standard"},
    messages=["unknown", "none"],
)
def sector_reference_fits(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A sector number beside a row stands for the row's disclosure, in some version of the sector standard."""
    for match in context.mapping.matches:
        wrong = [number for number in match.row.references if not _fits(context.mapping, match, number)]
        if not match.row.references or match.disclosure is None:
            yield passed(match, applies=False)
        elif not wrong:
            yield passed(match)
        yield from (_misfit(context, match, number) for number in wrong if match.disclosure is not None)


def _fits(mapping: Mapping, match: RowMatch, number: str) -> bool:
    codes = {match.row.code, match.disclosure.code if match.disclosure else None}
    return any(line.code in codes for line in mapping.catalogue.references.get(number, ()))


def _misfit(context: Context, match: RowMatch, number: str) -> Verdict:
    mapping = context.mapping
    lines = mapping.catalogue.references.get(number, ())
    standard = standard_of(number)
    right = _numbers_for(mapping, match, standard)
    words = {
        "number": number,
        "standard": standard,
        "stands_for": join_words(dict.fromkeys(named(line.code or "", line.title) for line in lines)),
        "right": join_words(right[:_MOST], "or"),
    }
    if not lines:
        why = f"another version of {standard} may have more lines"
        return judge(context, match, Outcome.REVIEW, "unknown", words, reason=why)
    if any(line.kind == "additional" for line in lines) or not are_sure(mapping, lines):
        why = f"the version of {standard} that the report uses may give the number to another disclosure"
        return judge(context, match, Outcome.REVIEW, None if right else "none", words, reason=why)
    return judge_reading(context, match, None if right else "none", words)


def _numbers_for(mapping: Mapping, match: RowMatch, standard: str) -> list[str]:
    """The numbers that the sector standard has for a row's disclosure, those of the row's own topics first."""
    code = match.disclosure.code if match.disclosure else match.row.code
    found = [
        number
        for number, lines in mapping.catalogue.references.items()
        if standard_of(number) == standard and any(line.code == code for line in lines)
    ]
    near = {topic_of(number) for number in match.row.references}
    return sorted(found, key=lambda number: topic_of(number) not in near)


@check("sector-standard-named", fields={"standard", "citation", "numbers"})
def sector_standard_named(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A sector standard whose numbers stand in the index is named in it."""
    mapping = context.mapping
    for standard in standards_used(mapping):
        rows = rows_by_standard(mapping).get(standard.number, [])
        if standard.number in mapping.index.facts.sectors:
            yield Verdict(Outcome.PASS, subject=standard.number)
        elif rows:
            yield _unnamed(standard, rows)


def _unnamed(standard: Standard, rows: list[RowMatch]) -> Verdict:
    numbers = (n for match in rows for n in numbers_of(match) if standard_of(n) == standard.number)
    words = {"standard": standard.number, "citation": standard.citation, "numbers": list_codes(numbers, most=4)}
    return Verdict(Outcome.FAIL, arguments=arguments(words), where=rows[0].row.where, subject=standard.number)


@check("sector-references-given", fields={"standard", "codes", "rows"}, messages=["some"])
def sector_references_given(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Beside each disclosure from a sector standard in use stands its number."""
    for standard in standards_used(context.mapping):
        own = {line.code: line for topic in standard.topics for line in topic.references if line.kind == "topic"}
        rows = [m for m in context.mapping.matches if m.disclosure and m.disclosure.code in own]
        bare = [m for m in rows if not any(standard_of(n) == standard.number for n in numbers_of(m))]
        if rows:
            yield _numbered(standard, rows, bare)


def _numbered(standard: Standard, rows: list[RowMatch], bare: list[RowMatch]) -> Verdict:
    """All rows without numbers is a column left out; some may be of topics that the organization added itself."""
    if not bare:
        return Verdict(Outcome.PASS, subject=standard.number)
    words = {
        "standard": standard.number,
        "codes": list_codes(m.disclosure.code for m in bare if m.disclosure),
        "rows": str(len(rows)),
    }
    some = len(bare) < len(rows)
    return Verdict(
        Outcome.REVIEW if some else Outcome.FAIL,
        message="some" if some else None,
        arguments=arguments(words),
        where=bare[0].row.where,
        related=tuple(m.row.where for m in bare[1:]),
        reason="a topic that the sector standard does not list has no number" if some else None,
        subject=standard.number,
    )


@dataclass(frozen=True, slots=True)
class Sector:
    """``standard``: the sector standard. ``min_kinds`` and ``min_density``: from how many words of its sector, and how
    many of them in 10,000 characters, a report is like one of that sector."""

    standard: str
    min_kinds: int = 5
    min_density: float = 3.0


@check("sector-standard-used", options=Sector, fields={"standard", "citation", "kinds", "density", "effective"})
def sector_standard_used(context: Context, options: Sector) -> Iterable[Verdict]:
    """A report that speaks like one of a sector uses the standard of that sector, once it is in effect."""
    mapping = context.mapping
    standard = next(reversed(mapping.catalogue.editions(options.standard)), None)
    spoken = next((w for w in mapping.index.facts.sector_words if w.standard == options.standard), None)
    if standard is None or spoken is None or not mapping.index.rows or not _in_effect(mapping, standard):
        return
    if standards_used(mapping) or spoken.kinds < options.min_kinds or spoken.density < options.min_density:
        yield Verdict(Outcome.PASS, subject=options.standard)
        return
    words = {
        "standard": standard.number,
        "citation": standard.citation,
        "kinds": str(spoken.kinds),
        "density": f"{spoken.density:g}",
        "effective": spelled(standard.effective_from) if standard.effective_from else "",
    }
    why = "what an organization does is told only by guess from the words of its report"
    yield Verdict(
        Outcome.REVIEW, arguments=arguments(words), where=_head(mapping), reason=why, subject=options.standard
    )


def _in_effect(mapping: Mapping, standard: Standard) -> bool:
    """Whether the report was published, for sure, when the standard was in effect."""
    earliest = mapping.published_earliest
    return earliest is not None and standard.effective_from is not None and earliest >= standard.effective_from


def _head(mapping: Mapping) -> Where:
    page = mapping.index.pages[0] if mapping.index.pages else None
    return Where(page=page, label=None if page is None else mapping.label(page))
