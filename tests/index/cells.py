"""Reading location cells: one reader of a report of 200 pages that carry their own numbers."""

from __future__ import annotations

import pytest

from gricheck.index.location import Location, LocationReader
from gricheck.index.page_numbers import Bare
from gricheck.model.document import Pagination
from gricheck.vocabulary import load_vocabulary

COUNT = 200
PLAIN = Pagination(tuple((str(i + 1),) for i in range(COUNT)), True, "printed")
READER = LocationReader(PLAIN, load_vocabulary())


def pages(text: str, reader: LocationReader = READER, *, page_column: bool = True) -> list[int]:
    """The printed numbers of the pages that a cell names."""
    return [int(ref.label or "0") for ref in reader.read(text, Bare.PAGES if page_column else Bare.OTHER).pages]


def known(text: str) -> Location:
    """The cell read as one of a page column."""
    return READER.read(text, Bare.PAGES)


def bug(reason: str, *values: object) -> object:
    """A case that fails today, and why."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason))
