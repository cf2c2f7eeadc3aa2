"""Headings of the index: each names a standard and an edition that exist, and the rows under it are of that edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, join_words, judge, judge_reading, passed
from gricheck.model.index import Row, Where
from gricheck.model.mapping import Mapping, Method, RowMatch
from gricheck.model.rule import Severity
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Catalogue, Standard

_INDEX = "index"
_UNIVERSAL = "universal"

Words = tuple[str | None, str, int | None]
"""A heading as its rows know it: the standard's number, the title and the year as printed."""


@check("heading-exists", fields=ROW_FIELDS | {"heading", "editions"}, messages=["title"])
def heading_exists(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Every heading names an edition that exists, by its own title.

    A year of the report itself behind a title may be meant as just that, as may any year where the report's is not
    known.
    """
    mapping = context.mapping
    own = _own_years(mapping)
    for (number, title, year), matches in _headings(mapping).items():
        editions = mapping.catalogue.editions(number or "")
        first = matches[0]
        words = {"heading": f"{number}: {title} {year}", "editions": _cited(editions)}
        if year is None or not title or not editions:
            yield passed(first, applies=False)
        elif _titled_otherwise(editions, title, year):
            yield judge(context, first, Outcome.FAIL, "title", words)
        elif year in {standard.edition for standard in editions}:
            yield passed(first)
        elif own and year not in own:
            yield judge(context, first, Outcome.FAIL, words=words)
        elif _prints_editions(mapping):
            why = "the year may be that of the report, and say no more than that"
            yield judge(context, first, Outcome.REVIEW, words=words, reason=why)
        else:
            yield passed(first, applies=False)


@check("heading-own-title", fields=ROW_FIELDS | {"heading", "meant"})
def heading_own_title(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """No heading prints one standard's number with the title of another.

    Rows of the other standard below it make it sure. How a topic is managed has a number of its own, and may well stand
    under the topic's title.
    """
    catalogue = context.mapping.catalogue
    for (number, title, year), matches in _headings(context.mapping).items():
        others = _owners_of_title(catalogue, title)
        first = matches[0]
        if not others or any(standard.number == number for standard in others) or _is_universal(catalogue, number):
            yield passed(first, applies=bool(others))
            continue
        words = {"heading": f"{number}: {title} {year or ''}".strip(), "meant": others[-1].citation}
        if meant := [m for m in matches if _standard_number(m.row.code) == others[-1].number]:
            yield judge(context, meant[0], Outcome.FAIL, words=words)
        else:
            why = f"no row of {others[-1].number} was read under it"
            yield judge(context, first, Outcome.REVIEW, words=words, reason=why)


@check("row-of-heading-edition", fields=ROW_FIELDS | {"heading", "edition", "meant"}, messages=["titles"])
def row_of_heading_edition(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A code stands under its standard only in an edition that has it.

    Where no row of a heading has a title of the edition that it names, and several those of another, it is the year
    that is wrong: one verdict for the heading.
    """
    for matches in _headings(context.mapping).values():
        own = [m for m in matches if m.row.heading_edition and _standard_number(m.row.code) == m.row.heading_standard]
        if titled := titled_by_other_edition(own):
            yield _judged(context, titled, "titles")
            continue
        for match in own:
            if match.method is Method.EXACT and not _exists(context, match):
                yield _judged(context, match)
            else:
                yield passed(match)


@dataclass(frozen=True, slots=True)
class Years:
    """``binding_from``: the first edition of the claim that makes a missing year more than worth knowing."""

    binding_from: int = 2021


@check("heading-dated", options=Years, fields={"standards", "dated", "total"})
def heading_dated(context: Context, options: Years) -> Iterable[Verdict]:
    """Every standard that the index names has its year, where some have; one verdict for the index."""
    named: dict[str, list[RowMatch]] = {}
    for match in context.mapping.matches:
        if match.row.heading_standard and _is_whole_title(context.mapping, match.row):
            named.setdefault(match.row.heading_standard, []).append(match)
    bare = {number: rows for number, rows in named.items() if not any(_year_printed(m.row) for m in rows)}
    if len(bare) == len(named):
        return
    if not bare:
        yield Verdict(Outcome.PASS, subject=_INDEX)
        return
    first = next(iter(bare.values()))[0]
    words = {
        "standards": _listed([f"{number}: {rows[0].row.heading_title}" for number, rows in bare.items()]),
        "dated": str(len(named) - len(bare)),
        "total": str(len(named)),
    }
    binding = (context.edition or 0) >= options.binding_from
    yield Verdict(
        Outcome.FAIL,
        arguments=arguments(words),
        where=first.row.where,
        related=tuple(rows[0].row.where for rows in list(bare.values())[1:]),
        subject=_INDEX,
        severity=None if binding else Severity.INFO,
    )


@check("standards-named", fields={"page"})
def standards_named(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The index names the standards that its disclosures come from."""
    index = context.mapping.index
    if not index.rows:
        return
    named = {*(heading.standard for heading in index.headings), *(row.heading_standard for row in index.rows)}
    listed = {d.standard for d in context.mapping.catalogue.by_key.values()}  # not GRI 1, which the head names
    if named & listed:
        yield Verdict(Outcome.PASS, subject=_INDEX)
        return
    page = index.pages[0] if index.pages else 0
    label = context.mapping.page_number(page)
    why = "the standards may be named in a way that was not understood"
    where = Where(page=page, label=context.mapping.label(page))
    yield Verdict(Outcome.REVIEW, arguments=(("page", label),), where=where, reason=why, subject=_INDEX)


def titled_by_other_edition(matches: Iterable[RowMatch]) -> RowMatch | None:
    """The first of a heading's rows where several print titles of another edition than it names and none its own."""
    told = [m for m in matches if m.printed is not None and (is_of_other_edition(m) or m.score >= _OWN)]
    others = [m for m in told if is_of_other_edition(m)]
    return others[0] if len(others) >= _SEVERAL and len(others) == len(told) else None


_SEVERAL = 2
_OWN = 0.9


def is_of_other_edition(match: RowMatch) -> bool:
    """Whether a row prints the title that its code has in another edition than the one it means."""
    other, printed = match.title_of, match.printed
    return other is not None and printed is not None and other.code == printed.code and other.edition != printed.edition


def _headings(mapping: Mapping) -> dict[Words, list[RowMatch]]:
    """The rows under each heading that names a standard, in the order of the headings."""
    found: dict[Words, list[RowMatch]] = {}
    for match in mapping.matches:
        row = match.row
        if row.heading_standard is not None:
            found.setdefault((row.heading_standard, row.heading_title, row.heading_year), []).append(match)
    return found


def _titled_otherwise(editions: Iterable[Standard], title: str, year: int) -> bool:
    """Whether the title is to the letter that of other editions than the year's."""
    years = {standard.edition for standard in editions if _folded(title) in _titles(standard)}
    return bool(years) and year not in years and year in {standard.edition for standard in editions}


def _is_universal(catalogue: Catalogue, number: str | None) -> bool:
    return any(standard.series == _UNIVERSAL for standard in catalogue.editions(number or ""))


def _owners_of_title(catalogue: Catalogue, title: str) -> list[Standard]:
    """The standards on topics that bear a title, oldest first."""
    folded = _folded(title)
    owners = [s for s in catalogue.standards if s.series != _UNIVERSAL and folded and folded in _titles(s)]
    return sorted(owners, key=lambda s: s.edition)


def _is_whole_title(mapping: Mapping, row: Row) -> bool:
    """Whether a heading's title is the standard's, so that its year would stand behind it and not on a line that was
    not read; what is in a language without known titles counts as whole."""
    if row.heading_year is not None or mapping.index.facts.language not in (None, "en"):
        return bool(row.heading_title)
    title = _folded(row.heading_title)
    official = {name for s in mapping.catalogue.editions(row.heading_standard or "") for name in _titles(s)}
    return any(SequenceMatcher(None, title, name).ratio() >= _ONE_SPELLING for name in official)


_ONE_SPELLING = 0.9
"""From here on two titles are one in two spellings (labour, labor)."""

_MOST_LISTED = 6


def _listed(names: list[str]) -> str:
    left = len(names) - _MOST_LISTED
    return join_words([*names[:_MOST_LISTED], f"{left} more"] if left > 1 else names)


def _titles(standard: Standard) -> set[str]:
    return {_folded(title) for title in (standard.title, *standard.titles.values())}


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _cited(editions: Iterable[Standard]) -> str:
    return join_words((standard.citation for standard in editions), "or")


def _own_years(mapping: Mapping) -> set[int]:
    """The years of the reporting period and of the publication."""
    facts = mapping.index.facts
    days = (facts.period_start, facts.period_end, mapping.published, mapping.published_earliest)
    return {day.year for day in days if isinstance(day, date)}


def _prints_editions(mapping: Mapping) -> bool:
    """Whether the index's headings print the years of editions, most of them."""
    years = Counter(year == m.row.heading_edition for m in mapping.matches if (year := m.row.heading_year))
    return years[True] > years[False]


def _standard_number(code: str) -> str:
    return f"GRI {code.rpartition('-')[0]}"


def _year_printed(row: Row) -> bool:
    return row.heading_year is not None or str(row.heading_edition) in row.title


def _exists(context: Context, match: RowMatch) -> bool:
    """Whether the edition that the heading names has the row's code."""
    return context.mapping.catalogue.get(match.row.code, match.row.heading_edition) is not None


def _judged(context: Context, match: RowMatch, message: str | None = None) -> Verdict:
    row, catalogue = match.row, context.mapping.catalogue
    meant = match.title_of if message else match.disclosure
    standard = catalogue.by_standard.get((meant.standard, meant.edition)) if meant else None
    printed = f"{row.heading_standard}: {row.heading_title} {row.heading_year or ''}".strip()
    words = {"heading": printed, "edition": str(row.heading_edition), "meant": standard.citation if standard else ""}
    return judge_reading(context, match, message, words)
