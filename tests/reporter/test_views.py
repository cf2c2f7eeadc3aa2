"""Pages and places in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

import runs
from gricheck.model.document import Pagination, Source
from gricheck.model.evidence import Evidence, Passage, Support
from gricheck.model.index import ContentIndex, PageRef, Where
from gricheck.model.mapping import Gap, Status
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import views
from gricheck.reporter.views import gap_passages, gap_support

MAPPING = runs.mapping()
UNJUDGED = runs.mapping(pagination=Pagination((("1",),) * 128, False, "counted"))


@pytest.mark.parametrize(
    ("page", "words"),
    [(70, "p. 73 (PDF page 71)"), (0, "PDF page 1")],
)
def test_a_page_by_its_printed_number_and_the_physical_one(page: int, words: str) -> None:
    assert views.page_name(page, MAPPING) == words


def test_one_number_where_both_are_the_same() -> None:
    same = runs.mapping(pagination=Pagination((("1",), ("2",)), True, "…"))
    assert views.page_name(1, same) == "p. 2"


def test_labels_that_are_not_sure_are_not_shown() -> None:
    assert views.page_name(70, UNJUDGED) == "PDF page 71"


def test_text_files_have_no_pdf_pages() -> None:
    plain = runs.mapping(source=Source("r.txt", runs.SHA, "text/plain", 1))
    assert views.page_name(70, plain) == "p. 73 (page 71 of the file)"


def test_neighbouring_pages_are_joined() -> None:
    assert views.pages_name([119, 117, 118, 3], MAPPING) == "PDF page 4, p. 120-122 (PDF pages 118-120)"
    assert views.pages_name([0, 1], MAPPING) == "PDF pages 1-2"


def test_rows_are_counted_on_their_own_page() -> None:
    places = [Where(page=117, line=10), Where(page=117, line=30), Where(page=118, line=5)]
    matches = [runs.match(runs.ENERGY, where=where) for where in (places[0], places[0], *places[1:])]
    mapping = runs.mapping(matches)
    assert [views.row_number(where, mapping) for where in places] == [1, 2, 1]
    assert views.row_number(Where(page=117, line=11), mapping) is None


def test_places_outside_the_index_and_in_sheets() -> None:
    assert views.place(Where(page=3, line=2), MAPPING) == "PDF page 4, line 2"
    assert views.place(Where(sheet="GRI", line=4, cell="A4:F4"), MAPPING) == "sheet GRI, row 4"
    assert views.place(Where(part="table 3, row 4"), MAPPING) == "table 3, row 4"
    assert views.place(Where(), MAPPING) == ""


def test_one_page_needs_no_number() -> None:
    plain = runs.mapping(
        page_count=1, index=ContentIndex((0,), ()), source=Source("report.txt", runs.SHA, "text/plain", 1)
    )
    assert views.place(Where(page=0, line=12), plain) == "index, line 12"
    row = runs.match(runs.ENERGY, where=Where(page=0, line=12))
    read = runs.mapping((row,), page_count=1, index=ContentIndex((0,), (row.row,)), source=plain.source)
    assert views.place(Where(page=0, line=12), read) == "index, line 12"
    assert views.place(Where(page=0, line=3), read) == "line 3"  # elsewhere in the text


def test_a_disclosure_of_two_editions_keeps_its_findings_apart() -> None:
    old, new = runs.match(runs.WATER_OLD, "/", line=1), runs.match(runs.WATER_NEW, "/", line=2)
    run = apply_policy(
        runs.run((old, new), [runs.result(old), runs.result(new), runs.result(disclosure="303-3")]), Policy()
    )
    lines = [[f.where.line if f.where else None for f in views.findings_of(gap, run)] for gap in run.gaps]
    assert lines == [[1, None], [2, None]]


def test_the_location_and_pages_of_several_rows() -> None:
    first = runs.match(runs.ENERGY, "70")
    second = runs.match(runs.ENERGY, "70, 72", pages=(PageRef("70", 70), PageRef("72", 72)))
    gap = Gap("302-1", 2016, "…", None, None, Status.REPORTED, (first, second))
    assert views.gap_location(gap) == "70; 70, 72"
    assert views.gap_pages(gap) == (PageRef("70", 70), PageRef("72", 72))


def test_the_title_of_a_code_that_no_standard_has_is_the_printed_one() -> None:
    odd = runs.match(runs.disclosure("413-3", "Assessments"), "/")
    mapping = runs.mapping((odd,), index=ContentIndex((117,), (odd.row,)))
    run = apply_policy(runs.run(results=[runs.result(odd)], mapping=mapping, gaps=()), Policy())
    assert views.title_of(run.findings[0], run) == "Assessments"


class TestPassagesOfALine:
    """Of a disclosure that several rows report on."""

    def evidence(self, support: Support, cited: int, better: Sequence[int] = ()) -> Evidence:
        return Evidence(support, (self.passage(cited),), tuple(map(self.passage, better)))

    def passage(self, page: int) -> Passage:
        return Passage(page, str(page + 1), 1, 1.0, 1.0, 1.0, "words")

    def gap(self, *found: Evidence) -> Gap:
        about = runs.disclosure("305-1", "Direct (Scope 1) GHG emissions")
        matches = tuple(replace(runs.match(about, line=n), evidence=one) for n, one in enumerate(found, start=1))
        return replace(runs.gaps(matches)[0], matches=matches)

    def test_the_row_that_is_borne_out_comes_first(self) -> None:
        gap = self.gap(self.evidence(Support.NONE, 69, [60]), self.evidence(Support.SUPPORTED, 60))
        assert gap_support(gap) is Support.SUPPORTED
        assert [(p.page, cited) for p, cited in gap_passages(gap)] == [(60, True), (69, True)]

    def test_a_better_page_is_told_once_and_only_where_no_row_cites_it(self) -> None:
        gap = self.gap(self.evidence(Support.NONE, 69, [60, 61]), self.evidence(Support.NONE, 70, [60]))
        assert [(p.page, cited) for p, cited in gap_passages(gap)] == [(69, True), (70, True), (60, False), (61, False)]
