"""What the report covers well though its index does not say where."""

from __future__ import annotations

from collections.abc import Iterator

from gricheck.index.claim import universal_edition
from gricheck.lexicon import Lexicon
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.editions import in_use
from gricheck.model.evidence import Covered
from gricheck.model.index import Kind
from gricheck.model.standard import Disclosure

STRENGTH, STANDARD = 4.0, 4.0
"""How much of a disclosure's own must stand close together, and how far the page must stand out, for the report to
cover what its index does not list. Half of what is weaker is another disclosure's."""
STRUCK_STRENGTH, STRUCK_STANDARD = 3.0, 3.0
"""The same for a row that says that it is not reported: there the report is expected to say nothing."""
LOOKED_AT = 5
"""Of so many pages that rank first the one that says most in one place is taken."""


def find_covered(coverage: Coverage, lexicon: Lexicon) -> tuple[Covered, ...]:
    """The disclosures that no row locates and a page covers, in the order of the catalogue.

    Of several of one standard on one page only the one of which it says most: they share most of their words.
    """
    best: dict[tuple[str, int], Covered] = {}
    for covered in _found(coverage, lexicon):
        key = covered.code.rpartition("-")[0], covered.passage.page
        if key not in best or covered.passage.strength > best[key].passage.strength:
            best[key] = covered
    return tuple(best.values())


def _found(coverage: Coverage, lexicon: Lexicon) -> Iterator[Covered]:
    mapping = coverage.mapping
    used = in_use(
        mapping.catalogue, universal_edition(mapping.index.rows), mapping.published or mapping.published_earliest
    )
    cited = {coverage.search.stretches[place].page for match in mapping.matches for place in coverage.cited(match)}
    for disclosure in used:
        rows = [match for match in mapping.matches if match.row.code == disclosure.code]
        if not lexicon.subjects_of(disclosure) or any(m.row.kind not in (Kind.SLASH, Kind.DASH) for m in rows):
            continue
        strength, standard = (STRUCK_STRENGTH, STRUCK_STANDARD) if rows else (STRENGTH, STANDARD)
        covered = best_covered(coverage, disclosure)
        if covered is None or covered.passage.strength < strength or covered.passage.standard < standard:
            continue
        if rows or covered.passage.page not in cited:
            yield covered


def best_covered(coverage: Coverage, disclosure: Disclosure) -> Covered | None:
    """Where the report says most of a disclosure in one place; None where it says nothing of it."""
    weighed = coverage.of_disclosure(disclosure)
    first = coverage.ranked(weighed)[:LOOKED_AT]
    if not first:
        return None
    place = max(first, key=lambda place: (coverage.strength(place, disclosure), weighed.scores[place]))
    return Covered(disclosure.code, disclosure.edition, coverage.passage(place, weighed, disclosure))
