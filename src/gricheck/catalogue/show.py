"""The catalogue in plain text, for ``gricheck standards``. Where a fact is not well sourced, the text says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import singledispatch

from gricheck.catalogue.query import find
from gricheck.model.standard import (
    Catalogue,
    Disclosure,
    Requirement,
    SdgLink,
    SectorReference,
    SectorTopic,
    Standard,
    Successor,
    Trust,
)

HEADER = ("standard", "edition", "title", "effective from", "withdrawn from", "superseded by", "disclosures")


def standards_table(catalogue: Catalogue) -> tuple[tuple[str, ...], ...]:
    """Every standard in every edition as a line of cells; the first line is the header."""
    return (HEADER, *(_table_line(catalogue, standard) for standard in catalogue.standards))


def describe(catalogue: Catalogue, query: str) -> str:
    """All that is known of a standard, disclosure, sector topic or sector line, every edition of it.

    Raises ``UsageError`` with the nearest names where nothing bears the one asked for.
    """
    return "\n\n".join("\n".join(_lines(item, catalogue)) for item in find(catalogue, query)) + "\n"


def _table_line(catalogue: Catalogue, standard: Standard) -> tuple[str, ...]:
    return (
        standard.number,
        str(standard.edition),
        standard.title,
        _day(standard.effective_from),
        _day(standard.withdrawn_from) or ("in part" if any(d.withdrawn_from for d in standard.disclosures) else ""),
        ", ".join(f"{number} ({edition})" for number, edition in standard.superseded_by),
        str(len(standard.disclosures) or ""),
    )


@singledispatch
def _lines(item: object, catalogue: Catalogue) -> Iterator[str]:
    raise NotImplementedError(type(item).__name__)


@_lines.register
def _(item: Standard, catalogue: Catalogue) -> Iterator[str]:
    yield item.citation
    yield f"  {_dates(item.effective_from, item.withdrawn_from)}"
    successors = [catalogue.by_standard[key].citation for key in item.superseded_by]
    yield from _block("Superseded by", successors)
    yield from _block("Note", [item.note] if item.note else [])
    yield from _block("Disclosures", _table((d.code, _title(d), _withdrawn(d, item)) for d in item.disclosures))
    yield from _block("Topics", _table((t.number, f"{t.title}{_version(t.version)}", _count(t)) for t in item.topics))
    yield from _block("Title in other languages", _titles(item))


@_lines.register
def _(item: Disclosure, catalogue: Catalogue) -> Iterator[str]:
    yield f"{item.code}  {_title(item)}{_doubt(item.trust)}"
    standard = catalogue.by_standard[item.standard, item.edition]
    yield f"  {standard.citation}; {_dates(item.effective_from, item.withdrawn_from)}"
    yield from _block("Note", [item.note] if item.note and item.title else [])
    yield from _block("Went to", [_successor(s, catalogue) for s in item.successors])
    yield from _block("Takes the place of", _predecessors(item, catalogue))
    yield from _block("Requirements", _requirements(item), _shared(item.requirements))
    yield from _block("SDG targets", _sdgs(item.sdgs))
    yield from _block("In sector standards", _sector_lines(item, catalogue))
    yield from _block("Title in other languages", _titles(item))


@_lines.register
def _(item: SectorTopic, catalogue: Catalogue) -> Iterator[str]:
    yield f"{item.number}  {item.title}{_version(item.version)}"
    yield from _block("Lines", _table(_reference_cells(line) for line in item.references))


@_lines.register
def _(item: SectorReference, catalogue: Catalogue) -> Iterator[str]:
    standard, topic = next(
        (s, t) for s in catalogue.standards for t in s.topics if any(line is item for line in t.references)
    )
    yield f"{item.number}  {_meaning(item)}{_version(item.version)}{_doubt(item.trust)}"
    yield f"  {standard.citation}, topic {topic.number} {topic.title}"


def _block(name: str, lines: Iterable[str], doubt: str = "") -> Iterator[str]:
    """A named block of indented lines; nothing where there are none."""
    held = list(lines)
    if held:
        yield f"  {name}{doubt}:"
        yield from (f"    {line}" for line in held)


def _table(lines: Iterable[Sequence[str]]) -> list[str]:
    """Cells in columns; the width of the last is nobody's business."""
    held = [list(line) for line in lines]
    widths = [max(len(cell) for cell in column) for column in zip(*held, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in held]


def _title(item: Disclosure) -> str:
    return item.title or f"no official title; about: {item.note}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _dates(effective: date | None, withdrawn: date | None) -> str:
    """Both are dates of a report's publication; an edition may always be used earlier."""
    return f"effective from {_day(effective)}" + (f", withdrawn from {_day(withdrawn)}" if withdrawn else "")


def _withdrawn(item: Disclosure, standard: Standard) -> str:
    """Its own date, where that is not the standard's."""
    own = item.withdrawn_from if item.withdrawn_from != standard.withdrawn_from else None
    return f"withdrawn from {_day(own)}" if own else ""


def _version(version: str) -> str:
    return "" if version == "original" else f" (version {version})"


def _count(topic: SectorTopic) -> str:
    return f"{len(topic.references)} line{'' if len(topic.references) == 1 else 's'}"


def _doubt(trust: Trust) -> str:
    return "" if trust is Trust.HIGH else f" [trust: {trust}]"


def _successor(item: Successor, catalogue: Catalogue) -> str:
    if item.code is None:
        return f"nowhere: {item.relation}{_doubt(item.trust)}"
    joint = " " if item.code.startswith("GRI") else "-"
    clause = f"{joint}{item.clause}" if item.clause else ""
    new = catalogue.get(item.code, item.edition)
    partly = "" if item.relation == "replaced" else f", {item.relation}"
    return f"{item.code}{clause} ({item.edition}){f' {new.title}' if new else ''}{partly}{_doubt(item.trust)}"


def _predecessors(item: Disclosure, catalogue: Catalogue) -> list[str]:
    return [
        f"{old.code} ({old.edition}) {old.title}{_doubt(step.trust)}"
        for old in catalogue.by_key.values()
        for step in {s.key: s for s in old.successors}.values()
        if step.key == item.key
    ]


def _requirements(item: Disclosure) -> list[str]:
    each = not _shared(item.requirements)
    return _table(
        (r.clause, f"{r.says}{f' ({r.unit})' if r.unit else ''}{_doubt(r.trust) if each else ''}")
        for r in item.requirements
    )


def _shared(requirements: Sequence[Requirement]) -> str:
    """The doubt that all of them share, to be said once."""
    doubts = {_doubt(requirement.trust) for requirement in requirements}
    return doubts.pop() if len(doubts) == 1 else ""


def _joined(words: Iterable[str]) -> list[str]:
    line = ", ".join(words)
    return [line] if line else []


def _sdgs(links: Sequence[SdgLink]) -> list[str]:
    """The targets, well or badly sourced ones apart."""
    by_trust = {trust: [link.target or str(link.goal) for link in links if link.trust is trust] for trust in Trust}
    return [f"{', '.join(targets)}{_doubt(trust)}" for trust, targets in by_trust.items() if targets]


def _sector_lines(item: Disclosure, catalogue: Catalogue) -> list[str]:
    lines = [line for lines in catalogue.references.values() for line in lines]
    return _joined(
        f"{line.number}{_version(line.version)}{_doubt(line.trust)}"
        for line in lines
        if line.kind == "topic" and (line.code, line.edition) == item.key
    )


def _titles(item: Standard | Disclosure) -> list[str]:
    return _table(
        (language, f"{title}{_doubt(item.titles_trust[language])}") for language, title in item.titles.items()
    )


def _meaning(line: SectorReference) -> str:
    if line.kind == "additional":
        return f"no official title; about: {line.title}"
    return f"{line.code} ({line.edition}) {line.title}"


def _reference_cells(line: SectorReference) -> tuple[str, str]:
    return line.number, f"{_meaning(line)}{_doubt(line.trust)}"
