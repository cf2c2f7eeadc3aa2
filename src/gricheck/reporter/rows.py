"""``gricheck index --format csv|xlsx``: the rows of the index as read, and what was not understood."""

from __future__ import annotations

from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.run import Versions
from gricheck.reporter.links import page_link
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.table import Cell, Column, Link, Table, as_csv
from gricheck.reporter.views import physical_pages, place, row_edition, versions_text
from gricheck.reporter.words import omission_words

COLUMNS = (
    Column("Code", 10),
    Column("Edition", 9),
    Column("Code as printed", 16),
    Column("Title as printed", 44),
    Column("Location as printed", 30),
    Column("Kind", 10),
    Column("File pages", 14),
    Column("Omission", 34),
    Column("Topic", 22),
    Column("SDGs", 10),
    Column("Place", 28),
    Column("Confidence", 11),
)
UNREAD = "not understood"


def index_table(mapping: Mapping, options: RenderOptions) -> Table:
    """One row for every row read, then one for every line that was not understood."""
    read = [_row(match, mapping, options) for match in mapping.matches]
    blank = ("",) * 3
    unread = [
        ("", "", "", item.text, "", UNREAD, *blank, "", place(item.where, mapping), "")
        for item in mapping.index.unparsed
    ]
    return Table("Index as read", COLUMNS, (*read, *unread))


def render_csv(mapping: Mapping, versions: Versions, options: RenderOptions) -> str:
    """For other programs."""
    return as_csv(index_table(mapping, options))


def render_xlsx(mapping: Mapping, versions: Versions, options: RenderOptions) -> bytes:
    """A workbook with one sheet."""
    from gricheck.reporter.workbook import Properties, workbook

    made_by = f"{versions_text(versions)}; sha256 of the report {mapping.source.sha256}"
    return workbook(index_table(mapping, options), Properties("Content index as read", made_by, options.made))


def _row(match: RowMatch, mapping: Mapping, options: RenderOptions) -> tuple[Cell, ...]:
    row, edition = match.row, row_edition(match)
    first = min((page.index for page in row.pages if page.index is not None), default=None)
    return (
        row.code,
        edition if edition is not None else "",
        row.printed_code,
        row.title,
        row.location,
        row.kind.value,
        Link(physical_pages(row, mapping), page_link(first, mapping, options)),
        omission_words(row.omission) if row.omission else "",
        row.topic or "",
        ", ".join(map(str, row.sdgs)),
        Link(place(row.where, mapping), page_link(row.where.page, mapping, options)),
        f"{row.confidence:g}",
    )
