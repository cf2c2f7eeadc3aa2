"""Editions: in effect when the report was published, and not mixed with those that replaced them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, capped, join_words, judge, list_codes, passed
from gricheck.model.mapping import Mapping, Method, RowMatch
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Catalogue, Disclosure, Standard, Trust

StandardKey = tuple[str, int]


@check("editions-agree", fields=ROW_FIELDS | {"edition", "new_standard", "new_codes"})
def editions_agree(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """No disclosure of an older edition stands beside the standard that took over its content."""
    used = _standards_used(context.mapping)
    for match in context.mapping.matches:
        replaced = _taken_over(context.mapping, match, used)
        if match.disclosure is None or not match.disclosure.successors:
            yield passed(match, applies=False)
        elif replaced is None:
            yield passed(match)
        else:
            standard, codes = replaced
            words = {"edition": str(match.disclosure.edition), "new_standard": standard.citation}
            yield judge(context, match, Outcome.FAIL, words={**words, "new_codes": join_words(codes)})


@dataclass(frozen=True, slots=True)
class Publication:
    """``likely_within_days``: how long after the reporting period a report usually appears, at the least."""

    likely_within_days: int = 90


@check(
    "edition-in-effect",
    options=Publication,
    fields=ROW_FIELDS | {"standard", "codes", "withdrawn", "published", "successors"},
)
def edition_in_effect(context: Context, options: Publication) -> Iterable[Verdict]:
    """Every edition that the index uses was still in effect when the report was published.

    It is sure where the report cannot have been published before the withdrawal. Rows of one edition that was withdrawn
    on one day share a verdict, but for those whose content another standard of the index has taken over: each has its
    own, where it is sure; where it is not, ``editions-agree`` has said enough.
    """
    used = _standards_used(context.mapping)
    groups: dict[tuple[StandardKey, date | None], list[RowMatch]] = {}
    for match in context.mapping.matches:
        if match.disclosure is None or not is_sure(match):
            yield passed(match, applies=False)
        elif _taken_over(context.mapping, match, used) is None:
            groups.setdefault((standard_key(match.disclosure), match.disclosure.withdrawn_from), []).append(match)
        elif _is_surely_withdrawn(context.mapping, match.disclosure.withdrawn_from):
            yield from _in_effect(context, options, standard_key(match.disclosure), [match])
        else:
            yield passed(match, applies=False)
    for (key, _), matches in groups.items():
        yield from _in_effect(context, options, key, matches)


def _in_effect(context: Context, options: Publication, key: StandardKey, matches: list[RowMatch]) -> Iterator[Verdict]:
    """``matches`` are rows of one edition, withdrawn on one day."""
    standard = context.mapping.catalogue.by_standard[key]
    withdrawn = matches[0].disclosure.withdrawn_from if matches[0].disclosure else None
    published, earliest = context.mapping.published, context.mapping.published_earliest
    latest = published or (earliest + timedelta(days=options.likely_within_days) if earliest else None)
    if withdrawn is None:
        yield from map(passed, matches)
    elif latest is None:
        yield from (passed(match, applies=False) for match in matches)
    elif _is_surely_withdrawn(context.mapping, withdrawn):
        yield _superseded(context, Outcome.FAIL, standard, withdrawn, matches)
    elif latest >= withdrawn:
        yield _superseded(context, Outcome.REVIEW, standard, withdrawn, matches)
    else:
        yield from map(passed, matches)


def _is_surely_withdrawn(mapping: Mapping, withdrawn: date | None) -> bool:
    """Whether the report cannot have been published before that day."""
    earliest = mapping.published_earliest
    return withdrawn is not None and earliest is not None and earliest >= withdrawn


def _superseded(
    context: Context, outcome: Outcome, standard: Standard, withdrawn: date, matches: list[RowMatch]
) -> Verdict:
    published, earliest = context.mapping.published, context.mapping.published_earliest
    when = f"on {spell_day(published)}" if published else f"not before {spell_day(earliest)}" if earliest else ""
    words = {
        "standard": standard.citation,
        "codes": list_codes(m.disclosure.code for m in matches if m.disclosure),
        "withdrawn": spell_day(withdrawn),
        "published": when,
        "successors": _successors(context.mapping.catalogue, standard, matches),
    }
    return judge(
        context,
        matches[0],
        outcome,
        words=words,
        reason="the day of publication is not known for sure" if outcome is Outcome.REVIEW else None,
        severity=capped(m.disclosure for m in matches if m.disclosure),
        related=tuple(m.row.where for m in matches[1:]),
    )


def _standards_used(mapping: Mapping) -> frozenset[StandardKey]:
    """The editions that rows surely use, by the codes that they print themselves."""
    return frozenset(standard_key(m.disclosure) for m in mapping.matches if m.disclosure and is_sure(m))


def _taken_over(
    mapping: Mapping, match: RowMatch, used: frozenset[StandardKey]
) -> tuple[Standard, tuple[str, ...]] | None:
    """The standard in use that replaces a row's disclosure, with its places there; None where there is none."""
    if match.disclosure is None or not is_sure(match):
        return None
    heirs = [(d, place) for d, place in _heirs(mapping.catalogue, match.disclosure) if standard_key(d) in used]
    if not heirs:
        return None
    key = standard_key(heirs[0][0])
    places = tuple(dict.fromkeys(place for d, place in heirs if standard_key(d) == key))
    return mapping.catalogue.by_standard[key], places


def _heirs(catalogue: Catalogue, disclosure: Disclosure) -> Iterator[tuple[Disclosure, str]]:
    """The disclosures of other editions that took over a disclosure's content, where that is well enough known, each
    with the place of it there, down to the clause (``2-6-b-ii``)."""
    for successor in disclosure.successors:
        heir = catalogue.get(successor.code, successor.edition) if successor.code else None
        if heir is not None and heir.key != disclosure.key and successor.trust is not Trust.LOW:
            yield heir, f"{heir.code}-{successor.clause}" if successor.clause else heir.code


def _successors(catalogue: Catalogue, standard: Standard, matches: Iterable[RowMatch]) -> str:
    """What to use instead: the disclosures that took over the rows' content, else what replaced the standard."""
    codes: dict[StandardKey, list[str]] = {}
    for heir, _ in (h for m in matches if m.disclosure for h in _heirs(catalogue, m.disclosure)):
        codes.setdefault(standard_key(heir), []).append(heir.code)
    if codes:
        return join_words(f"{list_codes(own)} of {catalogue.by_standard[key].citation}" for key, own in codes.items())
    found = (catalogue.by_standard.get(key) for key in dict.fromkeys(standard.superseded_by))
    return join_words(s.citation for s in found if s) or "the edition in effect"


def is_sure(match: RowMatch) -> bool:
    """Whether the row prints the code of one disclosure of one edition itself."""
    return match.edition_sure and match.method is Method.EXACT


def standard_key(disclosure: Disclosure) -> StandardKey:
    """Number and edition of the standard that a disclosure belongs to."""
    return disclosure.standard, disclosure.edition


def spell_day(day: date) -> str:
    """``1 January 2023``."""
    return f"{day.day} {day:%B} {day.year}"
