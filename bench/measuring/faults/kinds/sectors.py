"""Faults of sector standards: their numbers, their topics, their name."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.draft import Draft, Entry
from measuring.faults.kinds.choose import some_row
from measuring.faults.registry import Fault, kind


def _is_sector(draft: Draft) -> bool:
    return draft.claim.startswith("sector")


@kind("sector-reference-wrong")
def number_of_another_line(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The number of the line above, of the same topic."""
    rows = [i for i in draft.entries(lambda entry: bool(entry.reference)) if draft.entry(i).code != "3-3"]
    if len(rows) < 2:
        return None
    place = random.choice(rows)
    entry = draft.entry(place)
    others = [draft.entry(i).reference for i in rows if draft.entry(i).reference != entry.reference]
    return Fault(draft.with_entry(place, reference=random.choice(others)), (entry.code,))


@kind("sector-standard-not-named")
def sector_standard_not_named(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The numbers stand in the index, the standard's name does not."""
    return Fault(replace(draft, sector="")) if _is_sector(draft) else None


@kind("sector-reference-missing", also=["gri-11-topic-missing"])
def no_sector_references(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The column is there and empty."""
    if not _is_sector(draft):
        return None
    lines = tuple(replace(line, reference="") if isinstance(line, Entry) else line for line in draft.lines)
    return Fault(replace(draft, lines=lines))


@kind("gri-11-topic-missing")
def sector_topic_forgotten(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Neither reported nor listed as not material."""
    if not draft.rest:
        return None
    place = random.randrange(len(draft.rest))
    number = draft.rest[place][0].split()[0]
    return Fault(replace(draft, rest=(*draft.rest[:place], *draft.rest[place + 1 :])), (number,))


@kind("sector-topic-unexplained")
def sector_topic_unexplained(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Listed as not material without a word why."""
    if not draft.rest:
        return None
    place = random.randrange(len(draft.rest))
    topic = draft.rest[place][0]
    return Fault(replace(draft, rest=(*draft.rest[:place], (topic, ""), *draft.rest[place + 1 :])), (topic.split()[0],))


@kind("sector-topic-contradiction")
def sector_topic_reported_and_not_material(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A topic with rows is among those that are not material."""
    place = some_row(draft, random, lambda entry: bool(entry.reference) and entry.code != "3-3")
    if place is None or not draft.rest:
        return None
    number = draft.entry(place).reference.rpartition(".")[0]
    titles = {t.number: t.title for t in catalogue.by_standard["GRI 11", 2021].topics if t.version == "original"}
    return Fault(replace(draft, rest=(*draft.rest, (f"{number} {titles[number]}", draft.rest[0][1]))), (number,))


@kind("sector-disclosure-missing", also=["topic-without-disclosure"])
def sector_disclosure_left_out(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A topic is reported without one of the disclosures that the sector standard lists for it."""
    place = some_row(draft, random, lambda entry: bool(entry.reference) and entry.code != "3-3")
    return None if place is None else Fault(draft.with_line(place), (draft.entry(place).code,))
