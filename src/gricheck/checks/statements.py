"""The statement of use: in the prescribed words, in the organization's name, for a period, by an edition in effect."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import arguments, shown
from gricheck.model.index import Claim
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Catalogue, Standard

_QUOTE_WIDTH = 200
_WORDING_IS_ENGLISH = "en"
"""The language in which the packs give the prescribed words; translations of them are not known."""


@check("statement-worded", fields={"quote", "wording"})
def statement_worded(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The claim is made in the words that the standards prescribe for it."""
    claim, spec = context.mapping.claim, context.spec
    english = context.mapping.index.facts.language == _WORDING_IS_ENGLISH
    if claim is None or not claim.quote or spec is None:
        return
    if not spec.prescribed or not english or claim.quote.startswith("…"):
        yield _verdict(Outcome.NOT_APPLICABLE, claim)
        return
    made = [c for c in (claim, *context.mapping.index.claims) if c.level is claim.level]
    if any(_says(c, spec.prescribed) for c in made):
        yield _verdict(Outcome.PASS, claim)
    else:
        yield _verdict(Outcome.FAIL, claim, wording=spec.wording.rstrip("."))


@check("statement-named", fields={"quote", "wording"})
def statement_named(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The statement of use names the organization, not just "we" or "this report"."""
    claim, spec = context.mapping.claim, context.spec
    if claim is None or claim.named is None or spec is None:
        return
    outcome = Outcome.PASS if claim.named else Outcome.FAIL
    yield _verdict(outcome, claim, wording=spec.wording.rstrip("."))


@check("statement-dated", fields={"quote", "wording"})
def statement_dated(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The statement of use names the first and the last day of the reporting period."""
    claim, facts, spec = context.mapping.index.claim, context.mapping.index.facts, context.spec
    if claim is None or spec is None:
        return
    wording = spec.wording.rstrip(".")
    if facts.period_basis == "statement":
        yield _verdict(Outcome.PASS, claim)
    elif facts.period_basis == "index" or not claim.in_index or _may_hold_days(claim):
        why = "the days may stand beside the statement, or in a form that was not read"
        yield _verdict(Outcome.REVIEW, claim, wording=wording, reason=why)
    else:
        yield _verdict(Outcome.FAIL, claim, wording=wording)


@dataclass(frozen=True, slots=True)
class Publication:
    """``likely_within_days``: how long after the reporting period a report usually appears, at the least."""

    likely_within_days: int = 90


@check("claim-in-effect", options=Publication, fields={"quote", "foundation", "withdrawn", "successor"})
def claim_in_effect(context: Context, options: Publication) -> Iterable[Verdict]:
    """The claim is made under an edition of the standards that was in effect when the report was published."""
    claim, spec, mapping = context.mapping.claim, context.spec, context.mapping
    if claim is None or spec is None or not claim.quote:
        return
    foundation = mapping.catalogue.by_standard.get((spec.foundation, spec.edition))
    withdrawn = foundation.withdrawn_from if foundation else None
    earliest = mapping.published_earliest
    if foundation is None or earliest is None:
        return
    successor = _in_effect(mapping.catalogue, foundation, earliest)
    words = {"foundation": foundation.citation, "withdrawn": _spell(withdrawn), "successor": successor.citation}
    latest = mapping.published or earliest + timedelta(days=options.likely_within_days)
    if withdrawn is None or latest < withdrawn:
        yield _verdict(Outcome.PASS, claim)
    elif earliest >= withdrawn:
        yield _verdict(Outcome.FAIL, claim, **words)
    else:
        why = "the day of publication is not known for sure"
        yield _verdict(Outcome.REVIEW, claim, reason=why, **words)


def _in_effect(catalogue: Catalogue, standard: Standard, day: date) -> Standard:
    """What has replaced a standard by a day, in as many steps as there were."""
    while standard.withdrawn_from is not None and standard.withdrawn_from <= day:
        following = (catalogue.by_standard.get(key) for key in standard.superseded_by)
        heir = next((s for s in following if s is not None), None)
        if heir is None:
            break
        standard = heir
    return standard


def _says(claim: Claim, phrases: Iterable[str]) -> bool:
    """Whether a claim holds all phrases, in this order, whatever stands between their words and marks."""
    said, place = _plain(claim.quote), 0
    for phrase in map(_plain, phrases):
        place = said.find(phrase, place)
        if place < 0:
            return False
        place += len(phrase)
    return True


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _may_hold_days(claim: Claim) -> bool:
    """A statement that was cut, or that ends before its period, may go on elsewhere."""
    return any(map(str.isdigit, claim.quote)) or claim.quote.endswith("…")


def _spell(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def _verdict(outcome: Outcome, claim: Claim, *, reason: str | None = None, **words: str) -> Verdict:
    named = {"quote": shown(claim.quote, _QUOTE_WIDTH), **words}
    return Verdict(outcome, arguments=arguments(named), where=claim.where, reason=reason, subject="statement")
