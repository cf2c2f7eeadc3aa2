"""Codes and titles: whether each is one of the standards', and whether the two belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.titles import cut_short
from gricheck.checks.verdicts import ROW_FIELDS, capped, judge, judge_reading, named, passed
from gricheck.model.listing import titled_by_edition
from gricheck.model.mapping import Mapping, RowMatch, TitleVerdict
from gricheck.model.rule import Severity
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Catalogue, Disclosure, Standard, Trust


@dataclass(frozen=True, slots=True)
class Outside:
    """``prefixes``: codes that begin so are of publications that the catalogue does not hold; they are not judged."""

    prefixes: tuple[str, ...] = ()


@check("code-known", options=Outside, fields=ROW_FIELDS | {"standard", "range"}, messages=["no-standard", "sector"])
def code_known(context: Context, options: Outside) -> Iterable[Verdict]:
    """Some edition of the standards has a disclosure of that code, or the title tells which one is meant."""
    mapping = context.mapping
    for match in mapping.matches:
        if match.row.code.startswith(options.prefixes) or _names_standard(mapping, match):
            yield passed(match, applies=False)
        elif match.printed or match.row.code in mapping.catalogue.by_reference or _is_resolved(mapping, match):
            yield passed(match)
        else:
            yield _unknown(context, match)


@check("code-fits-title", fields=ROW_FIELDS | {"meant", "meant_code", "right_title"}, messages=["exists"])
def code_fits_title(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The row does not print one disclosure's code with the title of another that is listed nowhere else."""
    for match, other in _titled(context):
        if other is None:
            yield passed(match)
        elif listed_elsewhere(context.mapping, other, match):
            yield passed(match, applies=False)
        else:
            yield _crossed(context, match, other, "exists" if match.printed else None)


@check("title-fits-code", fields=ROW_FIELDS | {"meant", "meant_code", "right_title"})
def title_fits_code(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The row does not print the title of another disclosure that the index lists under its own code as well."""
    for match, other in _titled(context):
        if other is None:
            yield passed(match)
        elif match.printed is None or not listed_elsewhere(context.mapping, other, match):
            yield passed(match, applies=False)
        else:
            yield _crossed(context, match, other)


@dataclass(frozen=True, slots=True)
class Likeness:
    """``fail_below``: a title less like the official one than this is wrong; from there on a person must look.

    ``binding_from``: the first edition that demands titles; a free wording matters less before.
    """

    fail_below: float = 0.45
    binding_from: int = 2021


@check("title-official", options=Likeness, fields=ROW_FIELDS | {"likeness"})
def title_official(context: Context, options: Likeness) -> Iterable[Verdict]:
    """The printed title is the disclosure's own, as far as the catalogue knows it in the language of the index.

    One that only leaves words of it out is the matter of ``title-whole``.
    """
    for match in context.mapping.matches:
        if match.title in (TitleVerdict.SAME, TitleVerdict.ALIKE):
            yield passed(match)
        elif (
            match.title is not TitleVerdict.UNKNOWN
            or not _has_sure_title(match.disclosure)
            or cut_short(context, match)
        ):
            yield passed(match, applies=False)
        else:
            yield _foreign_title(context, match, options)


def listed_elsewhere(mapping: Mapping, disclosure: Disclosure, but: RowMatch) -> bool:
    """Whether another row prints this disclosure's own code."""
    return any(m.row is not but.row and m.row.code == disclosure.code for m in mapping.matches)


def _titled(context: Context) -> Iterator[tuple[RowMatch, Disclosure | None]]:
    """Each row with the other disclosure whose title it prints; rows whose title tells nothing are left out."""
    for match in context.mapping.matches:
        other = match.title_of or match.disclosure
        if _names_standard(context.mapping, match):
            continue
        if match.title is TitleVerdict.OTHER_CODE and other and not titled_by_edition(match, context.edition):
            yield match, other
        elif match.title in (TitleVerdict.SAME, TitleVerdict.ALIKE):
            yield match, None


def _names_standard(mapping: Mapping, match: RowMatch) -> bool:
    """Whether a row is about a standard as a whole: by its code (``103``), or by its title (that of the standard)."""
    number, _, rest = match.row.code.partition("-")
    editions = mapping.catalogue.editions(f"GRI {number}")
    title = match.row.title.strip().casefold()
    return bool(editions) and (not rest or title in {s.title.casefold() for s in editions})


def _is_resolved(mapping: Mapping, match: RowMatch) -> bool:
    """A code that does not exist is explained by its title unless that disclosure has a row of its own."""
    return match.disclosure is not None and not listed_elsewhere(mapping, match.disclosure, match)


def _crossed(context: Context, match: RowMatch, other: Disclosure, message: str | None = None) -> Verdict:
    right_title = match.printed.title if match.printed else ""
    words = {"meant": named(other.code, other.title), "meant_code": other.code, "right_title": right_title}
    language = context.mapping.index.facts.language
    if match.printed is None or language in (None, "en", *match.printed.titles):
        severity = capped([other, *filter(None, [match.printed])])
        return judge(context, match, Outcome.FAIL, message, words, severity=severity)
    why = f"the official title of {match.printed.code} in the language of the index is not known"
    return judge(context, match, Outcome.REVIEW, message or Outcome.FAIL, words, reason=why)


def _unknown(context: Context, match: RowMatch) -> Verdict:
    catalogue = context.mapping.catalogue
    if sector := _sector_of(catalogue, match.row.code):
        words = {"standard": sector.citation, "range": ""}
        why = "the version of that standard of 2026, which is known only in part, may have it"
        return judge(context, match, Outcome.REVIEW, "sector", words, reason=why)
    standards = _standards_of(catalogue, match.row.code)
    if not standards:
        return judge(context, match, Outcome.FAIL, "no-standard", {"standard": "", "range": ""})
    words = {"standard": standards[-1].citation, "range": _span(standards[-1])}
    severity = capped(d for standard in standards for d in standard.disclosures)
    return judge(context, match, Outcome.FAIL, words=words, severity=severity)


def _sector_of(catalogue: Catalogue, code: str) -> Standard | None:
    """The sector standard that has the topic of a number (``11.1`` of ``11.1.18``)."""
    topic = code.rpartition(".")[0]
    return next((s for s in catalogue.standards if any(t.number == topic for t in s.topics)), None)


def _standards_of(catalogue: Catalogue, code: str) -> tuple[Standard, ...]:
    """The editions of the standard that a code's number names, those with disclosures only."""
    number = "GRI G4" if code.startswith("G4") else f"GRI {code.split('-')[0]}"
    return tuple(s for s in catalogue.editions(number) if s.disclosures)


def _span(standard: Standard) -> str:
    first, last = standard.disclosures[0].code, standard.disclosures[-1].code
    return first if first == last else f"{first} to {last}"


def _has_sure_title(disclosure: Disclosure | None) -> bool:
    return disclosure is not None and disclosure.trust is Trust.HIGH and bool(disclosure.title)


def _foreign_title(context: Context, match: RowMatch, options: Likeness) -> Verdict:
    words = {"likeness": f"{match.score:.2f}"}
    title, official = match.row.title.casefold(), match.disclosure.title.casefold() if match.disclosure else ""
    if match.score < options.fail_below and not official.startswith(title):
        return judge_reading(context, match, None, words)
    severity = None if (context.edition or options.binding_from) >= options.binding_from else Severity.INFO
    why = "it may be a shortened or freely worded form"
    return judge(context, match, Outcome.REVIEW, words=words, reason=why, severity=severity)
