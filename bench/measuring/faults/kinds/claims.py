"""Faults of the claim: none, two, in the wrong place, without what belongs to it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.draft import Draft, Sheet
from measuring.faults.formats import PAGED
from measuring.faults.kinds.choose import variants
from measuring.faults.registry import Fault, kind
from measuring.faults.words import words

ERA_2021 = ("in-accordance-2021", "with-reference-2021", "sector-2021")
OPTIONS = {"core": "Comprehensive", "comprehensive": "Core"}


def _replaced(draft: Draft, old: str, new: str) -> Draft:
    """With other words on every page before the index."""
    sheets = tuple(replace(s, paragraphs=tuple(p.replace(old, new) for p in s.paragraphs)) for s in draft.sheets)
    return replace(draft, sheets=sheets)


def _claim(draft: Draft) -> str:
    """The claim itself, as the page about the report prints it."""
    sheet: Sheet = draft.sheets[draft.sheet("about") or 0]
    return sheet.paragraphs[1]


def _other_option(draft: Draft, key: str) -> str:
    level, _, era = draft.claim.rpartition("-")
    if level not in OPTIONS:
        return ""
    wording: str = words()["faults"]["level_g4" if era == "g4" and key == "level" else key]
    return wording.format(level=OPTIONS[level])


@kind("claim-not-found")
def no_claim(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Neither in the text nor above the index."""
    return Fault(replace(_replaced(draft, _claim(draft), ""), statement=""))


@kind("claim-conflict", formats=PAGED)
def other_option_in_the_text(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Core above the index, Comprehensive on the page about the report, or the reverse."""
    other = _other_option(draft, "level")
    return Fault(_replaced(draft, _claim(draft), other)) if other else None


@kind("claim-conflict")
def other_option_above_the_index(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Both options, one below the other."""
    other = _other_option(draft, "level")
    return Fault(replace(draft, foundation=other)) if other else None


@kind("claim-conflict")
def other_option_in_the_assurance(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The assurance statement speaks of last year's option."""
    other, page = _other_option(draft, "assurance"), draft.sheet("assurance")
    if not other or page is None or not draft.claim.endswith("2016"):
        return None
    return Fault(draft.with_paragraph(page, other))


@kind("claim-conflict", also=["disclosure-missing", "claim-superseded", "topic-without-management", "topic-incomplete"])
def claim_of_the_edition_before(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """An option of 2016 over the disclosures of 2021: what Core expects then is not listed either."""
    if draft.claim not in ("in-accordance-2021", "sector-2021") or draft.language != "en":
        return None
    old: str = words()["faults"]["level"].format(level=random.choice(("Core", "Comprehensive")))
    return Fault(replace(_replaced(draft, _claim(draft), old), statement=old))


@kind("claim-outside-index", formats=PAGED)
def claim_only_in_the_text(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The page about the report has it, the index has not."""
    return Fault(replace(draft, statement="")) if draft.claim in ERA_2021 else None


@kind("claim-without-period")
def claim_without_period(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A bare year in place of the first and the last day, everywhere."""
    if draft.claim not in ERA_2021:
        return None
    year = str(draft.year)
    return Fault(replace(_replaced(draft, draft.period, year), statement=draft.statement.replace(draft.period, year)))


@kind("index-without-title")
def index_under_another_name(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The statement with reference names the content index itself, so only the other claim can be without."""
    if draft.claim not in ("in-accordance-2021", "sector-2021"):
        return None
    return Fault(replace(draft, title=random.choice(variants("index_titles"))))


@kind("foundation-not-named")
def no_line_for_the_foundation(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """GRI 1 is named nowhere."""
    return Fault(replace(draft, foundation="")) if draft.claim in ERA_2021 else None


def _reworded(draft: Draft, wording: str) -> Fault:
    """With the claim in other words wherever it stands."""
    old = _claim(draft)
    new = wording.format(organization=draft.organization, period=draft.period)
    return Fault(replace(_replaced(draft, old, new), statement=draft.statement.replace(old, new)))


@kind("statement-wording")
def claim_in_other_words(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """It sounds like a claim and commits to nothing."""
    wordings = words()["faults"]["claims"].get(draft.claim, [])
    return _reworded(draft, random.choice(wordings)) if wordings and draft.language == "en" else None


@kind("statement-without-organization", also=["statement-wording"])
def claim_of_nobody(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """We have reported …"""
    if draft.claim not in ERA_2021 or draft.language != "en":
        return None
    claim = _claim(draft)
    return _reworded(draft, claim.replace(f"{draft.organization} has", "We have"))


@kind("claim-superseded", also=["edition-superseded"])
def claim_of_a_withdrawn_edition(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Core in a report on 2023."""
    if draft.claim not in ("core-2016", "comprehensive-2016"):
        return None
    period: str = words()[draft.language]["period"].format(year=2023)
    return Fault(replace(_replaced(draft, draft.period, period), period=period, year=2023))


@kind("claim-without-option", also=["statement-wording"])
def claim_without_its_option(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """In accordance, by which option is left open."""
    level, _, era = draft.claim.rpartition("-")
    if level not in OPTIONS or era != "2016":
        return None
    bare: str = words()["faults"]["no_option"]
    return Fault(replace(_replaced(draft, _claim(draft), bare), statement=draft.statement.replace(_claim(draft), bare)))
