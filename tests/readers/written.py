"""Rows written as tables of Markdown, AsciiDoc and XLSX, for tests that hold one against the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from gricheck.model.index import Kind, Row

Rows = Sequence[Sequence[str]]
HEAD = ("GRI Standard", "Disclosure", "Title", "Page", "Omission")
ROWS: Rows = (
    HEAD,
    ("GRI 2: General Disclosures 2021", "2-1", "Organizational details", "4", ""),
    (
        "GRI 2: General Disclosures 2021",
        "2-2",
        "Entities included in the organization’s sustainability reporting",
        "4-5",
        "",
    ),
    (
        "GRI 2: General Disclosures 2021",
        "2-3",
        "Reporting period, frequency and contact point",
        "",
        "Not applicable: we are new",
    ),
    ("GRI 302: Energy 2016", "302-1", "Energy consumption within the organization", "7, 9", ""),
    ("GRI 302: Energy 2016", "302-3", "Energy intensity", "/", ""),
    ("GRI 305: Emissions 2016", "305-1", "Direct (Scope 1) GHG emissions", "Annual Report, p. 12", ""),
)


def markdown(rows: Rows) -> str:
    """A pipe table; every sign that could be a mark is escaped."""
    lines = ["| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _escaped(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text).replace("\n", "<br>")


def asciidoc(rows: Rows) -> str:
    """Each cell on a line of its own."""
    cells = (f"|{cell.replace('|', chr(92) + '|')}".replace("\n", " +\n") for row in rows for cell in row)
    return "\n".join([f'[cols="{len(rows[0])}*"]', "|===", *cells, "|==="])


def workbook(rows: Rows, path: Path) -> Path:
    book = Workbook()
    book.active.append(["GRI content index"])
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(path)
    return path


def as_read(rows: Iterable[Row]) -> Rows:
    """Rows of an index as a table again."""
    return [
        ("Disclosure", "Title", "Page", "Omission"),
        *((row.printed_code, row.title, row.location, _omission(row)) for row in rows),
    ]


def _omission(row: Row) -> str:
    if row.omission is None or row.kind is not Kind.OMITTED:
        return ""
    return ": ".join(filter(None, (row.omission.reason, row.omission.explanation))) or "Omitted"
