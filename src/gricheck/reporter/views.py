"""What several formats ask of a run: pure look-ups, no layout."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from gricheck.model.document import Part, Source
from gricheck.model.evidence import Passage, Support
from gricheck.model.index import External, PageRef, Row, Where
from gricheck.model.mapping import Gap, Mapping, RowMatch
from gricheck.model.rule import Severity
from gricheck.model.run import Finding, Run, Versions
from gricheck.readers.kinds import PDF

T = TypeVar("T")
R = TypeVar("R")


def last_only(function: Callable[[T], R]) -> Callable[[T], R]:
    """Keeps the result for the last argument, by identity: reporters ask the same of one run for each of its lines."""
    kept: list[tuple[T, R]] = []

    def asked(argument: T) -> R:
        if not kept or kept[0][0] is not argument:
            kept[:] = [(argument, function(argument))]
        return kept[0][1]

    return asked


LABELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What a person reads for a severity."""


def row_edition(match: RowMatch) -> int | None:
    """The edition that a row reports on: as printed, else that of the disclosure it was mapped to."""
    if match.row.edition is not None:
        return match.row.edition
    return match.disclosure.edition if match.disclosure else None


def gap_location(gap: Gap) -> str | None:
    """The locations of all rows of a disclosure as printed; None where the index has no row for it."""
    return "; ".join(m.row.location for m in gap.matches) if gap.matches else None


def gap_pages(gap: Gap) -> tuple[PageRef, ...]:
    """The pages that the rows of a disclosure name, each once."""
    return tuple(dict.fromkeys(page for match in gap.matches for page in match.row.pages))


def gap_elsewhere(gap: Gap) -> tuple[tuple[External, PageRef], ...]:
    """The pages of other documents that its rows name, each once, with the name."""
    externals = (external for match in gap.matches for external in match.row.externals)
    return tuple(dict.fromkeys((external, page) for external in externals for page in external.pages))


def gap_support(gap: Gap) -> Support | None:
    """How well the cited pages of a disclosure's rows bear it out, the best of them; None where none was weighed."""
    found = [match.evidence.support for match in gap.matches if match.evidence]
    return min(found, key=list(Support).index, default=None)


def gap_passages(gap: Gap) -> tuple[tuple[Passage, bool], ...]:
    """What the report says of a disclosure, one passage a page, each with whether a row cites its page.

    The cited ones come first, and of those the ones of the row that is borne out best.
    """
    weighed = sorted((m.evidence for m in gap.matches if m.evidence), key=lambda e: list(Support).index(e.support))
    cited = _first_by_page(p for evidence in weighed for p in evidence.pages)
    others = [p for evidence in weighed for p in evidence.better] + ([gap.covered.passage] if gap.covered else [])
    more = _first_by_page(p for p in others if p.page not in cited)
    return (*((p, True) for p in cited.values()), *((p, False) for p in more.values()))


def _first_by_page(passages: Iterable[Passage]) -> dict[int, Passage]:
    found: dict[int, Passage] = {}
    for passage in passages:
        found.setdefault(passage.page, passage)
    return found


def findings_of(gap: Gap, run: Run) -> tuple[Finding, ...]:
    """The findings about one line of the gap table, those that are waived or known too.

    A code may stand in the table in two editions: what was found in a row goes with that row, the rest with the code.
    """
    return _placed(run).get(id(gap), ())


def unplaced(run: Run) -> tuple[Finding, ...]:
    """The findings that are about no line of the gap table: about the report as a whole, or about what it does not
    list, such as the topics of a sector."""
    placed = {id(finding) for findings in _placed(run).values() for finding in findings}
    return tuple(finding for finding in run.findings if id(finding) not in placed)


@last_only
def _placed(run: Run) -> dict[int, tuple[Finding, ...]]:
    """The findings of each line by the identity of the line."""
    of_code: dict[str, list[Finding]] = {}
    for finding in run.findings:
        of_code.setdefault(finding.disclosure or "", []).append(finding)
    rows: dict[str, list[Where]] = {}
    for gap in run.gaps:
        rows.setdefault(gap.code, []).extend(match.row.where for match in gap.matches)
    found = {}
    for gap in run.gaps:
        own = {match.row.where for match in gap.matches}
        others = {where for where in rows[gap.code] if where not in own}
        found[id(gap)] = tuple(f for f in of_code.get(gap.code, ()) if f.where in own or f.where not in others)
    return found


