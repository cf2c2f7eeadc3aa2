"""Numbers of a sector standard's lines beside the codes of an index: references, but for the sector's own disclosures.

The index has a column for them. Where a sector standard asks for something that no Topic Standard does, the number is
all that its row has for a code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gricheck.index.anchors import Anchor
from gricheck.index.lines import Line
from gricheck.model.standard import Catalogue

LEVEL = 0.6
"""A number and a code closer than this (heights of a line) are of one row."""

BESIDE = 0.5
"""The share of numbers with a code beside them from which on they are references to sector standards."""

APART = 1.6
"""Numbers closer to each other than this (heights of a line) share a cell."""


def is_sector_column(column: Sequence[Anchor]) -> bool:
    """Whether a column holds numbers of sector standards and no code of another kind."""
    return all("." in code.code and not code.loose for anchor in column for code in anchor.codes)


def are_references(column: Sequence[Anchor], others: Sequence[Sequence[Anchor]]) -> bool:
    """Whether a column's numbers stand beside the codes of another column, on whichever side of them."""
    codes = [a for other in others if other is not column and not is_sector_column(other) for a in other]
    beside = sum(any(_level(anchor, code) for code in codes) for anchor in column)
    return is_sector_column(column) and beside >= BESIDE * len(column)


def with_sector_rows(
    kept: Sequence[Sequence[Anchor]],
    references: Sequence[Sequence[Anchor]],
    lines: Sequence[Line],
    catalogue: Catalogue,
) -> list[list[Anchor]]:
    """The columns of codes with the sector's own disclosures put in: numbers among ``references`` beside no code."""
    columns = [list(column) for column in kept]
    for numbers in references:
        home = _home(numbers, columns)
        if home is not None:
            home += [_placed(a, home) for a in numbers if _is_own_row(a, numbers, home, lines, catalogue)]
            home.sort(key=lambda a: a.middle)
    return columns


def _home(numbers: Sequence[Anchor], columns: Sequence[list[Anchor]]) -> list[Anchor] | None:
    """The column of codes that most of the numbers stand beside."""

    def beside(column: Sequence[Anchor]) -> int:
        return sum(any(_level(number, code) for code in column) for number in numbers)

    return max(columns, key=beside, default=None)


def _is_own_row(
    anchor: Anchor, numbers: Sequence[Anchor], codes: Sequence[Anchor], lines: Sequence[Line], catalogue: Catalogue
) -> bool:
    """Whether the number is one of the sector's own disclosures, with words beside it and no code."""
    line = catalogue.by_reference.get(anchor.codes[0].code)
    if line is None or line.kind != "additional" or any(_level(anchor, code) for code in codes):
        return False
    height = anchor.box[3] - anchor.box[1]
    if any(n is not anchor and abs(n.middle - anchor.middle) < APART * height for n in numbers):
        return False
    words = [w for line in lines if abs(line.middle - anchor.middle) < LEVEL * height for w in line.words]
    return sum(ch.isalpha() for w in words for ch in w.text) >= 4


def _placed(anchor: Anchor, codes: Sequence[Anchor]) -> Anchor:
    """The number as if it stood where the row's code would."""
    left = min(code.box[0] for code in codes)
    right = max(code.box[2] for code in codes)
    return replace(anchor, box=(left, anchor.box[1], right, anchor.box[3]), left=left, open=False)


def _level(a: Anchor, b: Anchor) -> bool:
    return abs(a.middle - b.middle) < LEVEL * (a.box[3] - a.box[1])
