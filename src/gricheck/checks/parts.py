"""Parts of a framework: disclosures that belong together, and parts that an index may not pass over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gricheck.checks.registry import DISCLOSURES, check
from gricheck.checks.verdicts import arguments, list_codes, named
from gricheck.model.index import Kind, Where
from gricheck.model.listing import doubt
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Disclosure

_FIELDS = {"code", "name", "standard", "listed"}


@dataclass(frozen=True, slots=True)
class Together:
    """``codes``: the disclosures that a standard's others call for, each for the others of its own standard."""

    codes: tuple[str, ...] = field(metadata=DISCLOSURES)


@check("part-complete", options=Together, fields=_FIELDS)
def part_complete(context: Context, options: Together) -> Iterable[Verdict]:
    """Where an index reports on any disclosure of a standard, it lists those that belong to all of them."""
    mapping = context.mapping
    for disclosure in _disclosures(mapping, options.codes):
        reported = _reported(mapping, disclosure.standard)
        if mapping.rows_for(disclosure.code):
            yield Verdict(Outcome.PASS, disclosure=disclosure.code)
        elif reported:
            yield _lacking(context, disclosure, reported)


@dataclass(frozen=True, slots=True)
class Part:
    """``codes``: the disclosures of a part that is not left out without an explanation."""

    codes: tuple[str, ...] = field(metadata=DISCLOSURES)


@check("part-explained", options=Part, fields=_FIELDS)
def part_explained(context: Context, options: Part) -> Iterable[Verdict]:
    """A part of which an index reports nothing is explained, if only once for all of it."""
    mapping = context.mapping
    rows = [m for code in options.codes for m in mapping.rows_for(code)]
    if not mapping.matches:
        return
    if any(m.row.kind in _LEADING or _is_explained(m) for m in rows):
        yield Verdict(Outcome.PASS, subject=options.codes[0])
        return
    first = next(_disclosures(mapping, options.codes), None)
    listed = list_codes(m.row.code for m in rows)
    words = {"code": list_codes(options.codes), "name": "", "standard": _cited(mapping, first), "listed": listed}
    yield Verdict(
        Outcome.FAIL if rows else Outcome.REVIEW,
        arguments=arguments(words),
        where=rows[0].row.where if rows else _top(mapping),
        reason=None if rows else doubt(mapping, options.codes[0]) or _ELSEWHERE,
        subject=options.codes[0],
    )


_ELSEWHERE = "the report may say outside the index why the part is left out"


def _is_explained(match: RowMatch) -> bool:
    return match.row.omission is not None and bool(match.row.omission.explanation)


def _disclosures(mapping: Mapping, codes: Iterable[str]) -> Iterator[Disclosure]:
    return (mapping.catalogue.by_code[code][-1] for code in codes if code in mapping.catalogue.by_code)


def _reported(mapping: Mapping, standard: str) -> list[RowMatch]:
    """The rows that report on a standard: those of its disclosures that are not declared omitted."""
    return [
        m
        for m in mapping.matches
        if m.disclosure is not None and m.disclosure.standard == standard and m.row.kind in _LEADING
    ]


_LEADING = (Kind.PAGES, Kind.SECTION, Kind.EXTERNAL)


def _lacking(context: Context, disclosure: Disclosure, reported: list[RowMatch]) -> Verdict:
    mapping = context.mapping
    words = {
        "code": disclosure.code,
        "name": named(disclosure.code, disclosure.words),
        "standard": _cited(mapping, disclosure),
        "listed": list_codes(m.row.code for m in reported),
    }
    reason = doubt(mapping, disclosure.code)
    where = reported[0].row.where
    return Verdict(
        Outcome.REVIEW if reason else Outcome.FAIL,
        disclosure=disclosure.code,
        arguments=arguments(words),
        where=Where(page=where.page, label=where.label),
        reason=reason,
    )


def _cited(mapping: Mapping, disclosure: Disclosure | None) -> str:
    standard = mapping.catalogue.by_standard.get((disclosure.standard, disclosure.edition)) if disclosure else None
    return standard.citation if standard else ""


def _top(mapping: Mapping) -> Where | None:
    pages = mapping.index.pages
    return Where(page=pages[0], label=mapping.label(pages[0])) if pages else None
