"""The gap table says where the report speaks of a disclosure, in the terms of the file at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gricheck.model.document import Pagination, Source
from gricheck.model.evidence import Evidence, Passage, Support
from gricheck.reporter.gaps.text import render_run as render_gaps
from gricheck.reporter.options import RenderOptions
from runs import ENERGY, SHA, gaps, mapping, match, run

PDF, HTML, TEXT = "application/pdf", "text/html", "text/plain"


def table(passage: Passage, media_type: str, pages: int) -> str:
    """The gap table of one row that cites this page, in a file of so many pages, none of them numbered."""
    row = replace(match(ENERGY), evidence=Evidence(Support.SUPPORTED, (passage,)))
    source = Source("report", SHA, media_type, 1000)
    report = mapping([row], source=source, page_count=pages, pagination=Pagination(((),) * pages, False, "nothing"))
    return " ".join(render_gaps(run([row], mapping=report, gaps=gaps([row])), RenderOptions(width=200)).split())


@pytest.mark.parametrize(
    ("label", "media_type", "pages", "told"),
    [
        ("36", PDF, 128, "supported: p. 36, Environment"),
        (None, PDF, 128, "supported: PDF page 40, Environment"),
        (None, HTML, 128, "supported: page 40 of the file, Environment"),
        (None, TEXT, 1, "supported: line 12, Environment"),
    ],
)
def test_where_the_evidence_stands(label: str | None, media_type: str, pages: int, told: str) -> None:
    page = 39 if pages > 1 else 0
    passage = Passage(page, label, 12, 9.0, 3.0, 2.0, "Energy consumption: 5,120 GJ", section="Environment")
    assert told in table(passage, media_type, pages)
