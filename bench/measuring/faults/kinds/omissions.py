"""Faults of declared omissions."""

from __future__ import annotations

from functools import partial
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.clean import omission
from measuring.faults.draft import Draft
from measuring.faults.formats import COLUMNS, FORMATS
from measuring.faults.kinds.choose import NO_LIST, some_row, stands, variants
from measuring.faults.registry import Fault, add
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
