"""A table as data, written as CSV and Markdown here and as a workbook in ``workbook.py``.

Everything out of the report is data: never a formula, a link or markup of its own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gricheck.model.run import Checked, Run
from gricheck.reporter import escape


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to the report's file; ``target`` is a relative URL of our own making."""

    text: str
    target: str | None


Cell = str | int | Link | tuple[str, ...]
"""Text, a number, a link, or several lines of text."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as ``#rrggbb``: of the ground and of the letters."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is in characters. ``looks`` colour a cell by its text; ``choices`` are what may be put there."""

    name: str
    width: int
    looks: Mapping[str, Look] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, and the names and values that stand above them."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[tuple[str, str], ...] = ()


def over_reports(
    title: str, columns: tuple[Column, ...], checked: Checked, rows_of: Callable[[Run], Iterable[tuple[Cell, ...]]]
) -> Table:
    """The rows of every report that has an index; each begins with its report where there are several."""
    if not checked.several:
        return Table(title, columns, tuple(row for run in checked.judged for row in rows_of(run)))
    rows = tuple((run.mapping.source.path, *row) for run in checked.judged for row in rows_of(run))
    return Table(title, (Column("Report", 24), *columns), rows)


def as_csv(table: Table) -> str:
    """RFC 4180, with a byte order mark, or a spreadsheet takes it for another encoding."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    for name, value in table.head:
        writer.writerow([escape.cell(name), escape.cell(value)])
    if table.head:
        writer.writerow([])
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_text(item, escape.cell, " | ") for item in row] for row in table.rows)
    return out.getvalue()


def markdown_table(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[str]:
    """The lines of a table in the GitHub flavour."""
    lines = [_line(names), _line(["---"] * len(names))]
    return [*lines, *(_line([_text(item, escape.markdown, "<br>") for item in row]) for row in rows)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(item: Cell, escaped: Callable[[str], str], join: str) -> str:
    if isinstance(item, tuple):
        return join.join(map(escaped, item))
    return escaped(item.text if isinstance(item, Link) else str(item))
