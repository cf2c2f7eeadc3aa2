"""What the report covers well though its index does not say where."""

from __future__ import annotations

from collections.abc import Iterator

from gricheck.lexicon import Lexicon
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.editions import used_disclosures
from gricheck.matcher.queries import tag_term
from gricheck.model.evidence import Covered
from gricheck.model.index import Kind
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.standard import Disclosure

STRENGTH, STANDARD = 4.0, 4.0
"""How much of a disclosure's own must stand close together, and how far the page must stand out, for the report to
cover what its index does not list. Half of what is weaker is another disclosure's."""
STRUCK_STRENGTH, STRUCK_STANDARD = 3.0, 3.0
"""The same for a row that says that it is not reported: there the report is expected to say nothing."""
_STRUCK_OUT = (Kind.SLASH, Kind.DASH, Kind.BLANK)
MAX_CITED = 5
"""A page that a row names among so few is known to the index, under another disclosure."""
LOCATED_SHARE = 0.3
"""An index that locates a smaller share of its rows is none of locations."""
LOOKED_AT = 5
"""Of so many pages that rank first the one that says most in one place is taken."""


def find_covered(coverage: Coverage, lexicon: Lexicon) -> tuple[Covered, ...]:
    """The disclosures that no row locates and a page covers, in the order of the catalogue.

    Of several unlisted ones of one standard on one page only that of which it says most: they share most of their
    words.
    """
    listed = {match.row.code for match in coverage.mapping.matches}
    best: dict[tuple[str, int], Covered] = {}
    for covered in _found(coverage, lexicon):
        stem = covered.code if covered.code in listed else covered.code.rpartition("-")[0]
        key = stem, covered.passage.page
        if key not in best or covered.passage.strength > best[key].passage.strength:
            best[key] = covered
    return tuple(best.values())


def _found(coverage: Coverage, lexicon: Lexicon) -> Iterator[Covered]:
    mapping = coverage.mapping
    if not gives_locations(mapping):
        return
    cited = {ref.index for m in mapping.matches if len(m.row.pages) <= MAX_CITED for ref in m.row.pages if ref.label}
    kin = listed_kin(mapping)
    for disclosure in used_disclosures(mapping):
        rows = struck_rows(mapping, disclosure)
        if rows is None or not lexicon.subjects_of(disclosure):
            continue
        if not rows and (disclosure.key in kin or not _is_sure(disclosure, mapping)):
            continue
        strength, standard = (STRUCK_STRENGTH, STRUCK_STANDARD) if rows else (STRENGTH, STANDARD)
        covered = best_covered(coverage, disclosure, strength, standard)
        if covered is None:
            continue
        if (rows or covered.passage.page not in cited) and _is_its_own(coverage, disclosure, covered):
            yield covered


def struck_rows(mapping: Mapping, disclosure: Disclosure) -> list[RowMatch] | None:
    """The rows that say that a disclosure is not reported, empty where the index does not list it; None where a row
    locates it or is about another disclosure of its code."""
    same = [match for match in mapping.matches if match.row.code == disclosure.code]
    rows = [match for match in same if match.disclosure is None or match.disclosure.key == disclosure.key]
    others = bool(same) and not rows
    return None if others or any(match.row.kind not in _STRUCK_OUT for match in rows) else rows


def gives_locations(mapping: Mapping) -> bool:
    """Whether the index locates what it lists: a list of codes alone leaves everything without a location."""
    located = sum(bool(m.row.pages or m.row.sections or m.row.externals) for m in mapping.matches)
    return located >= LOCATED_SHARE * len(mapping.matches)


def listed_kin(mapping: Mapping) -> frozenset[tuple[str | None, int | None]]:
    """What the listed disclosures became and what they were: listed under its code in another edition."""
    listed = {match.disclosure.key for match in mapping.matches if match.disclosure}
    every = mapping.catalogue.by_key.values()
    after = {successor.key for d in every if d.key in listed for successor in d.successors}
    before = {d.key for d in every if any(successor.key in listed for successor in d.successors)}
    return frozenset(after | before)


def _is_sure(disclosure: Disclosure, mapping: Mapping) -> bool:
    """Whether its edition is the one that the report would use: the date tells it, or rows of its standard do."""
    editions = mapping.catalogue.editions(disclosure.standard)
    dated = mapping.published or mapping.published_earliest
    same = (m.disclosure for m in mapping.matches)
    return (
        len(editions) < 2 or dated is not None or any(d and standard_key(d) == standard_key(disclosure) for d in same)
    )


def _is_its_own(coverage: Coverage, disclosure: Disclosure, covered: Covered) -> bool:
    """Whether the passage is not another disclosure's by the code that is printed there, and holds the quantity."""
    place = covered.passage.stretch
    marks, terms = coverage.search.marks(place), coverage.search.terms(place)
    measured = coverage.queries.measured(disclosure)
    quantified = not measured or any(term in terms for term in measured)
    return quantified and (not marks or tag_term(disclosure.code) in marks)


def standard_key(disclosure: Disclosure) -> tuple[str, int]:
    """The standard, in its edition, that a disclosure is of."""
    return disclosure.standard, disclosure.edition


def best_covered(coverage: Coverage, disclosure: Disclosure, strength: float, standard: float) -> Covered | None:
    """Where the report says most of a disclosure in one place, if that is so strong and stands out so far."""
    weighed = coverage.of_disclosure(disclosure)
    left_out = coverage.beside_the_point(disclosure)
    first = [place for place in coverage.ranked(weighed)[:LOOKED_AT] if place not in left_out]
    strengths = {place: coverage.strength(place, disclosure) for place in first}
    best = max(first, key=lambda place: (strengths[place], weighed.scores[place]), default=None)
    if best is None or strengths[best] < strength or weighed.standard(best) < standard:
        return None
    return Covered(disclosure.code, disclosure.edition, coverage.passage(best, weighed, disclosure))
