"""GRI's own head of two lines, "Omission" over its three parts, in every format with cells: merged or not, the rows are
those of the table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import Workbook

import gricheck

PARTS = ["Requirement(s) omitted", "Reason", "Explanation"]
ONE = [["GRI Standard", "Disclosure", "Location", *PARTS]]
TWO = [["GRI Standard", "Disclosure", "Location", "Omission", "", ""], ["", "", "", *PARTS]]
OMITTED = ["All", "Information unavailable/incomplete", "We do not have the data."]
LOCATIONS = ("40", "page 40", "AR p. 2", "Annual Report 2023, p. 45", "5; AR 3", "3, 21")
Rows = Sequence[Sequence[str]]
Span = tuple[int, int, int, int]
"""Of a merged cell the first row and column, and the last, 0-based."""


def body(location: str) -> Rows:
    return [
        ["GRI 2: General Disclosures 2021", "2-1 Organizational details", location, "", "", ""],
        ["", "2-7 Employees", "3", "", "", ""],
        ["", "2-8 Workers who are not employees", "", *OMITTED],
        ["", "2-9 Governance structure and composition", "5", "", "", ""],
        ["GRI 305: Emissions 2016", "3-3 Management of material topics", "12", "", "", ""],
        ["", "305-1 Direct (Scope 1) GHG emissions", location, "", "", ""],
    ]


MERGED: tuple[Span, ...] = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 5), (2, 0, 5, 0), (6, 0, 7, 0))


def workbook(rows: Rows, path: Path, merged: Sequence[Span]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append([int(text) if text.isdecimal() else text or None for text in row])
    for top, left, bottom, right in merged:
        book.active.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    book.save(path)


def values(rows: Rows, path: Path, merged: Sequence[Span]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def html(rows: Rows, path: Path, merged: Sequence[Span]) -> None:
    lines = "\n".join(f"<tr>{''.join(_cells(rows, y, merged))}</tr>" for y in range(len(rows)))
    page = f"<!DOCTYPE html><html><body><h1>GRI content index</h1><table>{lines}</table></body></html>"
    path.write_text(page, encoding="utf-8")


def _cells(rows: Rows, y: int, merged: Sequence[Span]) -> Iterator[str]:
    for x, text in enumerate(rows[y]):
        span = next((s for s in merged if s[0] <= y <= s[2] and s[1] <= x <= s[3]), (y, x, y, x))
        if span[:2] == (y, x):
            yield f'<td rowspan="{span[2] - y + 1}" colspan="{span[3] - x + 1}">{escape(text)}</td>'


def word(rows: Rows, path: Path, merged: Sequence[Span]) -> None:
    document = WordDocument()
    document.add_heading("GRI content index")
    table = document.add_table(len(rows), len(rows[0]))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    for top, left, bottom, right in merged:
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    document.save(str(path))


def markdown(rows: Rows, path: Path, merged: Sequence[Span]) -> None:
    first, *rest = (f"| {' | '.join(row)} |" for row in rows)
    path.write_text("\n".join(["# GRI content index", "", first, "|---" * 6 + "|", *rest]), encoding="utf-8")


Write = Callable[[Rows, Path, Sequence[Span]], None]
FORMATS: dict[str, Write] = {"xlsx": workbook, "csv": values, "html": html, "docx": word, "md": markdown}


@pytest.mark.parametrize("location", LOCATIONS)
@pytest.mark.parametrize(
    ("head", "merged"), [(ONE, ()), (TWO, ()), (TWO, MERGED)], ids=["one line", "two lines", "two lines merged"]
)
@pytest.mark.parametrize("ending", FORMATS)
def test_every_row_has_its_cells(
    ending: str, head: Rows, merged: Sequence[Span], location: str, tmp_path: Path
) -> None:
    path = tmp_path / f"index.{ending}"
    rows = body(location)
    FORMATS[ending]([*head, *rows], path, merged)
    index = gricheck.read_index(path, cache=False)
    assert [(f"{row.code} {row.title}", row.location) for row in index.rows] == [(row[1], row[2]) for row in rows]
    assert [row.heading_standard for row in index.rows] == ["GRI 2"] * 4 + ["GRI 305"] * 2
    omitted = {row.code: row.omission for row in index.rows if row.omission is not None}
    assert list(omitted) == ["2-8"]
    assert (omitted["2-8"].reason, omitted["2-8"].explanation) == tuple(OMITTED[1:])
    assert index.unparsed == ()
