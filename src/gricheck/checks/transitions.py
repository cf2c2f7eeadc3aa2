"""Topics whose standard is about to be replaced, and standards of which the index lists a part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from gricheck.checks.registry import DISCLOSURES, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, join_words, judge, list_codes, passed, spelled
from gricheck.model.mapping import Mapping, Method, RowMatch
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Catalogue, Standard


@dataclass(frozen=True, slots=True)
class Transition:
    """``standard`` and ``edition``: what takes over. ``days``: how long before the withdrawal it is said.

    ``likely_within_days``: how long after its period a report usually appears; see the check ``edition-in-effect``,
    which speaks from the day of withdrawal on.
    """

    standard: str
    edition: int
    days: int = 365
    likely_within_days: int = 90


@check(
    "edition-replaced-soon",
    options=Transition,
    fields=ROW_FIELDS | {"old_standard", "new_standard", "codes", "new_codes", "withdrawn", "published"},
)
def edition_replaced_soon(context: Context, options: Transition) -> Iterable[Verdict]:
    """No disclosure that the index lists is to be replaced within so many days after the report was published."""
    mapping = context.mapping
    new = mapping.catalogue.by_standard.get((options.standard, options.edition))
    rows = [m for m in mapping.matches if _goes_to(mapping.catalogue, m, new)] if new else []
    day = mapping.published or mapping.published_earliest
    if new is None or day is None:
        return
    latest = day if mapping.published else day + timedelta(days=options.likely_within_days)
    for withdrawn in sorted({_withdrawn(match) for match in rows}):
        own = [match for match in rows if _withdrawn(match) == withdrawn]
        if latest < withdrawn <= day + timedelta(days=options.days):
            yield _replaced(context, own, new, withdrawn, day)
        else:
            yield from map(passed, own)


def _goes_to(catalogue: Catalogue, match: RowMatch, new: Standard | None) -> bool:
    """Whether a row surely reports on a disclosure that the new standard takes over."""
    disclosure = match.disclosure
    if new is None or disclosure is None or not match.edition_sure or match.method is not Method.EXACT:
        return False
    return disclosure.withdrawn_from is not None and bool(_heirs(catalogue, [match], new))


def _heirs(catalogue: Catalogue, matches: Iterable[RowMatch], new: Standard) -> list[str]:
    """The codes of the new standard under which the rows' disclosures go on."""
    successors = [s for m in matches if m.disclosure for s in m.disclosure.successors]
    heirs = (catalogue.get(s.code, s.edition) for s in successors if s.code)
    found = {d.code for d in heirs if d and (d.standard, d.edition) == (new.number, new.edition)}
    return [d.code for d in new.disclosures if d.code in found]


def _withdrawn(match: RowMatch) -> date:
    return match.disclosure.withdrawn_from if match.disclosure and match.disclosure.withdrawn_from else date.max


def _replaced(context: Context, matches: list[RowMatch], new: Standard, withdrawn: date, day: date) -> Verdict:
    mapping: Mapping = context.mapping
    olds = dict.fromkeys((m.disclosure.standard, m.disclosure.edition) for m in matches if m.disclosure)
    words = {
        "old_standard": join_words(mapping.catalogue.by_standard[key].citation for key in olds),
        "new_standard": new.citation,
        "codes": list_codes(m.row.code for m in matches),
        "new_codes": list_codes(_heirs(mapping.catalogue, matches, new)),
        "withdrawn": spelled(withdrawn),
        "published": f"on {spelled(day)}" if mapping.published else f"not before {spelled(day)}",
    }
    return judge(
        context, matches[0], Outcome.FAIL, words=words, related=tuple(match.row.where for match in matches[1:])
    )


@dataclass(frozen=True, slots=True)
class Companions:
    """``codes`` belong to what ``with_any_of`` reports; ``edition`` is that of all of them."""

    codes: tuple[str, ...] = field(metadata=DISCLOSURES)
    with_any_of: tuple[str, ...] = field(metadata=DISCLOSURES)
    edition: int


@check("companions-listed", options=Companions, fields={"codes", "listed", "standard"})
def companions_listed(context: Context, options: Companions) -> Iterable[Verdict]:
    """An index that lists some disclosures of a standard lists those that belong to them."""
    mapping = context.mapping
    listed = [code for code in options.with_any_of if _is_listed(mapping, code, options.edition)]
    absent = [code for code in options.codes if not _is_listed(mapping, code, options.edition)]
    if not listed:
        return
    disclosure = mapping.catalogue.get(listed[0], options.edition)
    standard = mapping.catalogue.by_standard[disclosure.standard, options.edition] if disclosure else None
    subject = standard.citation if standard else listed[0]
    if not absent:
        yield Verdict(Outcome.PASS, subject=subject)
        return
    rows = mapping.rows_for(listed[0], options.edition)
    words = {"codes": list_codes(absent), "listed": list_codes(listed), "standard": subject}
    why = "a disclosure that is not relevant to the organization's impacts may be left out"
    yield Verdict(Outcome.REVIEW, arguments=arguments(words), where=rows[0].row.where, reason=why, subject=subject)


def _is_listed(mapping: Mapping, code: str, edition: int) -> bool:
    """A code that several editions share counts only where the row tells which it means."""
    return any(match.edition_sure for match in mapping.rows_for(code, edition))
