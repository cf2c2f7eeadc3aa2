"""Codes and pages that a spreadsheet program took for dates: ``2-7`` that has become the 7th of February.

What was typed is lost there, so it cannot be read; it can only be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gricheck.readers.sheet import letters

FEW = 2
"""So many dates in one column of an index are no chance."""
_NAMED = 5
_SHORT = re.compile(r"\d{1,2}[-./ ][^\W\d_]{3,4}\.?|[^\W\d_]{3,4}[-./ ]\d{1,2}")
"""A day as such programs write it: ``02-Feb``, ``6. Mai``, ``Feb-02``."""


def mistaken(rows: Sequence[Sequence[object]], where: str) -> Iterator[str]:
    """A word for each column that holds codes or pages as dates, beside cells of another kind; ``where`` begins it."""
    width = max(map(len, rows), default=0)
    for column in range(width):
        places = [number for number, row in enumerate(rows, start=1) if column < len(row) and _is_day(row[column])]
        if len(places) >= FEW:
            named = ", ".join(map(str, places[:_NAMED])) + (" and others" if len(places) > _NAMED else "")
            yield (
                f"{where}column {letters(column)} holds dates in rows {named}: where a code or "
                "pages such as 2-7 were meant, format the column as text and type them again"
            )


def _is_day(value: object) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and _SHORT.fullmatch(value.strip()) is not None)
