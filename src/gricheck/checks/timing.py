"""Editions against the calendar: not used before they exist, early where that is so, and told where several exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gricheck.checks.editions import StandardKey, is_sure, spell_day, standard_key
from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, code_of, join_words, judge, list_codes, passed
from gricheck.model.mapping import Mapping, RowMatch, TitleVerdict
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Disclosure, Standard

_INDEX = "index"


@dataclass(frozen=True, slots=True)
class Delay:
    """``most_years``: how many years after the reporting period a report may appear, at the most."""

    most_years: int = 2


@check("edition-out", options=Delay, fields=ROW_FIELDS | {"standard", "codes", "published"})
def edition_out(context: Context, options: Delay) -> Iterable[Verdict]:
    """Every edition that the index uses had been issued when the report was published.

    Where only the period is known, an edition of a year in which the report can hardly appear is left to a person.
    """
    mapping = context.mapping
    latest = _latest_year(mapping, options)
    for standard, matches in _by_standard(mapping):
        if latest is None:
            yield from (passed(match, applies=False) for match in matches)
        elif standard.edition <= latest:
            yield from map(passed, matches)
        else:
            yield _ahead(context, standard, matches)


@check("edition-due", fields={"standards", "codes", "required", "published"})
def edition_due(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """No edition is used that reports need not use yet; one verdict for all that become due on one day."""
    published = context.mapping.published
    if published is None:
        return
    early: dict[date, dict[str, list[RowMatch]]] = {}
    for standard, matches in _by_standard(context.mapping):
        day = standard.effective_from
        if day is not None and day > published and standard.edition <= published.year:
            early.setdefault(day, {})[standard.citation] = matches
    for day, standards in early.items():
        rows = [match for matches in standards.values() for match in matches]
        words = {
            "standards": join_words(standards),
            "codes": list_codes(map(code_of, rows)),
            "required": spell_day(day),
            "published": spell_day(published),
        }
        yield Verdict(
            Outcome.FAIL, arguments=arguments(words), where=rows[0].row.where, subject=f"due {day.isoformat()}"
        )
    if not early:
        yield Verdict(Outcome.PASS, subject=_INDEX)


@check("edition-told", fields={"codes", "editions"})
def edition_told(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Of every code that several editions have, the row, its heading or its title says which is meant.

    A title in a language in which the catalogue has no titles may say it to the reader.
    """
    mapping = context.mapping
    reused = [m for m in mapping.matches if len(mapping.catalogue.by_code.get(m.row.code, ())) > 1]
    unclear = [m for m in reused if _is_unclear(mapping, m)]
    if not unclear:
        yield from ([Verdict(Outcome.PASS, subject=_INDEX)] if reused else [])
        return
    years = sorted({d.edition for m in unclear for d in _possible(mapping, m.row.code)})
    yield Verdict(
        Outcome.REVIEW,
        arguments=arguments(
            {"codes": list_codes(map(code_of, unclear)), "editions": join_words(map(str, years), "or")}
        ),
        where=unclear[0].row.where,
        related=tuple(m.row.where for m in unclear[1:]),
        reason="neither the heading above the row, nor its title, nor a row beside it was read to say it",
        subject=_INDEX,
    )


def _ahead(context: Context, standard: Standard, matches: list[RowMatch]) -> Verdict:
    """Sure on a known day of publication; else a report could have appeared unusually late."""
    published, earliest = context.mapping.published, context.mapping.published_earliest
    when = f"on {spell_day(published)}" if published else f"after {spell_day(earliest)}" if earliest else ""
    words = {"standard": standard.citation, "codes": list_codes(m.row.code for m in matches), "published": when}
    return judge(
        context,
        matches[0],
        Outcome.FAIL if published else Outcome.REVIEW,
        words=words,
        reason=None if published else "the day of publication is not known",
        related=tuple(m.row.where for m in matches[1:]),
    )


def _latest_year(mapping: Mapping, options: Delay) -> int | None:
    """The last year in which the report can have been published."""
    if mapping.published is not None:
        return mapping.published.year
    return mapping.published_earliest.year + options.most_years if mapping.published_earliest else None


def _by_standard(mapping: Mapping) -> Iterator[tuple[Standard, list[RowMatch]]]:
    """The editions that rows surely use, each with its rows."""
    found: dict[StandardKey, list[RowMatch]] = {}
    for match in mapping.matches:
        if match.disclosure is not None and is_sure(match):
            found.setdefault(standard_key(match.disclosure), []).append(match)
    return ((mapping.catalogue.by_standard[key], rows) for key, rows in found.items())


def _is_unclear(mapping: Mapping, match: RowMatch) -> bool:
    unread = match.title is TitleVerdict.FOREIGN
    return not match.edition_sure and not unread and len(_possible(mapping, match.row.code)) > 1


def _possible(mapping: Mapping, code: str) -> list[Disclosure]:
    """The disclosures of a code that can be meant: one issued after the report cannot."""
    published = mapping.published
    owners = mapping.catalogue.by_code.get(code, ())
    return [d for d in owners if published is None or d.edition <= published.year]
