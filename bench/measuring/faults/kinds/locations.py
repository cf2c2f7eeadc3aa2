"""Faults of the location: a sign, a value or half a name where a page should be."""

from __future__ import annotations

from functools import partial
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.draft import Draft
from measuring.faults.formats import COLUMNS
from measuring.faults.kinds.choose import STANDINGS, some_row, stands, variants
from measuring.faults.registry import Fault, Inject, add


def instead(words: list[str], standing: str, draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A row whose location is one of these words."""
    place = some_row(draft, random, stands(draft, standing))
    if place is None:
        return None
    return Fault(draft.with_entry(place, location=random.choice(words)), (draft.entry(place).code,))


def anywhere(words: list[str], draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The same in any row."""
    place = some_row(draft, random)
    if place is None:
        return None
    return Fault(draft.with_entry(place, location=random.choice(words)), (draft.entry(place).code,))


def _of(standing: str, words: list[str]) -> Inject:
    return partial(instead, words, standing)


for _standing in STANDINGS:
    add(f"slash-{_standing}", "location-slash", _of(_standing, variants("slashes")))
    add(f"dash-{_standing}", "location-dash", _of(_standing, variants("dashes")))
    add(f"blank-{_standing}", "location-blank", _of(_standing, [""]))
    add(f"not-applicable-{_standing}", "location-none", _of(_standing, variants("not_applicable")))
add("none-for-a-location", "location-none", partial(anywhere, variants("none")))
add("value-for-a-location", "location-value", partial(anywhere, variants("values")), formats=COLUMNS)
add("percentage-for-a-location", "location-value", partial(anywhere, ["100%", "0%", "37.5%"]))
add("answer-for-a-location", "location-value", partial(anywhere, variants("answers")), formats=COLUMNS)
add("see-website", "external-unnamed", partial(anywhere, variants("nameless")))
add("document-without-page", "external-unnamed", partial(anywhere, variants("placeless")))
