"""What the report says of itself: that it makes a claim, one only, and makes it in the index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import NO_WORDS, Words, arguments, shown
from gricheck.model.index import Claim, ContentIndex, Level, Where
from gricheck.model.mapping import Mapping
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import DisclosureKind

_QUOTE_WIDTH = 200
_EMPTY = dict.fromkeys(("quote", "other", "page", "rows", "edition"), "")


@check("claim-made")
def claim_made(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The report says how it uses the standards."""
    index = context.mapping.index
    if not index.rows:
        return
    if context.mapping.claim is not None:
        yield _whole(Outcome.PASS)
    elif index.facts.language is None:
        yield _whole(Outcome.REVIEW, reason="the language of the report could not be told, so its claim may be unread")
    else:
        yield _whole(Outcome.FAIL)


@dataclass(frozen=True, slots=True)
class Consistency:
    """``min_rows``: so many general disclosures of another edition, and none of the claim's, contradict the claim.

    ``wordings``: the words that the standards prescribe for claims; a sentence with them is one wherever it stands.
    """

    min_rows: int = 5
    wordings: tuple[str, ...] = ()


@check("claim-consistent", options=Consistency, fields=_EMPTY, messages=["rows", "assured", "asked", "asked-rows"])
def claim_consistent(context: Context, options: Consistency) -> Iterable[Verdict]:
    """All claims in the report say the same, and the rows are of the edition that the claim names."""
    claim = context.mapping.claim
    if claim is None:
        return
    told = context.mapping.index.claim
    own = claim if claim.quote else told  # a claim that the user gives quotes nothing and is not the report's
    others = _contradictions(own, context.mapping.index.claims) if own else ()
    assurance = context.mapping.index.assurance
    assured = assurance.pages if assurance else ()
    facts = context.mapping.index.facts
    years = {day.year for day in (facts.period_start, facts.period_end, facts.published) if day}
    faults = [_contradicted(context.mapping, own or claim, other, options.wordings, assured, years) for other in others]
    if told is not None and own is not claim and _differ(claim, told):
        faults.append(_not_asked(context, told))
    faults += _other_edition(context, claim, options.min_rows)
    yield from faults or [_whole(Outcome.PASS)]


@check("claim-with-option", fields={"quote"})
def claim_with_option(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A claim under an edition that knows options says which one."""
    claim = context.mapping.claim
    if claim is None or not claim.quote:
        return
    bare = claim.level is Level.IN_ACCORDANCE and claim.edition in (2013, 2016)
    words = {"quote": shown(claim.quote, _QUOTE_WIDTH)}
    yield _whole(Outcome.FAIL if bare else Outcome.PASS, where=claim.where, words=words)


@check("claim-in-index", fields={"quote", "page"})
def claim_in_index(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The claim stands in the content index itself."""
    index = context.mapping.index
    found = index.claim
    if found is None or not index.rows:
        return
    if any(_stands_with(index, c) for c in (found, *index.claims) if c.level is found.level):
        yield _whole(Outcome.PASS)
    else:
        words = {"quote": shown(found.quote, _QUOTE_WIDTH), "page": _page(context.mapping, found.where)}
        yield _whole(Outcome.FAIL, where=found.where, words=words)


def _stands_with(index: ContentIndex, claim: Claim) -> bool:
    """In the index, or on the page before its first one, which is its front."""
    return claim.in_index or (bool(index.pages) and claim.where.page == index.pages[0] - 1)


def _not_asked(context: Context, told: Claim) -> Verdict:
    """The claim that the user asks for is not the one that the report makes."""
    asked = context.spec.label if context.spec else ""
    words = {**_EMPTY, "quote": asked, "other": _words(told), "page": _page(context.mapping, told.where)}
    why = "the claim to check against was given"
    return _whole(Outcome.REVIEW, "asked", subject="claim asked", reason=why, where=told.where, words=words)


def _other_years(quote: str, years: Collection[int]) -> bool:
    """Whether a sentence names a year that is none of the report's; where those are not known, none is."""
    return bool(years) and any(int(year) not in years for year in re.findall(r"\b(?:19|20)\d\d\b", quote))


def _contradictions(claim: Claim, found: Iterable[Claim]) -> Iterator[Claim]:
    """The first claim for each other level or edition that the report claims as well."""
    seen: set[tuple[Level, int | None]] = set()
    for other in found:
        key = (other.level, other.edition)
        if Level.NONE not in (claim.level, other.level) and _differ(claim, other) and key not in seen:
            seen.add(key)
            yield other


def _differ(claim: Claim, other: Claim) -> bool:
    """A bare "in accordance" is what 2016 and G4 say of Core and Comprehensive alike, so it contradicts neither."""
    editions = claim.edition, other.edition
    if None not in editions and claim.edition != other.edition:
        return True
    bare = Level.IN_ACCORDANCE in (claim.level, other.level) and 2021 not in editions
    return claim.level is not other.level and not bare


def _contradicted(
    mapping: Mapping,
    claim: Claim,
    other: Claim,
    wordings: Iterable[str],
    assured: Collection[int],
    years: Collection[int],
) -> Verdict:
    """In the index a claim is a claim; a sentence elsewhere may speak of another report or a part of this one, unless
    it has the prescribed words and neither a word for those nor another year."""
    worded = any(words.casefold() in other.quote.casefold() for words in wordings)
    sure = other.in_index or (worded and not other.of_other and not _other_years(other.quote, years))
    words = {**_EMPTY, "quote": _words(claim), "other": _words(other), "page": _page(mapping, other.where)}
    return _whole(
        Outcome.FAIL if sure else Outcome.REVIEW,
        "assured" if other.where.page in assured else None,
        subject=f"claim {other.level}",
        reason=None if sure else "the sentence may speak of something else than this report as a whole",
        where=other.where,
        related=(claim.where,) if claim.quote else (),
        words=words,
    )


def _other_edition(context: Context, claim: Claim, least: int) -> list[Verdict]:
    """A finding where the rows' general disclosures are of another edition than the claim, all of them."""
    editions = Counter(
        m.disclosure.edition
        for m in context.mapping.matches
        if m.disclosure and m.edition_sure and m.disclosure.kind is DisclosureKind.GENERAL
    )
    if claim.edition is None or not editions or editions[claim.edition]:
        return []
    edition, rows = editions.most_common(1)[0]
    if rows < least:
        return []
    words = {**_EMPTY, "quote": _words(claim), "rows": str(rows), "edition": str(edition)}
    if not claim.quote:
        words["quote"] = context.spec.label if context.spec else ""
    message = "rows" if claim.quote else "asked-rows"
    return [_whole(Outcome.FAIL, message, where=claim.where, subject="claim edition", words=words)]


def _page(mapping: Mapping, where: Where) -> str:
    return mapping.page_number(where.page, where.label)


def _words(claim: Claim) -> str:
    return shown(claim.quote, _QUOTE_WIDTH)


def _whole(
    outcome: Outcome,
    message: str | None = None,
    *,
    subject: str = "claim",
    reason: str | None = None,
    where: Where | None = None,
    related: tuple[Where, ...] = (),
    words: Words = NO_WORDS,
) -> Verdict:
    """A verdict on the report as a whole."""
    return Verdict(
        outcome=outcome,
        message=message,
        arguments=arguments(words),
        where=where,
        related=related,
        reason=reason,
        subject=subject,
    )
