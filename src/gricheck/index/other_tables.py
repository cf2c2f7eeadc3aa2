"""Tables on index pages that answer to another framework and only refer to GRI: a law's contents, the principles of the
Global Compact, each with the codes that cover it behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gricheck.index.build import Cells
from gricheck.index.titles import TitleBook
from gricheck.model.index import Unparsed

OWN_TITLES = 0.5
"""A table whose titles are those of its codes, in so many rows, is the index."""
STRANGE_TITLES = 0.2
MAX_SHARE = 0.5
"""Of the index's rows, a table for another framework has at most so many."""


def without_other_tables(cells: Sequence[Cells], book: TitleBook) -> tuple[list[Cells], list[Unparsed]]:
    """The rows of the index, and what the tables of other frameworks say.

    Such a table has its codes behind texts that are not their titles, while the index prints titles that are.
    """
    tables: dict[int, list[Cells]] = defaultdict(list)
    for item in cells:
        tables[item.table].append(item)
    own = sum(len(rows) for rows in tables.values() if _alike(rows, book) >= OWN_TITLES)
    other = {
        number
        for number, rows in tables.items()
        if len(rows) <= MAX_SHARE * own and all(item.behind for item in rows) and _alike(rows, book) <= STRANGE_TITLES
    }
    kept = [item for item in cells if item.table not in other]
    return kept, [Unparsed(_text(item), item.where) for item in cells if item.table in other]


def _alike(rows: Sequence[Cells], book: TitleBook) -> float:
    """The share of rows that print a title of one of their codes."""
    hits = sum(any(book.is_alike(row.title, d) for c in row.codes for d in book.owners_of(c.code)) for row in rows)
    return hits / len(rows)


def _text(item: Cells) -> str:
    parts = (item.title, *(cell.text for cell in item.locations), " ".join(code.printed for code in item.codes))
    return " | ".join(part for part in parts if part.strip())
