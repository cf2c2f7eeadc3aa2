"""Indexes made of typed rows, mapped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gricheck.catalogue import load_catalogue
from gricheck.index.editions import settle_editions
from gricheck.index.typed import make_rows
from gricheck.matcher import match
from gricheck.model.document import Document, Page, Pagination, Source
from gricheck.model.index import Claim, ContentIndex, ReportFacts, Row, Where
from gricheck.model.mapping import Mapping
from gricheck.vocabulary import load_vocabulary

PAGES = 60
LABELS = Pagination(tuple((str(i + 1),) for i in range(PAGES)), True, "printed")


def rows_of(*cells: Sequence[str], heading: str = "", **more: Any) -> tuple[Row, ...]:
    """Rows from (code, title, location); the location may be left out."""
    common = {"where": Where(0), "pagination": LABELS, "catalogue": load_catalogue(), "vocabulary": load_vocabulary()}
    made = [
        row
        for code, title, *location in cells
        for row in make_rows(code, title, (*location, "12")[0], heading=heading, **common, **more)  # type: ignore[arg-type]
    ]
    return settle_editions(made, load_catalogue())


def mapped(
    rows: Sequence[Row],
    *,
    language: str | None = "en",
    pagination: Pagination = LABELS,
    period_end: date | None = None,
    made: date | None = None,
    found: Claim | None = None,
    **given: Any,
) -> Mapping:
    source = Source("report.pdf", "0" * 64, "application/pdf", 1)
    report = Document(source, tuple(Page(i, "") for i in range(PAGES)), pagination)
    facts = ReportFacts(language=language, period_end=period_end, published=made)
    index = ContentIndex((58, 59), tuple(rows), claim=found, facts=facts)
    return match(report, index, load_catalogue(), load_vocabulary(), **given)
