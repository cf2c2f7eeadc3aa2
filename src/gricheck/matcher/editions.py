"""Which disclosures a report can use: one edition of each, by its universal standards and its date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gricheck.index.claim import universal_edition
from gricheck.model.mapping import Mapping
from gricheck.model.standard import Catalogue, Disclosure, DisclosureKind, Standard

G4 = 2013
FIRST_STANDARDS, SECOND_STANDARDS = 2016, 2021
LAST_OF_FIRST = 2022
"""The last year in which the universal standards of 2016 were in force."""


def used_disclosures(mapping: Mapping) -> tuple[Disclosure, ...]:
    """The disclosures that a mapped report can use: by its claim, its rows and its date."""
    claimed = mapping.claim.edition if mapping.claim else None
    universal = universal_edition(mapping.index.rows) or claimed
    return in_use(mapping.catalogue, universal, mapping.published or mapping.published_earliest)


def in_use(catalogue: Catalogue, universal: int | None, day: date | None) -> tuple[Disclosure, ...]:
    """The disclosures of the editions that a report of this day uses; how a topic is managed is not among them.

    ``universal`` is the edition of its universal standards (2013 for G4), where None that of its day; ``day`` is that
    of its publication. Without one the catalogue's own year counts, for the universal standards of 2016 their last.
    """
    if catalogue.framework:
        return tuple(d for s in catalogue.standards for d in s.disclosures)
    if universal is None:
        universal = SECOND_STANDARDS if day is None or day.year > LAST_OF_FIRST else FIRST_STANDARDS
    year = LAST_OF_FIRST if universal == FIRST_STANDARDS else int(catalogue.version[:4])
    return tuple(_used(catalogue, universal, day or date(year, 12, 31)))


def _used(catalogue: Catalogue, universal: int, day: date) -> Iterator[Disclosure]:
    for standard in catalogue.standards:
        if not standard.disclosures or not _is_used(standard, catalogue, universal, day):
            continue
        for disclosure in standard.disclosures:
            ended = disclosure.withdrawn_from is not None and disclosure.withdrawn_from <= day
            topical = not disclosure.is_of_each_topic and disclosure.kind is not DisclosureKind.SECTOR
            if topical and (_is_universal(standard) or universal == G4 or not ended):
                yield disclosure


def _is_used(standard: Standard, catalogue: Catalogue, universal: int, day: date) -> bool:
    if standard.number == "GRI G4" or universal == G4:
        return standard.number == "GRI G4" and universal == G4
    if _is_universal(standard):
        return standard.edition == universal
    if universal == FIRST_STANDARDS and any(map(_is_universal, catalogue.editions(standard.number))):
        return False  # its number is that of a universal standard of 2016, whose codes would be the same
    editions = [s for s in catalogue.editions(standard.number) if s.disclosures and not _is_universal(s)]
    begun = [s for s in editions if s.edition == FIRST_STANDARDS or (s.effective_from and s.effective_from <= day)]
    ended = standard.withdrawn_from is not None and standard.withdrawn_from <= day
    return not ended and begun[-1:] == [standard]


def _is_universal(standard: Standard) -> bool:
    return standard.series == "universal"
