"""What a location cell says: nothing, a sign for nothing, a value, or a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gricheck.checks.registry import CHOICES, NoOptions, check
from gricheck.checks.verdicts import (
    ROW_FIELDS,
    arguments,
    declares_omission,
    expectation_of,
    judge,
    judge_reading,
    list_codes,
    passed,
)
from gricheck.model.document import Part
from gricheck.model.index import External, Kind
from gricheck.model.mapping import RowMatch
from gricheck.model.rule import Severity
from gricheck.model.run import Context, Outcome, Verdict

_FEW = 5
"""So many rows, or words, say little about a column or a cell as a whole."""

STANDINGS = ("required", "omittable")
"""Message keys for a row of a disclosure that the claim expects: it may not, or may, be omitted with a reason."""


_NUMBER = r"[<>~≈±+-]?\s?\d+(?:[.,' ]\d+)*"
_UNIT = r"(?:[a-zµ][\w²³/-]*|[GMTPk]?(?:Wh|W|J|L|t)\w*|CO2\w*)"
_QUANTITY = re.compile(
    rf"(?:[€$£¥]\s?{_NUMBER}(?:\s?{_UNIT}){{0,2}}|{_NUMBER}\s?(?:[%‰€$£¥]|{_UNIT}(?:\s{_UNIT})?))\.?"
)
"""A number with a unit: ``100%``, ``3.2 t CO2e``. A bare number may be a page or a section."""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """``kind``: the kind of cell that explains nothing (``slash``, ``dash`` or ``blank``).

    ``max_share``: where more than this share of all rows is of that kind, the column was hardly read.
    """

    kind: str = field(metadata={CHOICES: ("slash", "dash", "blank")})
    max_share: float = 0.5


@check("location-given", options=Unexplained, fields=ROW_FIELDS | {"count", "rows"}, messages=[*STANDINGS, "column"])
def location_given(context: Context, options: Unexplained) -> Iterable[Verdict]:
    """The location cell is not just a sign (or nothing) that neither leads anywhere nor explains why not."""
    kind, matches = Kind(options.kind), context.mapping.matches
    count = sum(m.row.kind is kind for m in matches)
    if count > max(_FEW, options.max_share * len(matches)):
        yield _unread_column(context, count)
        return
    for match in matches:
        if match.row.kind is not kind or declares_omission(match):
            yield passed(match)
        elif kind is Kind.BLANK:  # nothing was read there, which a layout misread may explain
            yield judge_reading(context, match, standing(context, match))
        else:
            yield judge(context, match, Outcome.FAIL, standing(context, match))


@check("location-explained", fields=ROW_FIELDS, messages=STANDINGS)
def location_explained(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """An explanation comes with "not applicable", and "none" is meant as an answer."""
    for match in context.mapping.matches:
        omission = match.row.omission
        if match.row.kind is not Kind.NONE:
            yield passed(match, applies=False)
        elif omission is not None and omission.explanation:
            yield passed(match)
        elif omission is not None and omission.reason_key:  # a word for "not applicable", which is a reason
            yield judge(context, match, Outcome.FAIL, standing(context, match))
        else:
            yield judge(
                context,
                match,
                Outcome.REVIEW,
                reason="it may be the answer itself (there was none in the period) or mean that nothing is reported",
                severity=Severity.INFO,
            )


@dataclass(frozen=True, slots=True)
class Answers:
    """``max_share``: where more than this share of all rows says something unknown, it is the index's own notation."""

    max_share: float = 0.5


@check(
    "location-is-a-place",
    options=Answers,
    fields=ROW_FIELDS | {"count", "rows"},
    messages=["answer", "column"],
)
def location_is_a_place(context: Context, options: Answers) -> Iterable[Verdict]:
    """The location cell says where the information is, not the information itself."""
    matches = context.mapping.matches
    unknown = sum(m.row.kind is Kind.INLINE and not m.row.externals and not _is_quantity(m) for m in matches)
    many = unknown > max(_FEW, options.max_share * len(matches))
    if many:
        yield _unread_column(context, unknown)
    for match in matches:
        if match.row.kind is not Kind.INLINE or match.row.externals:
            yield passed(match)  # whether it leads to another document is the matter of external-named
        elif _is_quantity(match):
            yield judge(context, match, Outcome.FAIL)
        elif not many:
            why = "it may be the answer itself, or the name of a place that no heading of the report bears"
            yield judge(context, match, Outcome.REVIEW, "answer", reason=why, severity=Severity.INFO)


