"""What the library that reads a workbook's cells does not tell, so that the file itself is asked: rows and columns that
are hidden, and links."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from lxml import etree

from gricheck.model.document import Source
from gricheck.readers.kinds import ODS
from gricheck.readers.sheet import SheetFacts

UNTOLD = (
    *(BadZipFile, zlib.error, etree.XMLSyntaxError),
    *(EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError),
)
"""What a damaged part raises. The library that reads the cells has the last word on whether the file is one."""


def facts_of(source: Source, data: bytes) -> dict[str, SheetFacts]:
    """The facts of each sheet by its name; a sheet that cannot be understood has none."""
    from gricheck.readers.ods_facts import ods_facts
    from gricheck.readers.xlsx_facts import xlsx_facts

    found: dict[str, SheetFacts] = {}
    try:
        with ZipFile(io.BytesIO(data)) as file:
            for name, facts in ods_facts(file) if source.media_type == ODS else xlsx_facts(file):
                found.setdefault(name, facts)
    except UNTOLD:
        pass
    return found


def hides(name: str, rows: int, columns: int) -> Iterator[str]:
    """What is said of a sheet that hides so many rows and columns; nothing where it hides none."""
    if rows or columns:
        told = f"{_number(rows, 'row')} and {_number(columns, 'column')}"
        yield f"sheet {name!r} hides {told}, which were read all the same"


def _number(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


_FORMULA = re.compile(r'\s*(?:\w{1,9}:)?=?\s*HYPERLINK\(\s*"((?:[^"]|"")*+)"\s*[,;)]', re.IGNORECASE)


def formula_link(formula: str) -> str:
    """The address in ``=HYPERLINK("…", "…")``; empty for any other formula, and where it must be calculated."""
    match = _FORMULA.match(formula)
    return match[1].replace('""', '"') if match else ""


def number_in(text: str | None, default: int = 1) -> int:
    """A number of at most nine digits, such as a place or a count; else the default."""
    return int(text) if text and len(text) <= 9 and text.isascii() and text.isdigit() else default
