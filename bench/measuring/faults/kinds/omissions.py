"""Faults of declared omissions."""

from __future__ import annotations

from functools import partial
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.clean import omission
from measuring.faults.draft import Draft
from measuring.faults.formats import COLUMNS, FORMATS
from measuring.faults.kinds.choose import NO_LIST, some_row, stands, variants
from measuring.faults.registry import Fault, add, kind
from measuring.faults.words import words


def _omitted(draft: Draft, place: int, **cells: str) -> Fault:
    empty = {"location": "", "sdgs": "", "assured": "", "reason": "", "explanation": ""}
    return Fault(draft.with_entry(place, **{**empty, **cells}), (draft.entry(place).code,))


def _place(draft: Draft, random: Random, catalogue: Catalogue, standing: str) -> int | None:
    """A row that may be omitted under a claim that knows omissions."""
    if draft.claim in NO_LIST:
        return None
    return some_row(draft, random, stands(draft, standing))


def not_permitted(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A good reason for a disclosure that no reason excuses."""
    place = _place(draft, random, catalogue, "required")
    return None if place is None else _omitted(draft, place, **omission(draft.claim, draft.language, random))


def without_reason(standing: str, draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The bare word."""
    place = _place(draft, random, catalogue, standing)
    own = [words()[draft.language]["omitted"]] if draft.language != "en" else variants("omitted")
    return None if place is None else _omitted(draft, place, location=random.choice(own))


def unknown_reason(which: str, standing: str, draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A reason of one's own, explained."""
    place = _place(draft, random, catalogue, standing)
    if place is None or draft.language != "en":
        return None
    if draft.look.omissions == "cell" or (which == "not_material" and draft.look.omissions != "columns"):
        return None  # behind "omitted" any words explain, and "not material" is one of many for "omitted"
    told = omission(draft.claim, draft.language, random)
    return _omitted(draft, place, reason=random.choice(variants(which)), explanation=told["explanation"])


def unexplained(key: str, standing: str, draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A permitted reason and no more."""
    place = _place(draft, random, catalogue, standing)
    reasons = words()[draft.language]["reasons"]["2021" if draft.edition == 2021 else "2016"]
    if key == "not_applicable" and draft.look.omissions == "cell":
        return None  # among the locations the bare words are the business of location-none
    return None if place is None or key not in reasons else _omitted(draft, place, reason=reasons[key])


_RULE = "omission-without-explanation"

add("omission-of-what-must-be-reported", "omission-not-permitted", not_permitted)
for _standing in ("omittable", "topic"):
    add(f"omitted-without-reason-{_standing}", "omission-without-reason", partial(without_reason, _standing))
    add(
        f"omitted-for-another-reason-{_standing}",
        "omission-reason-unknown",
        partial(unknown_reason, "reasons", _standing),
        formats=COLUMNS,
    )
    add(
        f"omitted-as-not-material-{_standing}",
        "omission-reason-unknown",
        partial(unknown_reason, "not_material", _standing),
        formats=COLUMNS,
    )
for _key in ("not_applicable", "legal_prohibitions", "confidentiality_constraints", "information_unavailable"):
    _name = f"unexplained-{_key.replace('_', '-')}"
    _formats = COLUMNS if _key == "not_applicable" else tuple(FORMATS)
    for _standing in ("omittable", "topic"):
        add(f"{_name}-{_standing}", _RULE, partial(unexplained, _key, _standing), formats=_formats)


@kind("omission-beside-location", formats=COLUMNS)
def reported_and_omitted(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A page and a reason, and no word which part is meant."""
    place = _place(draft, random, catalogue, random.choice(("omittable", "topic")))
    if place is None or draft.look.omissions != "columns":
        return None
    told = omission(draft.claim, draft.language, random)
    return Fault(draft.with_entry(place, **told), (draft.entry(place).code,))


@kind("omission-clause-unknown", formats=COLUMNS)
def clause_that_does_not_exist(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Requirement h of a disclosure that has fewer."""
    place = _place(draft, random, catalogue, "omittable")
    if place is None or draft.look.omissions != "columns" or draft.edition != 2021:
        return None
    entry = draft.entry(place)
    known = {r.clause[0] for r in catalogue.by_key[entry.code, entry.edition].requirements}
    told = omission(draft.claim, draft.language, random)
    letter = next((x for x in "hgf" if known and x not in known), "")
    if not letter:
        return None
    return Fault(draft.with_entry(place, requirement=f"{entry.code}-{letter}", **told), (entry.code,))


@kind("omission-not-permitted", formats=COLUMNS)
def part_of_what_must_be_reported(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """One requirement of 2-1 to 2-5 is omitted, beside the page of the rest."""
    place = _place(draft, random, catalogue, "required")
    if place is None or draft.look.omissions != "columns" or draft.edition != 2021:
        return None
    told = omission(draft.claim, draft.language, random)
    return Fault(draft.with_entry(place, requirement="a.", **told), (draft.entry(place).code,))


@kind("omission-reason-former")
def reason_of_an_older_edition(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Specific legal prohibitions, as G4 put it."""
    place = _place(draft, random, catalogue, random.choice(("omittable", "topic")))
    if place is None or draft.edition != 2021 or draft.language != "en":
        return None
    own = words()[draft.language]
    reason, told = own["reasons"]["2016"]["legal_prohibitions"], own["explanations"]["legal_prohibitions"]
    return _omitted(draft, place, reason=reason, explanation=told)


@kind("omission-uncalled-for", formats=COLUMNS)
def omission_under_a_claim_that_knows_none(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """With reference, only what is reported is listed."""
    if draft.claim not in NO_LIST:
        return None
    place = some_row(draft, random)
    told = omission("2021", draft.language, random)
    return None if place is None else _omitted(draft, place, **told)


@kind("omissions-many")
def many_omissions(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Every third disclosure is confidential."""
    if draft.claim not in ("in-accordance-2021", "comprehensive-2016"):
        return None
    rows = draft.entries(lambda entry: stands(draft, "omittable")(entry) or stands(draft, "topic")(entry))
    key = "confidentiality_constraints"
    own = words()[draft.language]
    reason = own["reasons"]["2021" if draft.edition == 2021 else "2016"][key]
    for row in rows[::2]:
        draft = _omitted(draft, row, reason=reason, explanation=own["explanations"][key]).draft
    return Fault(draft)
