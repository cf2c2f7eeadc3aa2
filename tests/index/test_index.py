"""The whole way from a report's pages to its index."""

from __future__ import annotations

from collections.abc import Sequence

from gricheck.catalogue import load_catalogue
from gricheck.index import find_index
from gricheck.model.document import Document, PageLayout
from gricheck.model.index import ContentIndex, Kind, Level
from gricheck.pagination import unpaged
from gricheck.vocabulary import load_vocabulary
from index.layouts import document, numbered, page, plain_text, table

GENERAL = (
    ("2-1", "Organizational details", "5"),
    ("2-2", "Entities included in the organization’s sustainability reporting", "6"),
    ("2-3", "Reporting period, frequency and contact point", "7"),
    ("2-4", "Restatements of information", "8"),
    ("2-5", "External assurance", "9-10"),
    ("2-6", "Activities, value chain and other business relationships", "Our people"),
    ("2-7", "Employees", "Annual Report, p. 12"),
    ("2-8", "Workers who are not employees", "Annual Report, p. 13"),
)
HEAD = ("Disclosure", "Title", "Location")
CLAIM = "Acme has reported in accordance with the GRI Standards for the period 1 January 2023 to 31 December 2023."
PROSE = "Our mills keep running.\nPaper is made of wood.\nMany of us work here.\nNight and day.\nAll the year."


def index_page(number: int, rows: Sequence[Sequence[str]] = GENERAL) -> PageLayout:
    return page(table((40, 120, 470), [HEAD, *rows]), number=number)


def find(report: Document, *layouts: PageLayout) -> ContentIndex:
    made = {layout.page: layout for layout in layouts}
    bring = lambda pages: tuple(made[i] for i in pages)  # noqa: E731
    return find_index(report, bring, load_catalogue(), load_vocabulary())


def report(*, running: str = "Acme", pages: int = 12, first: int = 1) -> tuple[Document, PageLayout]:
    """A report whose last page but one is the index."""
    layout = index_page(pages - 2)
    texts = [f"{running}\n{PROSE}\n{PROSE}\n{first + i}" for i in range(pages)]
    texts[3] = f"{running}\nOur people\n{PROSE}\n{first + 3}"
    texts[pages - 2] = f"GRI content index\n{CLAIM}\n{plain_text(layout)}"
    return document(*texts, pagination=numbered(pages, first)), layout


def test_a_report_is_read_from_its_pages_to_its_rows() -> None:
    index = find(*report())
    assert index.pages == (10,)
    assert [(row.code, row.title) for row in index.rows] == [(code, title) for code, title, _ in GENERAL]
    assert [row.kind for row in index.rows] == [*[Kind.PAGES] * 5, Kind.SECTION, *[Kind.EXTERNAL] * 2]
    assert index.claim is not None
    assert (index.claim.level, index.claim.edition, index.claim.in_index) == (Level.IN_ACCORDANCE, 2021, True)
    assert index.claim.quote == CLAIM
    assert (index.facts.title_found, index.unparsed) == (True, ())


def test_pages_are_those_that_carry_the_number() -> None:
    index = find(*report(first=3))
    assert [[(ref.label, ref.index) for ref in row.pages] for row in index.rows[:2]] == [[("5", 2)], [("6", 3)]]
    assert index.rows[0].where.label == "13"


def test_a_section_leads_to_the_page_of_its_heading() -> None:
    row = find(*report()).rows[5]
    assert [(ref.label, ref.index) for ref in row.pages] == [(None, 3)]


def test_a_report_that_calls_itself_annual_report_means_itself() -> None:
    rows = find(*report(running="Acme Annual Report 2023")).rows
    assert [[ref.label for ref in row.pages] for row in rows[6:]] == [["12"], ["13"]]
    assert rows[6].externals == ()


