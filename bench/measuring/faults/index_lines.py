"""The lines of a clean index: what each claim must list, in the order of the standards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

from gricheck.model.standard import Catalogue, Disclosure, SectorTopic
from measuring.faults.draft import Entry, Heading, Line
from measuring.faults.words import words

CORE_2016 = [*range(1, 15), 16, 18, *range(40, 57)]
CORE_G4 = [1, *range(3, 35), 56]

Item = Disclosure | Heading


class Plan(NamedTuple):
    """What an index lists, before its cells are filled, and the names of its topics."""

    items: list[tuple[Item, str]]
    topics: list[str]
    rest: list[tuple[str, str]]


def plan(claim: str, year: int, language: str, random: Random, catalogue: Catalogue) -> Plan:
    """Headings and disclosures (each with its sector reference) of one claim."""
    if claim.startswith("sector"):
        return _sector(language, random, catalogue)
    maker = {"2016": _of_2016, "2021": _of_2021, "g4": _of_g4}[claim.rpartition("-")[2]]
    return maker(claim.rpartition("-")[0], year, language, random, catalogue)


def heading_of(catalogue: Catalogue, number: str, edition: int) -> Heading:
    """The heading of a standard: ``GRI 305: Emissions 2016``."""
    return Heading(catalogue.by_standard[number, edition].citation, "standard", number, edition)


def title_in(disclosure: Disclosure, language: str) -> str:
    """The official title, in English where the catalogue has no other."""
    return disclosure.titles.get(language, disclosure.title)


def _of_2021(level: str, year: int, language: str, random: Random, catalogue: Catalogue) -> Plan:
    general = catalogue.by_standard["GRI 2", 2021].disclosures
    if level == "with-reference":
        general = tuple(d for d in general if random.random() < 0.5)
    items = _opening(language, catalogue, "GRI 2", 2021, general)
    own = words()[language]
    items += [(Heading(own["material"], "section"), "")]
    items += _with_heading(catalogue, catalogue.by_standard["GRI 3", 2021].disclosures[:2])
    names = _topic_names(random, words()["topics"])
    for name, numbers in names:
        items += [(Heading(own["topic"].format(name=name), "topic"), "")]
        items += _with_heading(catalogue, catalogue.by_standard["GRI 3", 2021].disclosures[2:])
        for number in numbers:
            items += _with_heading(catalogue, _some(_topic_disclosures(catalogue, number, year), random))
    return Plan(items, [name for name, _ in names], [])


def _of_2016(level: str, year: int, language: str, random: Random, catalogue: Catalogue) -> Plan:
    kept = CORE_2016 if level == "core" else range(1, 57)
    general = [catalogue.by_key[f"102-{n}", 2016] for n in kept if level != "referenced" or random.random() < 0.5]
    items = _opening(language, catalogue, "GRI 102", 2016, general)
    own = words()[language]
    items += [(Heading(own["material"], "section"), "")]
    names = _topic_names(random, {**words()["topics"], **words()["topics_2016"]})
    for name, numbers in names:
        items += [(Heading(own["topic"].format(name=name), "topic"), "")]
        items += _with_heading(catalogue, catalogue.by_standard["GRI 103", 2016].disclosures)
        for number in numbers:
            found = _topic_disclosures(catalogue, number, year)
            items += _with_heading(catalogue, found if level == "comprehensive" else _some(found, random))
    return Plan(items, [name for name, _ in names], [])


def _of_g4(level: str, year: int, language: str, random: Random, catalogue: Catalogue) -> Plan:
    numbers = CORE_G4 if level == "core" else range(1, 59)
    own = words()[language]
    items: list[tuple[Item, str]] = [(Heading(own["general"], "section"), "")]
    items += [(catalogue.by_key[f"G4-{n}", 2013], "") for n in numbers]
    items += [(Heading(own["material"], "section"), "")]
    names = _topic_names(random, words()["topics_g4"])
    for name, codes in names:
        items += [(Heading(own["topic"].format(name=name), "topic"), "")]
        items += [(catalogue.by_key[str(code), 2013], "") for code in ("G4-DMA", *codes)]
    return Plan(items, [name for name, _ in names], [])


def _sector(language: str, random: Random, catalogue: Catalogue) -> Plan:
    """In accordance with a sector standard: its topics in its order, the others listed as not material."""
    own = words()[language]
    items = _opening(language, catalogue, "GRI 2", 2021, catalogue.by_standard["GRI 2", 2021].disclosures)
    items += [(Heading(own["material"], "section"), "")]
    items += _with_heading(catalogue, catalogue.by_standard["GRI 3", 2021].disclosures[:2])
    standard = catalogue.by_standard["GRI 11", 2021]
    topics = [t for t in standard.topics if t.version == "original"]
    chosen = set(_apart(topics, random, catalogue))
    names = []
    for topic in topics:
        if topic.number not in chosen:
            continue
        names.append(topic.title)
        items += [(Heading(own["topic"].format(name=topic.title), "topic"), "")]
        items += _sector_lines(topic, catalogue)
    rest = [(f"{t.number} {t.title}", own["not_material_why"]) for t in topics if t.number not in chosen]
    return Plan(items, names, rest)


def _apart(topics: Iterable[SectorTopic], random: Random, catalogue: Catalogue) -> Iterator[str]:
    """Topics of which no two share a disclosure, so that no row stands twice."""
    seen: set[str] = set()
    for topic in random.sample(list(topics), 9):
        codes = {r.code for r in topic.references if r.code and r.kind == "topic"}
        known = all(r.edition and catalogue.get(r.code or "", r.edition) for r in topic.references if r.code)
        if topic.references and known and not codes & seen and all(r.kind != "additional" for r in topic.references):
            seen |= codes
            yield topic.number


def _sector_lines(topic: SectorTopic, catalogue: Catalogue) -> Iterator[tuple[Item, str]]:
    standard = ("", 0)
    for reference in topic.references:
        disclosure = catalogue.get(reference.code or "", reference.edition)
        if disclosure is None:
            continue
        if (disclosure.standard, disclosure.edition) != standard:
            standard = (disclosure.standard, disclosure.edition)
            yield heading_of(catalogue, *standard), ""
        yield disclosure, reference.number


def _opening(
    language: str, catalogue: Catalogue, number: str, edition: int, disclosures: Iterable[Disclosure]
) -> list[tuple[Item, str]]:
    section = Heading(words()[language]["general"], "section")
    return [(section, ""), (heading_of(catalogue, number, edition), ""), *((d, "") for d in disclosures)]


def _with_heading(catalogue: Catalogue, disclosures: Iterable[Disclosure]) -> list[tuple[Item, str]]:
    found = list(disclosures)
    return (
        [(heading_of(catalogue, found[0].standard, found[0].edition), ""), *((d, "") for d in found)] if found else []
    )


def _topic_names(random: Random, topics: dict[str, list[object]]) -> list[tuple[str, list[object]]]:
    """Four to seven topics, no standard in two of them."""
    chosen: list[tuple[str, list[object]]] = []
    for name in random.sample(list(topics), len(topics)):
        if not any(set(topics[name]) & set(numbers) for _, numbers in chosen):
            chosen.append((name, topics[name]))
    return sorted(chosen[: random.randint(4, 7)], key=lambda topic: str(topic[1][0]))


def _some(disclosures: list[Disclosure], random: Random) -> list[Disclosure]:
    """Of a large standard now and then only the most."""
    if len(disclosures) > 3 and random.random() < 0.3:
        return disclosures[: random.randint(3, len(disclosures))]
    return disclosures


def _topic_disclosures(catalogue: Catalogue, number: object, year: int) -> list[Disclosure]:
    """Those of the edition in effect."""
    editions = [s for s in catalogue.editions(f"GRI {number}") if _in_effect(s.disclosures, year)]
    return [d for d in editions[-1].disclosures if not _moved_early(d)]


def _in_effect(disclosures: Iterable[Disclosure], year: int) -> bool:
    """Whether a report on that year, published in spring, may use all of them, with a year before their own duty."""
    return all(
        (d.effective_from is None or d.effective_from.year <= year + 3)
        and (d.withdrawn_from is None or d.withdrawn_from.year > year + 1)
        for d in disclosures
    )


def _moved_early(disclosure: Disclosure) -> bool:
    """Whether its content went to another standard that the index may use as well (306-1 of 2016 to GRI 303)."""
    number = disclosure.code.partition("-")[0]
    return any(s.code and s.code.partition("-")[0] != number and s.edition == 2018 for s in disclosure.successors)


def is_omissible(disclosure: Disclosure, claim: str) -> bool:
    """Whether the claim lets a disclosure be omitted with a reason, as far as this is surely known."""
    if claim.startswith(("with-reference", "referenced")):
        return False
    standard, _, number = disclosure.code.rpartition("-")
    if standard == "2":
        return int(number) > 5
    return standard not in ("3", "102", "103") and not (standard == "G4" and number.isdigit())


def line_of(item: Item, reference: str, cells: dict[str, str], language: str, claim: str) -> Line:
    """A heading as it is, or a row with its cells."""
    if isinstance(item, Heading):
        return item
    return Entry(
        item.code,
        title_in(item, language),
        reference=reference,
        edition=item.edition,
        omissible=is_omissible(item, claim),
        **cells,
    )
