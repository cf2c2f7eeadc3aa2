"""A report of the corpus, read by gricheck, with the rows of its index that tell where something is reported."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

from gricheck.files import read_report
from gricheck.matcher import match
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.evidence import with_evidence
from gricheck.model.document import Document
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.pipeline import Kit, coverage_of, index_of
from measuring.corpus import Line, Transcribed

MAX_CITED = 3
"""A row that cites more pages than this hardly says where to look."""


@dataclass(frozen=True)
class Label:
    """A transcribed row, and what is known to be right: ``cited`` are its pages outside the index, ``drawn`` as many
    other pages at random.

    ``match`` is the row as gricheck read it, ``same`` whether it has the same pages there and is no other label's.
    """

    code: str
    title: str
    cited: frozenset[int]
    drawn: frozenset[int]
    match: RowMatch | None
    same: bool


@dataclass(frozen=True)
class Opened:
    """A report ready to be searched. ``pages`` are those that are ranked: all but the index's own.

    ``covering`` and ``weighing`` are the seconds that its ``Coverage`` and ``with_evidence`` took.
    """

    name: str
    kit: Kit
    document: Document
    mapping: Mapping
    coverage: Coverage
    pages: tuple[int, ...]
    labels: tuple[Label, ...]
    covering: float
    weighing: float

    @property
    def language(self) -> str:
        return self.mapping.index.facts.language or "?"


def open_report(report: Transcribed, kit: Kit, seed: int) -> Opened:
    document = read_report(report.path)
    mapping = match(document, index_of(document, kit), kit.catalogue, kit.vocabulary)
    start = perf_counter()
    coverage = coverage_of(document, mapping, kit)
    built = perf_counter()
    mapping = with_evidence(mapping, coverage, kit.lexicon)
    weighed = perf_counter()
    pages = tuple(page.index for page in document.pages if page.index not in report.index.pages)
    labels = tuple(make_labels(report, pages, coverage.mapping.matches, seed))
    return Opened(report.name, kit, document, mapping, coverage, pages, labels, built - start, weighed - built)


def make_labels(report: Transcribed, pages: Sequence[int], matches: Sequence[RowMatch], seed: int) -> Iterable[Label]:
    """Seeded by the report's name, so that its draws are the same whichever reports are measured with it."""
    chance = random.Random(f"{seed} {report.name}")
    lines = [line for line in report.index.lines if 0 < len(line.pages) <= MAX_CITED and line.pages & {*pages}]
    for line, (found, same) in zip(lines, partners(lines, matches), strict=True):
        cited = line.pages & {*pages}
        others = [page for page in pages if page not in cited]
        drawn = frozenset(chance.sample(others, min(len(cited), len(others))))
        yield Label(line.code, line.title, cited, drawn, found, same)


def partners(lines: Iterable[Line], matches: Sequence[RowMatch]) -> Iterable[tuple[RowMatch | None, bool]]:
    """For each line the next row that was read with its code and pages, else any with its code; and whether it is such
    a next one."""
    taken: set[int] = set()
    for line in lines:
        coded = [match for match in matches if match.row.code == line.code]
        alike = [match for match in coded if cited_by(match) == line.pages]
        free = [match for match in alike if id(match) not in taken]
        found = next(iter([*free, *alike, *coded]), None)
        taken.add(id(found))
        yield found, bool(free)


def cited_by(match: RowMatch) -> frozenset[int]:
    return frozenset(ref.index for ref in match.row.pages if ref.index is not None)
