"""What the report's own tags say: a concept of GRI's taxonomy is a disclosure, so its text is where that is reported.

A tag needs no language and no threshold. It may mark only a part, though: what is not tagged may stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gricheck.matcher.coverage import Coverage
from gricheck.matcher.passages import MAX_QUOTE, cut
from gricheck.matcher.unlisted import gives_locations, listed_kin, struck_rows
from gricheck.model.document import Tag
from gricheck.model.evidence import Covered, Evidence, Passage, Support
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.standard import Disclosure
from gricheck.model.taxonomy import Tagged

MAX_PAGES = 5
"""So many tagged pages are quoted for a row."""
MAX_CONCEPTS, LONGEST = 3, 60
"""So many concepts of one page are named, with so many letters."""
BRIEF = 60
"""A tag of fewer letters, a figure most often, is quoted with the line that it stands on."""


def tagged_passages(coverage: Coverage, disclosure: Disclosure) -> dict[int, Passage]:
    """The stretches on which a disclosure is tagged, in their order, with what is tagged there."""
    places = coverage.tagged.get(disclosure.key, {})
    return {place: _passage(coverage, place, places[place], disclosure) for place in sorted(places)}


def _passage(coverage: Coverage, place: int, tags: Sequence[Tagged], disclosure: Disclosure) -> Passage:
    """What is tagged in a stretch: the first tag that begins there, else what its words say of a text that goes on.

    The scores are those of the stretch's words.
    """
    stretch = coverage.stretches[place]
    told = coverage.passage(place, coverage.of_disclosure(disclosure), disclosure)
    first = next((one.tag for one in tags if one.tag.pages[0] == stretch.page), tags[0].tag)
    begins = first.pages[0] == stretch.page and first.line is not None
    number = max(0, (first.line or 1) - (stretch.first_line or 1)) if begins else 0
    line, part = coverage.place_in_file(place, number) if begins else (told.line, told.part)
    quote = _quote(first, stretch.lines[number]) if begins or not told.quote else told.quote
    named = dict.fromkeys(f"tagged {_short(one.tag.concept)} ({one.about})" for one in tags)
    return replace(told, line=line, part=part, quote=quote, why=tuple(named)[:MAX_CONCEPTS], concept=first.concept)


def _short(concept: str) -> str:
    return concept if len(concept) <= LONGEST else f"{concept[:LONGEST]}…"


def _quote(tag: Tag, line: str) -> str:
    """The tagged text, a short one within its line."""
    at = line.find(tag.text)
    if len(tag.text) >= BRIEF or at < 0:
        return cut(tag.text or " ".join(line.split()))
    begin = line.rfind(" ", 0, max(0, at + len(tag.text) - MAX_QUOTE // 2)) + 1 if len(line) > MAX_QUOTE else 0
    return f"{'… ' if begin else ''}{cut(' '.join(line[begin:].split()))}"


def with_tags(mapping: Mapping, coverage: Coverage) -> Mapping:
    """The mapping with what the report's tags say for its rows, and against them, before what its words say."""
    if not coverage.tagged:
        return mapping
    matches = tuple(replace(match, evidence=_evidence(match, coverage)) for match in mapping.matches)
    covered = tuple(_unlisted(mapping, coverage))
    told = {(one.code, one.edition) for one in covered}
    more = (one for one in mapping.covered if (one.code, one.edition) not in told)
    return replace(mapping, matches=matches, covered=(*covered, *more))


def _evidence(match: RowMatch, coverage: Coverage) -> Evidence | None:
    disclosure, cited = match.disclosure, coverage.cited(match)
    if disclosure is None or not cited or disclosure.key not in coverage.tagged:
        return match.evidence
    tagged = tagged_passages(coverage, disclosure)
    own = [tagged[place] for place in cited if place in tagged]
    if own:
        return _supported(match, own)
    if disclosure.is_of_each_topic:  # the tag does not tell of which topic
        return match.evidence
    words = match.evidence or Evidence(Support.WEAK, _weighed(match, cited, coverage, disclosure))
    others = list(tagged.values())[:MAX_PAGES]
    pages = {passage.page for passage in others}
    rest = (passage for passage in words.better if passage.page not in pages)
    return replace(words, better=(*others, *rest), sure=False, tagged=False)


def _supported(match: RowMatch, own: Sequence[Passage]) -> Evidence:
    """A row that cites a tagged page, with what its words told of pages that matter."""
    words = match.evidence
    pages = {passage.page for passage in own}
    rest = [passage for passage in words.pages if passage.page not in pages] if words else []
    span = words.span if words else None
    return Evidence(
        Support.SUPPORTED,
        (*own[:MAX_PAGES], *rest)[:MAX_PAGES],
        figures=words.figures if words else None,
        span=(min(span[0], *pages), max(span[1], *pages)) if span else None,
        tagged=True,
    )


def _weighed(match: RowMatch, cited: Sequence[int], coverage: Coverage, disclosure: Disclosure) -> tuple[Passage, ...]:
    weighed = coverage.of_row(match)
    return tuple(coverage.passage(place, weighed, disclosure) for place in cited[:MAX_PAGES])


def _unlisted(mapping: Mapping, coverage: Coverage) -> Iterator[Covered]:
    """Disclosures that are tagged and that no row locates, in the order of the catalogue."""
    kin, located = listed_kin(mapping), gives_locations(mapping)
    for key, disclosure in mapping.catalogue.by_key.items():
        if key not in coverage.tagged or disclosure.is_of_each_topic or key in kin:
            continue
        rows = struck_rows(mapping, disclosure)
        if rows == [] or (rows and located):
            (passage, *_) = tagged_passages(coverage, disclosure).values()
            yield Covered(disclosure.code, disclosure.edition, passage)
