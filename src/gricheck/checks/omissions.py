"""Declared omissions: a permitted reason, an explanation, and a disclosure that may be omitted at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import (
    ROW_FIELDS,
    arguments,
    capped,
    code_of,
    declares_omission,
    expectation_of,
    has_words,
    is_expected,
    is_unlocated,
    join_words,
    judge,
    judge_reading,
    list_codes,
    passed,
    requirement_of,
    shown,
)
from gricheck.model.index import Omission
from gricheck.model.listing import expected
from gricheck.model.mapping import RowMatch
from gricheck.model.rule import ClaimSpec, Severity
from gricheck.model.run import Context, Outcome, Verdict

REASON_FIELDS = ROW_FIELDS | {"reason", "reasons", "explanation", "needs", "label"}
"""Beside the row's own: reason and explanation as printed, the reasons that the claim permits, what this one needs and
how it is worded."""

_SENTENCE = 6
"""A location cell of more words than this says something: the explanation often stands there."""

_NEVER = "not_material"
"""The reason that no edition of the standards has ever permitted."""

_UNASKED = "the disclosure may belong to no material topic, and then needs no row at all"
_DOES_NOT_EXIST = "the words may be the answer itself: that there was nothing to report"
_BESIDE = "the row gives a location as well, so the words may mean something else"
_ANSWER = "the words may be the answer to a clause that asks something only under a condition"


@check("omission-reason-given", fields=REASON_FIELDS)
def omission_reason_given(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A declared omission names a reason."""
    for match, omission in _omissions(context):
        if has_words(omission.reason):
            yield passed(match)
        else:
            yield _fault(context, match, omission)


