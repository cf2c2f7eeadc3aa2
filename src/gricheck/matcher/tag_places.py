"""A report's tags read by GRI's taxonomy, and the stretches of its text on which they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from gricheck.matcher.stretches import Stretch
from gricheck.model.document import Document
from gricheck.model.standard import Catalogue
from gricheck.model.taxonomy import Tagged, Tagging

Key = tuple[str, int]
Places = Mapping[Key, Mapping[int, Sequence[Tagged]]]
"""Disclosure to the stretches on which it is tagged, each with the tags there."""


def read_tags(document: Document, catalogue: Catalogue) -> Tagging | None:
    """The report's tags with what they report on; None where there are none, or where the catalogue is not GRI's."""
    if not document.tags or catalogue.framework:
        return None
    from gricheck.catalogue.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    known = tuple(Tagged(tag, found) for tag in document.tags if (found := taxonomy.concepts.get(tag.concept)))
    unknown = tuple(tag for tag in document.tags if tag.concept not in taxonomy.concepts)
    return Tagging(taxonomy.release, known, unknown)


def tagged_places(tagging: Tagging | None, stretches: Sequence[Stretch]) -> Places:
    """Where disclosures are tagged: what is shown outside the index, says something, and is no omission."""
    found: dict[Key, dict[int, list[Tagged]]] = defaultdict(lambda: defaultdict(list))
    on_page: dict[int, list[int]] = defaultdict(list)
    for place, stretch in enumerate(stretches):
        on_page[stretch.page].append(place)
    for one in tagging.known if tagging else ():
        key = one.key
        if key is None or one.concept.omission or one.tag.nil:
            continue
        for page in one.tag.pages:
            line = (one.tag.line or 1) if page == one.tag.pages[0] else 1
            held = _holding(on_page.get(page, ()), line, stretches)
            if held is not None:
                found[key][held].append(one)
    return found


def _holding(places: Sequence[int], line: int, stretches: Sequence[Stretch]) -> int | None:
    """The stretch of a page that holds a line; the index's own lines are in none."""
    at = bisect_right(places, line, key=lambda place: stretches[place].first_line or 1) - 1
    if at < 0:
        return None
    stretch = stretches[places[at]]
    return places[at] if line < (stretch.first_line or 1) + len(stretch.lines) else None
