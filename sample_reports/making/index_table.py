"""The content index as a table over several pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import white
from reportlab.platypus import Flowable, Spacer, Table
from reportlab.platypus import Paragraph as Para

from making.blocks import ALL, EndMark, Mark, banner, markup
from making.look import TEXT_WIDTH, Look
from making.source import Report, Row

Command = tuple[Any, ...]
"""A command of reportlab's table styles."""

Pages = Mapping[str, list[int]]
"""Codes to the physical pages, counted from 1, on which they are reported."""


def index_flowables(report: Report, look: Look, pages: Pages) -> Iterator[Flowable]:
    title = report.index["title"]
    yield Mark(["102-55"], title)
    yield banner(title, look)
    for label, text in report.index["statement"]:
        yield Para(markup(f"**{label}:** {text}" if label else text), look.body)
    yield Spacer(1, 4)
    yield index_table(report, look, pages)
    if "not_material" in report.index:
        yield Spacer(1, 10)
        yield not_material_table(report.index["not_material"], look)
    yield EndMark(["102-55"])


def not_material_table(block: dict[str, Any], look: Look) -> Table:
    """The topics of a sector standard that are not material, each with an explanation."""
    heading = look.entry.clone("", fontName="Helvetica-Bold", textColor=white)
    standard = heading.clone("", textColor=look.primary)
    lines = [[Para(block["heading"], heading), ""], [Para(name, look.banner) for name in block["columns"]]]
    topics = [[Para(markup(text), look.entry) for text in topic] for topic in block["topics"].items()]
    return Table(
        [*lines, [Para(block["standard"], standard), ""], *topics],
        colWidths=[0.36 * TEXT_WIDTH, 0.64 * TEXT_WIDTH],
        style=[
            *base_style(look),
            *heading_styles([("band", 0), ("standard", 2)], look),
            ("BACKGROUND", (0, 1), (-1, 1), look.primary),
        ],
    )


def index_table(report: Report, look: Look, pages: Pages) -> Table:
    columns = report.index["columns"]
    head = head_rows(columns, look)
    body = [row_cells(row, columns, report, look, pages) for row in report.rows]
    scale = TEXT_WIDTH / sum(column["width"] for column in columns)
    headings = [(row.kind, number) for number, row in enumerate(report.rows, len(head)) if row.kind != "row"]
    return Table(
        [*head, *body],
        colWidths=[column["width"] * scale for column in columns],
        repeatRows=len(head),
        style=[*base_style(look), *head_style(columns, len(head), look), *heading_styles(headings, look)],
    )


def head_rows(columns: list[dict[str, Any]], look: Look) -> list[list[Any]]:
    """One line of headings, or two where columns are grouped."""
    names = [Para(markup(column["head"]), look.banner) for column in columns]
    groups = [column.get("group", "") for column in columns]
    if not any(groups):
        return [names]
    starts = [group != before for before, group in pairwise(["", *groups])]
    return [[Para(group, look.banner) if first else "" for group, first in zip(groups, starts, strict=True)], names]


def base_style(look: Look) -> list[Command]:
    return [
        ("VALIGN", *ALL, "TOP"),
        ("LINEBELOW", *ALL, 0.3, look.accent),
        ("FONTSIZE", *ALL, 7.2),
        ("LEADING", *ALL, 8.8),
        ("LEFTPADDING", *ALL, 3),
        ("RIGHTPADDING", *ALL, 3),
        ("TOPPADDING", *ALL, 1.8),
        ("BOTTOMPADDING", *ALL, 2.6),
    ]


def head_style(columns: list[dict[str, Any]], lines: int, look: Look) -> list[Command]:
    grouped = [number for number, column in enumerate(columns) if "group" in column]
    span: list[Command] = [("SPAN", (grouped[0], 0), (grouped[-1], 0))] if grouped else []
    return [("BACKGROUND", (0, 0), (-1, lines - 1), look.primary), *span]


def heading_styles(headings: list[tuple[str, int]], look: Look) -> Iterator[Command]:
    """A heading fills its line and stays with the row below it."""
    for kind, number in headings:
        yield "SPAN", (0, number), (-1, number)
        yield "BACKGROUND", (0, number), (-1, number), look.accent if kind == "band" else look.pale
        yield "NOSPLIT", (0, number), (-1, number + 1)


def row_cells(row: Row, columns: list[dict[str, Any]], report: Report, look: Look, pages: Pages) -> list[Any]:
    if row.kind != "row":
        style = look.entry.clone("", fontName="Helvetica-Bold", textColor=white if row.kind == "band" else look.primary)
        return [Para(markup(row.text), style), *[""] * (len(columns) - 1)]
    fields = {"location": location(row, report, pages)} | {key: markup(text) for key, text in row.fields.items()}
    return [Para(fields.get(column["field"], ""), look.entry) for column in columns]


def location(row: Row, report: Report, pages: Pages) -> str:
    """The printed numbers of the pages that report on the row's disclosure, runs joined."""
    if "location" in row.fields:
        return ""
    found = pages.get(row.anchor)
    if found is None:
        raise ValueError(f"{report.name}: no section reports on {row.anchor}")
    return ", ".join(page_run(first, last, report) for first, last in runs(found))


def page_run(first: int, last: int, report: Report) -> str:
    ends = [first] if first == last else [first, last]
    dash: str = report.settings["range"]
    return dash.join(page_number(page, report) for page in ends)


def page_number(page: int, report: Report) -> str:
    label = str(page - report.settings["unnumbered"])
    return f'<a href="#page-{page}">{label}</a>' if report.settings["links"] else label


def runs(pages: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for page in sorted(set(pages)):
        if found and page == found[-1][1] + 1:
            found[-1] = (found[-1][0], page)
        else:
            found.append((page, page))
    return found
