"""What the checks of sector standards ask of an index: which standards it uses, which of their lines its rows name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.standard import Catalogue, SectorReference, SectorTopic, Standard, Trust

LEAST_ROWS = 3
"""So many rows with numbers of a sector standard use it, whatever the head of the index names."""

NEW_VERSIONS_FROM = date(2026, 1, 1)
"""From when the versions 1.1 of the sector standards count, of which not every line is known."""


def numbers_of(match: RowMatch) -> tuple[str, ...]:
    """The sector numbers that a row stands for: those beside it, and its code where that is one."""
    own = (match.row.code,) if "." in match.row.code else ()
    return tuple(dict.fromkeys((*match.row.references, *own)))


def standard_of(number: str) -> str:
    """``GRI 11`` for ``11.2`` and ``11.2.3``."""
    return f"GRI {number.partition('.')[0]}"


def topic_of(number: str) -> str:
    """``11.2`` for ``11.2.3``."""
    return number.rpartition(".")[0]


def rows_by_standard(mapping: Mapping) -> dict[str, list[RowMatch]]:
    """The rows that carry numbers of each sector standard."""
    found: dict[str, list[RowMatch]] = {}
    for match in mapping.matches:
        for standard in dict.fromkeys(map(standard_of, numbers_of(match))):
            found.setdefault(standard, []).append(match)
    return found


def standards_used(mapping: Mapping) -> tuple[Standard, ...]:
    """The sector standards that the index names, or whose numbers stand beside some of its rows."""
    rows = rows_by_standard(mapping)
    used = {*mapping.index.facts.sectors, *(name for name, found in rows.items() if len(found) >= LEAST_ROWS)}
    return tuple(edition for name in sorted(used) for edition in mapping.catalogue.editions(name)[-1:])


def topics_of(standard: Standard) -> dict[str, tuple[SectorTopic, ...]]:
    """The likely material topics of a sector standard by number, each in its versions; not what cuts across all."""
    found: dict[str, tuple[SectorTopic, ...]] = {}
    for topic in standard.topics:
        if not topic.number.endswith(".0"):
            found[topic.number] = (*found.get(topic.number, ()), topic)
    return found


def are_sure(mapping: Mapping, lines: Iterable[SectorReference]) -> bool:
    """Whether a number's lines are surely those of the version that the report uses.

    The versions of 2026 gave other lines to the topics that use what the standards on biodiversity, climate and energy
    replaced; not all of them are recorded.
    """
    original = [line for line in lines if line.version == "original"]
    if not original or any(line.trust is not Trust.HIGH for line in original):
        return False
    number = original[0].number
    changed = any(_is_replaced(mapping.catalogue, line) for line in _lines_of(mapping.catalogue, topic_of(number)))
    return not changed or _uses_original(mapping, standard_of(number))


def _uses_original(mapping: Mapping, standard: str) -> bool:
    """Whether the report uses a sector standard's first version: by its date, or by a row that only that one has."""
    if mapping.published is not None and mapping.published < NEW_VERSIONS_FROM:
        return True
    pairs = {
        (line.number, line.code)
        for lines in mapping.catalogue.references.values()
        for line in lines
        if line.version == "original" and _is_replaced(mapping.catalogue, line)
    }
    numbers = ((number, match.row.code) for match in mapping.matches for number in numbers_of(match))
    return any(pair in pairs and standard_of(pair[0]) == standard for pair in numbers)


def _is_replaced(catalogue: Catalogue, line: SectorReference) -> bool:
    """Whether a line stands for a disclosure whose standard has been replaced since."""
    disclosure = catalogue.get(line.code, line.edition) if line.code else None
    return disclosure is not None and bool(disclosure.successors)


def _lines_of(catalogue: Catalogue, topic: str) -> Iterator[SectorReference]:
    """The lines of a topic in all its versions."""
    for number, lines in catalogue.references.items():
        if topic_of(number) == topic:
            yield from lines