def file_of(where: Where | None, mapping: Mapping) -> Source:
    """The file that a place is in: the report's, or one that was given beside it."""
    part = mapping.part(where.page) if where and where.page is not None else None
    return part.source if part else mapping.source


def own_page(page: int, mapping: Mapping) -> int:
    """A page as counted in its own file, from 0."""
    return mapping.own_page(page)


def page_name(page: int, mapping: Mapping, label: str | None = None) -> str:
    """A page as a reader finds it: the printed number, and the physical one where it differs.

    ``p. 70 (PDF page 71)``, ``p. 70``, or ``PDF page 71`` where none is printed; ``p. 70 of annual-report.pdf``.
    """
    return _span_name(page, page, mapping, label)


def passage_name(passage: Passage, mapping: Mapping) -> str:
    """``p. 70 (PDF page 71)``; where the file has no pages, ``line 12`` or the place in words."""
    if mapping.is_paged(passage.page):
        return page_name(passage.page, mapping, passage.label)
    return mapping.passage_words(passage)


def refs_name(refs: Iterable[PageRef], mapping: Mapping) -> str:
    """The pages that a location names and some file has, and the lines on which sections begin that it names."""
    refs = [ref for ref in refs if ref.index is not None]
    pages = pages_name((ref.index for ref in refs if ref.index is not None and not ref.on_line), mapping)
    return ", ".join([*[pages] * bool(pages), *(mapping.ref_words(ref) for ref in refs if ref.on_line)])


def pages_name(pages: Iterable[int], mapping: Mapping) -> str:
    """Several pages, neighbours joined: ``p. 120-121 (PDF pages 118-119)``."""
    files = by_file(pages, mapping).values()
    return ", ".join(_span_name(*span, mapping) for own in files for span in spans(own))