def test_an_index_that_is_a_file_of_its_own_points_to_no_page_of_itself() -> None:
    layout = index_page(0)
    rows = find(document(f"GRI content index\n{plain_text(layout)}"), layout).rows
    assert all(row.pages == () for row in rows)
    assert len(rows) == len(GENERAL)


def test_bare_numbers_in_an_index_of_its_own_are_anothers_pages() -> None:
    layout = index_page(0)
    rows = find(document(f"GRI content index\n{plain_text(layout)}"), layout).rows
    assert {row.kind for row in rows[:5]} == {Kind.EXTERNAL}


def test_a_report_without_an_index_is_empty_and_asks_for_no_layout() -> None:
    index = find(document(PROSE, f"{PROSE}\nsee 2-7 for more", PROSE))
    assert (index.pages, index.rows, index.headings, index.unparsed) == ((), (), (), ())


def test_a_claim_is_found_without_an_index() -> None:
    claim = find(document(PROSE, CLAIM)).claim
    assert claim is not None
    assert (claim.level, claim.where.page) == (Level.IN_ACCORDANCE, 1)


def test_lines_with_a_code_that_no_row_tells_of_are_unparsed() -> None:
    made, layout = report()
    texts = [p.text for p in made.pages]
    texts[10] += "\n2-27 Compliance with laws 11"
    index = find(document(*texts, pagination=made.pagination), layout)
    assert [u.text for u in index.unparsed] == ["2-27 Compliance with laws 11"]


def test_headings_of_a_report_laid_out_by_disclosures_are_no_index() -> None:
    """Codes with a title and nothing beside them, on one page only."""
    layout = page(table((40, 120), [(code, title) for code, title, _ in GENERAL]), number=1)
    index = find(document(PROSE, plain_text(layout), PROSE, PROSE), layout)
    assert (index.pages, index.rows) == ((), ())


def test_pages_that_are_only_a_picture_in_or_beside_the_index_are_named() -> None:
    made, layout = report()
    texts = [p.text for p in made.pages]
    texts[2] = texts[9] = texts[11] = " \n"
    assert find(document(*texts, pagination=made.pagination), layout).pictures == (9, 11)
    assert find(made, layout).pictures == ()


def test_flattened_text_gives_the_same_rows() -> None:
    lines = "\n".join(" ".join(row) for row in GENERAL)
    flat = PageLayout(0, 1.0, 1.0, (), aligned=False)
    made = document(f"{PROSE}\nGRI content index\n{lines}\n{PROSE}", pagination=unpaged(1, "flattened"), lines=True)
    rows = find(made, flat).rows
    assert [(row.code, row.location) for row in rows][:5] == [(code, location) for code, _, location in GENERAL[:5]]
    assert rows[0].where.line == 7


LONG = tuple((f"305-{n}" if n < 8 else f"403-{n - 7}", f"Something on number {n}", str(n)) for n in range(1, 14))


def twice(second: Sequence[Sequence[str]]) -> ContentIndex:
    """A report whose index on page 19 has another one on page 3, both with the name of one."""
    first, last = index_page(2, second), index_page(18, LONG)
    texts = [f"Acme\n{PROSE}\n{PROSE}\n{1 + i}" for i in range(20)]
    texts[2], texts[18] = (f"GRI content index\n{plain_text(layout)}" for layout in (first, last))
    return find(document(*texts, pagination=numbered(20)), first, last)


def test_a_second_index_is_read_beside_the_one_that_counts() -> None:
    index = twice([*LONG[:11], ("404-1", "Something more", "12")])
    assert index.pages == (18,)
    (other,) = index.others
    assert other.pages == (2,)
    assert [(row.code, row.location) for row in other.rows][-2:] == [("403-4", "11"), ("404-1", "12")]


def test_headings_with_codes_and_no_locations_are_no_second_index() -> None:
    assert twice([(code, title, "") for code, title, _ in LONG[:12]]).others == ()


def test_a_report_with_one_index_has_no_other() -> None:
    assert find(*report()).others == ()
