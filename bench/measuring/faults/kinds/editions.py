"""Faults of editions: rows of standards that were withdrawn, or that a newer one in the same index has replaced."""

from __future__ import annotations

from random import Random

from gricheck.model.standard import Catalogue, Disclosure
from measuring.faults.draft import Draft, Entry, Line
from measuring.faults.index_lines import heading_of
from measuring.faults.kinds.claims import ERA_2021
from measuring.faults.registry import Fault, kind

WITHDRAWN = ("GRI 307", "GRI 412", "GRI 419")


def _entry(draft: Draft, disclosure: Disclosure, random: Random) -> Entry:
    page = draft.printed(random.randint(3, draft.last_page))
    return Entry(disclosure.code, disclosure.title, page, edition=disclosure.edition)


def _added(draft: Draft, disclosures: list[Disclosure], random: Random, catalogue: Catalogue) -> Draft:
    """With rows under the heading of their standard before one of the topics."""
    head = heading_of(catalogue, disclosures[0].standard, disclosures[0].edition)
    lines: list[Line] = [head, *(_entry(draft, d, random) for d in disclosures)]
    return draft.inserted(random.choice(draft.headings("topic")[1:]), *lines)


@kind("edition-superseded", also=["edition-mix", "sector-reference-missing", "topics-disagree"])
def withdrawn_standard(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A standard of 2016 that GRI 2 has taken in, in a report on 2022 or later."""
    if draft.claim not in ERA_2021:
        return None
    standard = catalogue.by_standard[random.choice(WITHDRAWN), 2016]
    found = list(standard.disclosures)
    return Fault(_added(draft, found, random, catalogue), tuple(d.code for d in found))


@kind("edition-superseded", also=["edition-mix", "sector-reference-missing", "topics-disagree"])
def general_disclosure_of_2016(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """One row of GRI 102 left over in an index of 2021."""
    if draft.claim not in ERA_2021:
        return None
    disclosure = random.choice(catalogue.by_standard["GRI 102", 2016].disclosures[:53])
    return Fault(_added(draft, [disclosure], random, catalogue), (disclosure.code,))


@kind(
    "edition-mix",
    also=["edition-superseded", "topic-incomplete", "row-order", "sector-reference-missing", "topics-disagree"],
)
def water_row_of_2016_beside_2018(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """306-1 or 306-5 of 2016, whose content GRI 303 of 2018 has taken over, which is in use as well."""
    if not any(code.startswith("303-") for code in draft.codes()) or "306-1" in draft.codes():
        return None
    disclosure = catalogue.by_key[random.choice(("306-1", "306-5")), 2016]
    return Fault(_added(draft, [disclosure], random, catalogue), (disclosure.code,))