def spans(pages: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring pages as first and last."""
    found: list[tuple[int, int]] = []
    for page in sorted(set(pages)):
        if found and found[-1][1] == page - 1:
            found[-1] = (found[-1][0], page)
        else:
            found.append((page, page))
    return found


def physical_pages(row: Row, mapping: Mapping) -> str:
    """The physical pages from 1, runs joined; ``?`` where a printed number is on no page; with the file's name those of
    the other documents that were given: ``5-7, 45 of annual-report.pdf``."""
    pages = [*row.pages, *(page for external in row.externals for page in external.pages)]
    known = by_file((page.index for page in pages if page.index is not None and not page.on_line), mapping)
    parts = [_numbers(spans(own), part) for part, own in known.items()]
    lines = [mapping.ref_words(page) for page in pages if page.on_line]
    return ", ".join([*parts, *lines, *["?"] * any(page.index is None for page in pages)])


def _numbers(runs: Iterable[tuple[int, int]], part: Part | None) -> str:
    first = part.first if part else 0
    told = ", ".join(_from_to(str(a - first + 1), str(b - first + 1)) for a, b in runs)
    return f"{told} of {part.name}" if part else told


def by_file(pages: Iterable[int], mapping: Mapping) -> dict[Part | None, list[int]]:
    """Pages in their order by the further file that they are of, None being the report's own."""
    found: dict[Part | None, list[int]] = {}
    for page in sorted(set(pages)):
        found.setdefault(mapping.part(page), []).append(page)
    return found


def _span_name(first: int, last: int, mapping: Mapping, label: str | None = None) -> str:
    part = mapping.part(first)
    source, own = (part.source, part.first) if part else (mapping.source, 0)
    known = mapping.pagination_at(first).told_apart
    start, end = (mapping.label(page) if known else None for page in (first, last))
    start, end = (label or start, label or end) if first == last else (start, end)
    numbers = _from_to(str(first - own + 1), str(last - own + 1))
    printed = _from_to(start, end) if start and end else None
    physical = _physical(numbers, source, part is not None)
    name = physical if printed is None else f"p. {printed}" if printed == numbers else f"p. {printed} ({physical})"
    return f"{name} of {part.name}" if part else name


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _physical(number: str, source: Source, named: bool) -> str:
    """``PDF page 71``, ``pages 2-3 of the file``; ``named`` says that the file's name follows."""
    noun = "pages" if "-" in number else "page"
    if source.media_type == PDF:
        return f"PDF {noun} {number}"
    return f"{noun} {number}" if named else f"{noun} {number} of the file"


def row_number(where: Where, mapping: Mapping) -> int | None:
    """Which row of its index page this is, counted from 1 as a reader would; None where it is no row."""
    return _row_numbers(mapping).get(where)


@last_only
def _row_numbers(mapping: Mapping) -> dict[Where, int]:
    counts: dict[int | None, int] = {}
    found: dict[Where, int] = {}
    for match in mapping.matches:
        where = match.row.where
        if where not in found:
            counts[where.page] = found[where] = counts.get(where.page, 0) + 1
    return found


def place(where: Where, mapping: Mapping) -> str:
    """``index p. 120 (PDF page 117), row 12``, as much of it as is known; lines instead of rows for text files, sheet
    and row for workbooks, the part in words where the file has neither."""
    named = ["index"] * _is_in_index(where, mapping)
    part = mapping.part(where.page) if where.page is not None else None
    if where.sheet or where.part:
        sheet = [f"sheet {where.sheet}, row {where.line}"] * bool(where.sheet)
        if part:
            named, sheet = [" ".join([*named, part.name])], sheet
        else:
            named, sheet = [" ".join([*named, *sheet])], []
        return ", ".join(told for told in (*named, *sheet, where.part) if told)
    if sheet_name := _sheets(mapping).get(where.page):
        return " ".join([*named, f"sheet {sheet_name}", f"of {part.name}" if part else ""]).strip()
    number = row_number(where, mapping) if file_of(where, mapping).media_type == PDF or where.line is None else None
    paged = where.page is not None and (mapping.is_paged(where.page) or (part is not None and where.line is None))
    page = page_name(where.page, mapping, where.label) if where.page is not None and paged else ""
    page = page or (part.name if part else "")
    parts = [
        " ".join([*named, *[page] * bool(page)]),
        f"row {number}" if number else "",
        f"line {where.line}" if where.line and not number else "",
    ]
    return ", ".join(part for part in parts if part)


def index_name(mapping: Mapping) -> str:
    """Where the index is: its pages, its sheets, or the file that it is all of; empty in a text without pages."""
    pages = mapping.index.pages
    sheets = dict.fromkeys(match.row.where.sheet for match in mapping.matches if match.row.where.sheet)
    part = mapping.part(pages[0]) if pages else None
    if sheets:
        named = f"sheet {', '.join(sheets)}"
        return f"{named} of {part.name}" if part else named
    if not pages or mapping.is_paged(pages[0]):
        return pages_name(pages, mapping)
    return part.name if part else ""


@last_only
def _sheets(mapping: Mapping) -> dict[int | None, str]:
    """The names of the sheets of a workbook from which rows were read, by their pages."""
    return {m.row.where.page: m.row.where.sheet for m in mapping.matches if m.row.where.sheet}


def _is_in_index(where: Where, mapping: Mapping) -> bool:
    """Whether a place is in the index; in a text without pages whether something of the index was read there."""
    if where.page not in mapping.index.pages:
        return False
    known = _index_places(mapping)
    return not known or where.page is None or mapping.is_paged(where.page) or where in known


@last_only
def _index_places(mapping: Mapping) -> frozenset[Where]:
    index = mapping.index
    return frozenset(
        (
            *(match.row.where for match in mapping.matches),
            *(heading.where for heading in index.headings),
            *(item.where for item in index.unparsed),
            *(topic.where for topic in index.topics),
            *(claim.where for claim in index.claims if claim.in_index),
        )
    )


def title_of(finding: Finding, run: Run) -> str:
    """The title of the disclosure a finding is about, in the edition of its row; the printed one where no standard has
    that code."""
    gap = gap_of(finding, run)
    if gap is not None:
        return gap.title
    known = run.mapping.catalogue.by_code.get(finding.disclosure or "", ())
    if known:
        return known[-1].words
    rows = (m.row for m in run.mapping.matches if m.row.where == finding.where and m.row.code == finding.disclosure)
    return next((row.title for row in rows), "")


def gap_of(finding: Finding, run: Run) -> Gap | None:
    """The line of the gap table that a finding is about, the first where it is about several."""
    return _gaps_by_finding(run).get(id(finding))


@last_only
def _gaps_by_finding(run: Run) -> dict[int, Gap]:
    found: dict[int, Gap] = {}
    for gap in run.gaps:
        for finding in findings_of(gap, run):
            found.setdefault(id(finding), gap)
    return found


def versions_text(versions: Versions) -> str:
    """What ran, in words: the tool, the catalogue and each pack with its version."""
    packs = ", ".join(f"{name} {version}" for name, version in versions.packs)
    return f"gricheck {versions.tool}, catalogue {versions.catalogue}, {f'packs {packs}' if packs else 'no packs'}"