@check("omission-reason-permitted", fields=REASON_FIELDS, messages=["former"])
def omission_reason_permitted(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The reason of an omission is one that the standards permit."""
    for match, omission in _omissions(context):
        if not has_words(omission.reason):
            yield passed(match, applies=False)
        elif _is_permitted(context.spec, omission):
            yield passed(match)
        elif omission.reason_key == _NEVER and expectation_of(context, match) is None and match.row.topic is None:
            words = _reason_words(context, omission)
            yield judge(context, match, Outcome.REVIEW, Outcome.FAIL, words, reason=_UNASKED)
        else:
            yield _fault(context, match, omission, "former" if omission.former else None)


@check("omission-explained", fields=REASON_FIELDS)
def omission_explained(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The reason of an omission comes with the explanation that it needs."""
    for match, omission in _omissions(context):
        if not has_words(omission.reason) or not _is_permitted(context.spec, omission):
            yield passed(match, applies=False)
        elif omission.explanation or len(match.row.location.split()) > _SENTENCE:
            yield passed(match)
        else:
            yield _fault(context, match, omission)


@check("omission-permitted", fields=ROW_FIELDS | {"part"}, messages=["part"])
def omission_permitted(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A declared omission is of a disclosure that the claim lets be omitted."""
    for match, omission in _omissions(context):
        expectation = expectation_of(context, match)
        if expectation is None:
            yield passed(match, applies=False)
        elif expectation.omission:
            yield passed(match)
        else:
            severity = None if expectation.omission_trust == "high" else Severity.WARNING
            yield from _not_permitted(context, match, omission, severity)


def _omissions(context: Context) -> Iterator[tuple[RowMatch, Omission]]:
    """Rows that declare an omission. A cell of only "n/a" is the business of ``location-explained``."""
    if context.spec is not None and not context.spec.omission_reasons:
        return  # the claim knows no omissions: only what is reported is listed
    for match in context.mapping.matches:
        if match.row.omission is not None and declares_omission(match):
            yield match, match.row.omission


def _not_permitted(
    context: Context, match: RowMatch, omission: Omission, severity: Severity | None
) -> Iterator[Verdict]:
    """One verdict for each clause that is named, else one for the disclosure.

    Some clauses ask something only under a condition: among the locations, "b. Not applicable: the two lists are the
    same" answers 2-2-b. A column for omissions leaves no such doubt.
    """
    among = (omission.reason or "").casefold() in match.row.location.casefold() and not is_unlocated(match)
    answered = among and omission.reason_key == "not_applicable" and bool(omission.explanation)
    for clause in omission.requirements:
        of = requirement_of(match, (clause,))
        if answered:
            words = {"part": clause}
            yield judge(context, match, Outcome.REVIEW, words=words, message="part", reason=_ANSWER, requirement=of)
        else:
            yield judge_reading(context, match, "part", {"part": clause}, severity=severity, requirement=of)
    if omission.requirements:
        return
    if omission.reason_key == "not_applicable" and omission.explanation:
        yield judge(context, match, Outcome.REVIEW, words={"part": ""}, reason=_DOES_NOT_EXIST)
    elif is_unlocated(match):
        yield judge_reading(context, match, None, {"part": ""}, severity=severity)
    else:
        yield judge(context, match, Outcome.REVIEW, words={"part": ""}, reason=_BESIDE)


def _reason_words(context: Context, omission: Omission) -> dict[str, str]:
    reasons = context.spec.omission_reasons if context.spec else ()
    return {
        "reason": shown(omission.reason or ""),
        "reasons": join_words((f'"{r.label}"' for r in reasons), last="or") or "those of the standards",
        "explanation": shown(omission.explanation or ""),
        "needs": _needs(context.spec, omission),
        "label": next((r.label for r in reasons if r.key == omission.reason_key), ""),
    }


def _fault(context: Context, match: RowMatch, omission: Omission, message: str | None = None) -> Verdict:
    words = _reason_words(context, omission)
    of = requirement_of(match, omission.requirements)
    if not is_unlocated(match):
        return judge(context, match, Outcome.REVIEW, message, words, reason=_BESIDE, requirement=of)
    # No error rests on reasons that are not surely sourced, or that no claim invokes.
    sure = context.spec is not None and context.spec.omission_trust == "high"
    return judge_reading(context, match, message, words, severity=None if sure else Severity.WARNING, requirement=of)


def _is_permitted(spec: ClaimSpec | None, omission: Omission) -> bool:
    """Without a claim any reason that an edition of the standards has ever permitted will do."""
    if omission.reason_key is None:
        return False
    if spec is None:
        return omission.reason_key != _NEVER
    return any(r.key == omission.reason_key for r in spec.omission_reasons)


def _needs(spec: ClaimSpec | None, omission: Omission) -> str:
    reasons = spec.omission_reasons if spec else ()
    return next((r.needs for r in reasons if r.key == omission.reason_key), "why it is omitted")


@check("omission-not-reported", fields=REASON_FIELDS)
def omission_not_reported(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A disclosure is reported or omitted; where it is both, the index says which part is omitted."""
    for match, omission in _omissions(context):
        if is_unlocated(match) or omission.reason_key is None:
            yield passed(match, applies=False)
        elif omission.requirements or match.row.requirements:
            yield passed(match)
        else:
            yield _both(context, match, omission)


@check("omission-clause-known", fields=ROW_FIELDS | {"part", "known"})
def omission_clause_known(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The requirement that is declared omitted is one of the disclosure's."""
    for match, omission in _omissions(context):
        clauses = {r.clause for r in match.disclosure.requirements} if match.disclosure else set()
        letters = sorted({clause[:1] for clause in clauses})
        unknown = [part for part in omission.requirements if part[:1] not in letters]
        if not letters or not omission.requirements:
            yield passed(match, applies=False)
        elif not unknown:
            yield passed(match)
        else:
            words = {"part": join_words(unknown), "known": join_words(letters)}
            severity = capped([match.disclosure] if match.disclosure else ())
            yield judge_reading(context, match, None, words, severity=severity)


@check("omission-reason-current", fields=REASON_FIELDS)
def omission_reason_current(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The reason is worded as in the edition in use, not as in an older one."""
    for match, omission in _omissions(context):
        if not omission.former or not _is_permitted(context.spec, omission):
            yield passed(match, applies=omission.reason_key is not None)
        else:
            yield judge(context, match, Outcome.FAIL, words=_reason_words(context, omission))


@dataclass(frozen=True, slots=True)
class Exceptions:
    """``reasons``: keys of reasons that are for exceptional cases; ``max_share``: of the disclosures that the claim
    expects, so many may be omitted for them before it is said; ``min_rows``: and at least so many."""

    reasons: tuple[str, ...] = ()
    max_share: float = 0.2
    min_rows: int = 5


@check("omissions-exceptional", options=Exceptions, fields={"count", "total", "codes", "claim"})
def omissions_exceptional(context: Context, options: Exceptions) -> Iterable[Verdict]:
    """Reasons that are meant for exceptions are not the rule."""
    total = sum(1 for _ in expected(context.spec))
    if context.spec is None or not total:
        return
    codes = [
        code_of(match)
        for match, omission in _omissions(context)
        if omission.reason_key in options.reasons and is_unlocated(match) and is_expected(context, match)
    ]
    many = len(codes) >= options.min_rows and len(codes) > options.max_share * total
    words = {"count": str(len(codes)), "total": str(total), "codes": list_codes(codes), "claim": context.spec.label}
    yield Verdict(Outcome.FAIL if many else Outcome.PASS, arguments=arguments(words), subject="omissions")


@check("omission-called-for", fields=ROW_FIELDS)
def omission_called_for(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Under a claim that knows no omissions the index lists only what is reported."""
    if context.spec is None or context.spec.omission_reasons:
        return
    for match in context.mapping.matches:
        if declares_omission(match) and is_unlocated(match):
            yield judge(context, match, Outcome.FAIL)
        else:
            yield passed(match)


def _both(context: Context, match: RowMatch, omission: Omission) -> Verdict:
    """In the location's own cell the words may be part of the answer; in a column for omissions they are not."""
    words = _reason_words(context, omission)
    if omission.reason_key == "information_unavailable" and omission.explanation:
        why = "the explanation may say which part is missing"
        return judge(context, match, Outcome.REVIEW, words=words, reason=why)
    among = (omission.reason or "").casefold() in match.row.location.casefold()
    if among or omission.explanation == match.row.location:
        return judge(context, match, Outcome.REVIEW, words=words, reason=_BESIDE)
    return judge_reading(context, match, None, words)
