"""A suggested content index: what the report covers, each location with its passages, and nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gricheck.lexicon import Lexicon
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.editions import in_use
from gricheck.matcher.tagged import tagged_passages
from gricheck.model.evidence import Confidence, Draft, Passage, Suggestion
from gricheck.model.listing import expected
from gricheck.model.rule import ClaimSpec
from gricheck.model.standard import Disclosure, DisclosureKind

LEAST = 2.25
"""The strength below which nothing is suggested out of a few pages: two phrases and a bit may be there by chance."""
MEDIUM, HIGH = 3.0, 4.0
UNEXPECTED = ((LEAST, 1.5), (1.75, 3.0))
"""Out of a report: so strong, and so far above its mean, or less strong and further above it."""
EXPECTED = (*UNEXPECTED, (1.0, 2.5))
"""What a claim expects is surely somewhere: there one phrase is enough on a page that stands out."""
ENOUGH = 10
BESIDE = 0.75
"""A further page is suggested where it is so strong beside the best one."""
MAX_PASSAGES = 3
SECTORS_SINCE = 2021
"""The edition of GRI 1 since which an index names GRI 1 and the sector standards that apply."""
LOOKED_AT = 8
"""Of so many pages that rank first the strongest are taken."""


def draft_index(coverage: Coverage, lexicon: Lexicon, spec: ClaimSpec) -> Draft:
    """The rows that a claim expects, found or not, and those on topics that the report covers."""
    mapping = coverage.mapping
    facts = mapping.index.facts
    foundation = mapping.catalogue.by_standard.get((spec.foundation, spec.edition))
    return Draft(
        label=spec.label,
        statement=_statement(spec, facts.period_start, facts.period_end),
        foundation=foundation.citation if foundation else "",
        sectors=tuple(_sectors(coverage)),
        rows=tuple(_rows(coverage, lexicon, spec)),
        asks_for_sector=spec.edition >= SECTORS_SINCE,
        paged=mapping.page_count > 1,
    )


def _rows(coverage: Coverage, lexicon: Lexicon, spec: ClaimSpec) -> Iterator[Suggestion]:
    mapping = coverage.mapping
    asked = {code for code, _ in expected(spec)}
    manage = [d for code in sorted(asked) if (d := mapping.catalogue.get(code, spec.edition)) and d.is_of_each_topic]
    standard, managed = "", False
    for disclosure in in_use(mapping.catalogue, spec.edition, mapping.published or mapping.published_earliest):
        required = disclosure.code in asked
        row = _suggested(coverage, lexicon, disclosure, required)
        if row is None:
            continue
        if disclosure.kind is DisclosureKind.TOPIC and row.standard != standard:
            yield from (_managed(one, row.standard) for one in manage)
        standard = row.standard
        managed |= disclosure.kind is DisclosureKind.TOPIC
        yield row
    if not managed:
        yield from (_managed(one, mapping.catalogue.by_standard[one.standard, one.edition].citation) for one in manage)


def _managed(disclosure: Disclosure, standard: str) -> Suggestion:
    """The row on how a topic is managed: whose page only its topic's name could tell, so it is left to be filled in."""
    return Suggestion(disclosure.code, disclosure.edition, disclosure.title, standard, required=True)


def _suggested(coverage: Coverage, lexicon: Lexicon, disclosure: Disclosure, required: bool) -> Suggestion | None:
    standard = coverage.mapping.catalogue.by_standard[disclosure.standard, disclosure.edition].citation
    found = tuple(tagged_passages(coverage, disclosure).values())[:MAX_PASSAGES]
    if not found and lexicon.subjects_of(disclosure):
        found = _passages(coverage, disclosure, required)
    if not found and not required:
        return None
    return Suggestion(
        code=disclosure.code,
        edition=disclosure.edition,
        title=disclosure.words,
        standard=standard,
        required=required,
        passages=found,
        confidence=_confidence(found[0]) if found else None,
    )


def _passages(coverage: Coverage, disclosure: Disclosure, required: bool) -> tuple[Passage, ...]:
    """The pages to suggest: strong by themselves, and standing out where the report has pages enough."""
    weighed = coverage.of_disclosure(disclosure)
    left_out = coverage.beside_the_point(disclosure)
    places = (p for p in coverage.ranked(weighed) if p not in left_out and not coverage.names_only(p))
    looked_at = [
        coverage.passage(place, weighed, disclosure) for place, _ in zip(places, range(LOOKED_AT), strict=False)
    ]
    by_strength = sorted(looked_at, key=lambda passage: (-passage.strength, -passage.score))
    few = len(coverage.stretches) < ENOUGH
    found = [p for p in by_strength if _is_found(p, required, few)]
    return tuple(p for p in found[:MAX_PASSAGES] if p.strength >= BESIDE * found[0].strength)


def _is_found(passage: Passage, required: bool, few: bool) -> bool:
    if few:
        return passage.strength >= LEAST
    least = EXPECTED if required else UNEXPECTED
    return any(passage.strength >= strength and passage.standard >= standard for strength, standard in least)


def _confidence(passage: Passage) -> Confidence:
    if passage.concept or passage.strength >= HIGH:
        return Confidence.HIGH
    return Confidence.MEDIUM if passage.strength >= MEDIUM else Confidence.LOW


def _sectors(coverage: Coverage) -> Iterator[str]:
    """The sector standards that the report names, as GRI cites them."""
    catalogue = coverage.mapping.catalogue
    for number in coverage.mapping.index.facts.sectors:
        yield from (standard.citation for standard in catalogue.editions(number)[-1:])


def _statement(spec: ClaimSpec, start: date | None, end: date | None) -> str:
    """The sentence with the days of the period in place of the words for them, where the report tells both."""
    if start is None or end is None or not spec.period:
        return spec.wording
    return spec.wording.replace(spec.period, f"{_spelled(start)} to {_spelled(end)}")


def _spelled(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
