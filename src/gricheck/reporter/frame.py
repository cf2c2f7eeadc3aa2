"""A run's tables as data frames. Names and types of the columns are stable: columns are only ever added, at the end.

Pages are physical and counted from 0 (``page_index``); the number printed on a page is its label.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from gricheck.errors import UsageError
from gricheck.model.index import PageRef, Where
from gricheck.model.mapping import Gap, RowMatch
from gricheck.model.run import Finding, Run
from gricheck.reporter.views import file_of, findings_of, gap_location, gap_pages, gap_support, own_page, row_edition
from gricheck.reporter.words import reference_text

Kind = Literal["text", "int", "float", "bool", "ints", "texts"]
Columns = Mapping[str, Kind]

FINDINGS: Columns = {
    "report": "text",
    "rule": "text",
    "severity": "text",
    "outcome": "text",
    "confidence": "float",
    "disclosure": "text",
    "requirement": "text",
    "message": "text",
    "remedy": "text",
    "reason": "text",
    "reference": "text",
    "page_index": "int",
    "page_label": "text",
    "line": "int",
    "row": "text",
    "fingerprint": "text",
    "waived": "text",
    "baselined": "bool",
    "file": "text",
    "sheet": "text",
}
DISCLOSURES: Columns = {
    "report": "text",
    "disclosure": "text",
    "edition": "int",
    "title": "text",
    "standard": "text",
    "required_by": "text",
    "status": "text",
    "location": "text",
    "page_indexes": "ints",
    "page_labels": "texts",
    "page_files": "texts",
    "support": "text",
    "rules": "texts",
}
ROWS: Columns = {
    "report": "text",
    "code": "text",
    "edition": "int",
    "printed_code": "text",
    "title": "text",
    "disclosure": "text",
    "location": "text",
    "kind": "text",
    "page_indexes": "ints",
    "page_labels": "texts",
    "page_files": "texts",
    "sdgs": "ints",
    "omitted_requirements": "texts",
    "omission_reason": "text",
    "omission_explanation": "text",
    "topic": "text",
    "page_index": "int",
    "page_label": "text",
    "line": "int",
    "confidence": "float",
    "file": "text",
    "sheet": "text",
}

_PANDAS: Mapping[Kind, str] = {
    "text": "string",
    "int": "Int64",
    "float": "float64",
    "bool": "bool",
    "ints": "object",
    "texts": "object",
}
LIBRARIES = ("pandas", "polars")


def frame(run: Run, table: str, library: str | None = None) -> Any:
    """A table of a run as a frame of ``library``, else of the first that is installed. UsageError where that fails."""
    if table not in _TABLES:
        raise UsageError(f"no table is called {table!r}; known are {', '.join(_TABLES)}")
    columns, lines = _TABLES[table]
    path = run.mapping.source.path
    data = list(zip(*((path, *line) for line in lines(run)), strict=True)) or [()] * len(columns)
    named = dict(zip(columns, map(list, data), strict=True))
    return _MAKERS[_library(library)](named, columns)


def _library(asked: str | None) -> str:
    if asked is not None and asked not in LIBRARIES:
        raise UsageError(f"data frames are made with {' or '.join(LIBRARIES)}, not {asked!r}")
    found = [name for name in ((asked,) if asked else LIBRARIES) if find_spec(name)]
    if not found:
        missing = f"{asked} is not" if asked else "neither pandas nor polars is"
        raise UsageError(f"{missing} installed, and a data frame needs it; pip install {asked or 'pandas'}")
    return found[0]


def _pandas(data: Mapping[str, list[Any]], columns: Columns) -> Any:
    pandas = import_module("pandas")
    series = {name: pandas.Series(data[name], dtype=_PANDAS[kind]) for name, kind in columns.items()}
    return pandas.DataFrame(series)


def _polars(data: Mapping[str, list[Any]], columns: Columns) -> Any:
    polars = import_module("polars")
    kinds = {
        "text": polars.String,
        "int": polars.Int64,
        "float": polars.Float64,
        "bool": polars.Boolean,
        "ints": polars.List(polars.Int64),
        "texts": polars.List(polars.String),
    }
    return polars.DataFrame(data, schema={name: kinds[kind] for name, kind in columns.items()})


_MAKERS: Mapping[str, Callable[[Mapping[str, list[Any]], Columns], Any]] = {"pandas": _pandas, "polars": _polars}


def _findings(run: Run) -> Sequence[tuple[Any, ...]]:
    return [_finding(item, run) for item in run.findings]


def _finding(item: Finding, run: Run) -> tuple[Any, ...]:
    where = item.where
    return (
        *(item.rule, item.severity.value, item.outcome.value, float(item.confidence)),
        *(item.disclosure, item.requirement, item.message, item.remedy, item.reason),
        reference_text(item.reference) if item.reference else None,
        *((_page(where, run), where.label, where.line) if where else (None, None, None)),
        *(item.row, item.fingerprint, item.waived, item.baselined),
        *_file_and_sheet(where, run),
    )


def _disclosures(run: Run) -> Sequence[tuple[Any, ...]]:
    return [_gap(gap, run) for gap in run.gaps]


def _gap(gap: Gap, run: Run) -> tuple[Any, ...]:
    support = gap_support(gap)
    return (
        *(gap.code, gap.edition, gap.title, gap.standard, gap.required_by, gap.status.value, gap_location(gap)),
        *_pages(gap_pages(gap), run),
        str(support) if support else None,
        list(dict.fromkeys(f.rule for f in findings_of(gap, run))),
    )


def _rows(run: Run) -> Sequence[tuple[Any, ...]]:
    return [_row(match, run) for match in run.mapping.matches]


def _row(match: RowMatch, run: Run) -> tuple[Any, ...]:
    row, omission = match.row, match.row.omission
    return (
        *(row.code, row_edition(match), row.printed_code, row.title),
        match.disclosure.code if match.disclosure else None,
        *(row.location, row.kind.value, *_pages(row.pages, run), list(row.sdgs)),
        list(omission.requirements) if omission else [],
        *((omission.reason, omission.explanation) if omission else (None, None)),
        *(row.topic, _page(row.where, run), row.where.label, row.where.line, float(row.confidence)),
        *_file_and_sheet(row.where, run),
    )


def _page(where: Where, run: Run) -> int | None:
    return None if where.page is None else own_page(where.page, run.mapping)


def _file_and_sheet(where: Where | None, run: Run) -> tuple[str, str | None]:
    return file_of(where, run.mapping).path, where.sheet if where else None


def _pages(pages: Sequence[PageRef], run: Run) -> tuple[list[int | None], list[str | None], list[str | None]]:
    """Indexes, labels and files, of the same length: a label that is on no page has no index and no file."""
    mapping = run.mapping
    return (
        [None if page.index is None else own_page(page.index, mapping) for page in pages],
        [page.label for page in pages],
        [None if page.index is None else file_of(Where(page=page.index), mapping).path for page in pages],
    )


_TABLES: Mapping[str, tuple[Columns, Callable[[Run], Sequence[tuple[Any, ...]]]]] = {
    "findings": (FINDINGS, _findings),
    "disclosures": (DISCLOSURES, _disclosures),
    "rows": (ROWS, _rows),
}
