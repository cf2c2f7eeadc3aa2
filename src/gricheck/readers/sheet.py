"""A sheet of a workbook as every library gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 20_000, 200, 100
"""What lies beyond is not read, and the document says so."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` hold values from the first cell on, no more than are read; ``spans`` are the rows and columns of merged
    cells by their first one (0-based). ``more`` says that there are further rows, ``warnings`` what is hidden."""

    name: str
    hidden: bool
    rows: Sequence[Sequence[object]]
    spans: Mapping[tuple[int, int], tuple[int, int]]
    more: bool = False
    warnings: tuple[str, ...] = ()
