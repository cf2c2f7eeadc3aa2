"""The report's own sections: from its bookmarks, else from its table of contents, else none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gricheck.matcher.outline import contents, outline, section_at
from gricheck.model.document import Bookmark, Document, Page, Pagination, Source
from gricheck.model.evidence import Section

COUNT = 30
BEHIND = """Contents
Our company ........ 4
Strategy · · · 9
Climate and energy 15
People and safety 22
Annex 27"""
BEFORE = """Contents
4 Our company
9 Strategy
15 Climate and energy
22 People and safety
27 Annex"""
SECTIONS = (
    Section("Our company", 0, 3, 7),
    Section("Strategy", 0, 8, 13),
    Section("Climate and energy", 0, 14, 20),
    Section("People and safety", 0, 21, 25),
    Section("Annex", 0, 26, 29),
)
NESTED = (
    Bookmark("Company", 0, 0),
    Bookmark("Profile", 1, 1),
    Bookmark("Climate", 0, 10),
    Bookmark("Energy", 1, 12),
    Bookmark("Water", 1, 16),
    Bookmark("People", 0, 20),
)


def sections_of(document: Document) -> tuple[Section, ...]:
    return outline(document, contents(document)[1])


def page_of_contents(document: Document) -> int | None:
    return contents(document)[0]


def report(contents: str = "", on: int = 1, judged: bool = True, marks: Sequence[Bookmark] = ()) -> Document:
    pages = tuple(Page(n, contents if n == on else "A page that tells a story.") for n in range(COUNT))
    labels = tuple((str(n + 1),) for n in range(COUNT))
    source = Source("report.pdf", "0" * 64, "application/pdf", 1)
    return Document(source, pages, Pagination(labels, judged, "printed"), tuple(marks))


@pytest.mark.parametrize("contents", [BEHIND, BEFORE], ids=["number behind", "number before"])
def test_a_table_of_contents_gives_sections_up_to_the_next_one(contents: str) -> None:
    assert sections_of(report(contents)) == SECTIONS
    assert page_of_contents(report(contents)) == 1


def test_bookmarks_are_nested_by_their_level() -> None:
    assert sections_of(report(marks=NESTED)) == (
        Section("Company", 0, 0, 9),
        Section("Profile", 1, 1, 9),
        Section("Climate", 0, 10, 19),
        Section("Energy", 1, 12, 15),
        Section("Water", 1, 16, 19),
        Section("People", 0, 20, 29),
    )


def test_bookmarks_go_before_the_table_of_contents() -> None:
    assert sections_of(report(BEHIND, marks=NESTED))[0].title == "Company"


def test_bookmarks_that_lead_nowhere_or_bear_no_name_are_no_sections() -> None:
    marks = (*NESTED, Bookmark("Elsewhere", 0, None), Bookmark(" • ", 0, 25))
    assert sections_of(report(marks=marks)) == sections_of(report(marks=NESTED))


def test_titles_lose_bullets_line_breaks_and_leaders() -> None:
    marks = [Bookmark("•  Our\nclimate", 0, n) for n in (0, 8, 16, 24)]
    assert {s.title for s in sections_of(report(marks=marks))} == {"Our climate"}


def test_a_few_bookmarks_of_tables_are_no_sections_of() -> None:
    tables = [Bookmark(f"Table {n}", 0, 24 + n) for n in range(5)]
    assert sections_of(report(marks=tables)) == ()
    assert sections_of(report(BEHIND, marks=tables)) == SECTIONS


def test_three_bookmarks_are_too_few() -> None:
    assert sections_of(report(marks=[Bookmark(name, 0, page) for name, page in (("A", 0), ("B", 10), ("C", 20))])) == ()


def test_where_pages_are_not_judged_there_is_no_sections_of() -> None:
    assert sections_of(report(BEHIND, judged=False, marks=NESTED)) == ()
    assert page_of_contents(report(BEHIND, judged=False)) is None


def test_a_list_far_behind_the_front_is_no_table_of_contents() -> None:
    assert sections_of(report(BEHIND, on=20)) == ()
    assert page_of_contents(report(BEHIND, on=20)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Company 4\nStrategy 9\nClimate 15",
        "Sites 27\nLines 22\nMills 15\nLabs 9\nShops 4",
        "Sites 127\nLines 522\nMills 615\nLabs 790\nShops 804",
        "1.4 million tonnes\nin 2019 and 2020",
    ],
    ids=["too few", "falling", "no pages", "prose"],
)
def test_what_else_stands_on_a_front_page_is_no_table_of_contents(text: str) -> None:
    assert sections_of(report(text)) == ()
    assert page_of_contents(report(text)) is None


def test_of_two_front_pages_that_with_more_entries_is_the_table_of_contents() -> None:
    few = "In short\nStrategy 9\nClimate 15\nPeople 22\nAnnex 27"
    document = report(BEHIND, on=3)
    pages = tuple(Page(1, few) if page.index == 1 else page for page in document.pages)
    assert page_of_contents(Document(document.source, pages, document.pagination)) == 3


def test_no_section_lies_outside_the_report_or_ends_before_it_begins() -> None:
    marks = [Bookmark("A", 0, 0), Bookmark("B", 0, 9), Bookmark("C", 0, 9), Bookmark("D", 1, 16), Bookmark("E", 0, 29)]
    for section in sections_of(report(marks=marks)):
        assert 0 <= section.first <= section.last < COUNT


@pytest.mark.parametrize(
    ("page", "title"), [(0, "Company"), (5, "Profile"), (11, "Climate"), (12, "Energy"), (19, "Water"), (29, "People")]
)
def test_the_innermost_section_holds_a_page(page: int, title: str) -> None:
    assert section_at(sections_of(report(marks=NESTED)), page) == title


def test_of_several_sections_that_begin_on_a_page_the_first_holds_it() -> None:
    sections = [Section("Report", 0, 0, 29), Section("Waste", 1, 9, 9), Section("Water", 1, 9, 12)]
    assert section_at(sections, 9) == "Waste"
    assert section_at(sections, 10) == "Water"


def test_a_page_before_the_first_section_is_in_none() -> None:
    assert section_at(SECTIONS, 0) is None
    assert section_at((), 3) is None


def test_a_line_of_a_hundred_thousand_dots_is_read_in_no_time() -> None:
    """Backtracking would take minutes."""
    leaders = "Climate " + ". " * 50_000 + "x"
    assert sections_of(report(f"{leaders}\n{' ' * 100_000}x")) == ()