@check("external-named", fields=ROW_FIELDS | {"external"}, messages=["no-place"])
def external_named(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Another document is given with its name and a place in it: a page, a section or an address."""
    for match in context.mapping.matches:
        yield from _externals(context, match)


@check("external-page-exists", fields=ROW_FIELDS | {"external", "file", "pages", "last"})
def external_page_exists(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Every page that a location names in another document is a page of it, where that document was given."""
    files = {part.source.path: part for part in context.mapping.parts if part.pagination.judged}
    for match in context.mapping.matches:
        led = [(files[one.file], one) for one in match.row.externals if one.file in files and one.pages]
        lost = [(part, one) for part, one in led if any(ref.index is None for ref in one.pages)]
        for part, external in lost:
            yield _lost_elsewhere(context, match, part, external)
        if not lost:
            yield passed(match, applies=bool(led))


def _lost_elsewhere(context: Context, match: RowMatch, part: Part, external: External) -> Verdict:
    """Beyond a document's last number there is no page of it; any other may be there without a printed number."""
    labels = [ref.label for ref in external.pages if ref.index is None and ref.label]
    printed = [int(label) for page in part.pagination.labels for label in page if label.isdecimal()]
    last = max(printed, default=len(part.pagination.labels))
    beyond = [label for label in labels if label.isdecimal() and int(label) > last]
    words = {
        "external": external.text,
        "file": part.name,
        "pages": list_codes(beyond or labels, to="-"),
        "last": str(last),
    }
    if beyond:
        return judge(context, match, Outcome.FAIL, words=words)
    why = "the page may be there without a printed number"
    return judge(context, match, Outcome.REVIEW, words=words, reason=why)


def standing(context: Context, match: RowMatch) -> str:
    """The message key for how the claim stands to a row: ``required``, ``omittable`` (expected) or ``fail``."""
    expectation = expectation_of(context, match)
    if expectation is None:
        return "fail"
    return "omittable" if expectation.omission else "required"


def _is_quantity(match: RowMatch) -> bool:
    return bool(_QUANTITY.fullmatch(match.row.location.strip()))


def _unread_column(context: Context, count: int) -> Verdict:
    """One review in place of a finding for most rows."""
    words = {**dict.fromkeys(ROW_FIELDS, ""), "count": str(count), "rows": str(len(context.mapping.matches))}
    why = "what stands in most rows is rather a column not understood than so many faults"
    return Verdict(Outcome.REVIEW, message="column", arguments=arguments(words), reason=why, subject="locations")


def _nameless(context: Context, match: RowMatch, external: str) -> Verdict:
    """In a short cell there is nothing else; a longer one may name the document in other words."""
    words = {"external": external}
    if len(match.row.location.split()) <= _FEW:
        return judge(context, match, Outcome.FAIL, words=words)
    return judge(context, match, Outcome.REVIEW, words=words, reason="the cell may name the document in other words")


def _externals(context: Context, match: RowMatch) -> Iterator[Verdict]:
    if not match.row.externals:
        yield passed(match, applies=False)
        return
    placed = any(e.place or e.pages for e in match.row.externals)
    nameless = [e.text for e in match.row.externals if e.name is None and not placed]
    placeless = [e.text for e in match.row.externals if e.name is not None and e.place is None]
    if nameless:
        yield _nameless(context, match, "; ".join(nameless))
    elif placeless and not placed:
        words = {"external": "; ".join(placeless)}
        yield judge(context, match, Outcome.FAIL, "no-place", words, severity=Severity.INFO)
    else:
        yield passed(match)
