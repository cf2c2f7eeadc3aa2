"""Small index tables of an invented report, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence

from gricheck.catalogue import load_catalogue
from gricheck.index import read_index
from gricheck.model.document import Box, PageLayout
from gricheck.model.index import ContentIndex, Row
from gricheck.vocabulary import load_vocabulary
from index.layouts import document, plain_text, tops

AIR = (
    ("305-1", "Direct (Scope 1) GHG emissions", "45"),
    ("305-2", "Energy indirect (Scope 2) GHG emissions", "46-47"),
    ("305-3", "Other indirect (Scope 3) GHG emissions", "48, 50"),
    ("305-4", "GHG emissions intensity", "51"),
    ("305-5", "Reduction of GHG emissions", "/"),
    ("305-6", "Emissions of ozone-depleting substances (ODS)", "–"),
    ("305-7", "Nitrogen oxides (NOx) and other air emissions", "52"),
)
WASTE = (
    ("306-3", "Waste generated", "60"),
    ("306-4", "Waste diverted from disposal", "61"),
    ("306-5", "Waste directed to disposal", "62"),
)
SHORT = tuple((code, title.partition(" (")[0][:26], location) for code, title, location in AIR)
XS = (40.0, 100.0, 400.0)


def read(*layouts: PageLayout) -> ContentIndex:
    """The index on the first pages of a report of 120."""
    texts = [plain_text(layout) for layout in layouts]
    report = document(*texts, *["Our mills keep running."] * (120 - len(texts)))
    return read_index(report, layouts, load_catalogue(), load_vocabulary())


def cells(*layouts: PageLayout) -> list[tuple[str, str, str]]:
    return [(row.code, row.title, row.location) for row in read(*layouts).rows]


def numbers(row: Row) -> list[str | None]:
    return [ref.label for ref in row.pages]


def by_code(*layouts: PageLayout) -> dict[str, Row]:
    return {row.code: row for row in read(*layouts).rows}


def permuted(order: str, rows: Sequence[Sequence[str]] = AIR) -> list[tuple[str, ...]]:
    """Rows with their cells in another order: "ctl" is code, title, location."""
    return [tuple(row["ctl".index(letter)] for letter in order) for row in rows]


def ruled(rows: Sequence[Sequence[str]], gap: float, left: float = 35.0, right: float = 520.0) -> list[Box]:
    """A ruling line above every row and below the last."""
    return [(left, y - gap / 2, right, y - gap / 2) for y in tops(rows, gap=gap)]
