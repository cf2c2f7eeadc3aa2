"""Rows out of flattened text, where only the order of words is left."""

from __future__ import annotations

from functools import cache

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.index import read_index
from gricheck.model.document import PageLayout
from gricheck.model.index import ContentIndex, Kind, Row
from gricheck.pagination import unpaged
from gricheck.vocabulary import load_vocabulary
from index.layouts import document, numbered

BEFORE = """102-1 Name of the organization 5
102-2 Activities, brands, products, and services 6-8
102-3 Location of headquarters 9
102-4 Location of operations 10
102-5 Ownership and legal form 11
"""
AFTER = "102-7 Scale of the organization 20\n"


@cache
def read(text: str) -> ContentIndex:
    report = document(text, pagination=unpaged(1, "flattened"), lines=True)
    layout = PageLayout(0, 1.0, 1.0, (), aligned=False)
    return read_index(report, (layout,), load_catalogue(), load_vocabulary())


def row(lines: str, code: str = "") -> Row:
    """The row that some lines make between others; the others must stay as they are."""
    rows = read(BEFORE + lines + AFTER).rows
    assert [r.location for r in (*rows[:5], rows[-1])] == ["5", "6-8", "9", "10", "11", "20"]
    inner = [r for r in rows[5:-1] if not code or r.code == code]
    assert len(inner) == 1
    return inner[0]


SERVED = "Markets served"


@pytest.mark.parametrize(
    ("line", "location", "kind"),
    [
        *[("102-6 Markets served 12", "12", Kind.PAGES), ("GRI 102-6 Markets served 12", "12", Kind.PAGES)],
        *[("• 102-6 Markets served 12", "12", Kind.PAGES), ("102-6 Markets served 12, 14-15", "12, 14-15", Kind.PAGES)],
        *[
            ("102-6 Markets served p. 12, 14", "p. 12, 14", Kind.PAGES),
            ("102-6 Markets served 12 14", "12 14", Kind.PAGES),
        ],
        *[
            ("102-6 Markets served 12 and 14", "12 and 14", Kind.PAGES),
            ("102-6 Markets served 45 f.", "45 f.", Kind.PAGES),
        ],
        *[("102-6 Markets served /", "/", Kind.SLASH), ("102-6 Markets served —", "—", Kind.DASH)],
        *[("102-6 Markets served None", "None", Kind.NONE), ("102-6 Markets served n/a", "n/a", Kind.NONE)],
        *[("102-6 Markets served 100%", "100%", Kind.INLINE), ("102-6 Markets served", "", Kind.BLANK)],
        *[("102-6 Markets served Appendix II", "Appendix II", Kind.SECTION)],
        *[("102-6 Markets served Annual Report, p. 45", "Annual Report, p. 45", Kind.EXTERNAL)],
        *[("102-6 Markets served www.example.com", "www.example.com", Kind.EXTERNAL)],
        (
            "102-6 Markets served Omitted: confidentiality constraints",
            "Omitted: confidentiality constraints",
            Kind.OMITTED,
        ),
        ("102-6 Markets served Chapter 3, p. 12", "Chapter 3, p. 12", Kind.PAGES),
        ("102-6 Markets served Letter to Stakeholders (p. 5)", "Letter to Stakeholders (p. 5)", Kind.PAGES),
        ("102-6 Markets served See our website", "See our website", Kind.EXTERNAL),
    ],
)
def test_the_title_ends_where_the_location_begins(line: str, location: str, kind: Kind) -> None:
    found = row(line + "\n")
    assert (found.title, found.location, found.kind) == (SERVED, location, kind)


@pytest.mark.parametrize(
    ("line", "sdgs", "location"),
    [
        *[("102-8 Information on employees and other workers SDG8 2", (8,), "2")],
        ("102-12 External initiatives SDG5, 16 18", (5, 16), "18"),
        ("102-12 External initiatives* SDG5, 16 18", (5, 16), "18"),
        ("102-41 Collective bargaining agreements¹ SDG8 21", (8,), "21"),
        ("102-9 Supply chain SDG 8 12", (8,), "12"),
        ("102-9 Supply chain SDGs 8, 12 14-16", (8, 12), "14-16"),
        ("102-9 Supply chain SDG8.7 14", (8,), "14"),
        ("102-9 Supply chain SDG8, SDG12 14", (8, 12), "14"),
        ("102-9 Supply chain SDG8 /", (8,), "/"),
        ("305-1 Direct (Scope 1) GHG emissions SDG3, 12, 13 45", (3, 12, 13), "45"),
    ],
)
def test_goals_are_no_pages(line: str, sdgs: tuple[int, ...], location: str) -> None:
    found = row(line + "\n")
    assert (found.sdgs, found.location) == (sdgs, location)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("102-6 Markets served* 12", SERVED),
        ("102-6 Markets served** 12", SERVED),
        ("102-6 Markets served² 12", SERVED),
        ("102-42 Identifying and selecting stakeholders (1) 12", "Identifying and selecting stakeholders"),
    ],
)
def test_a_footnote_mark_belongs_to_neither_title_nor_location(line: str, title: str) -> None:
    found = row(line + "\n")
    assert (found.title, found.location) == (title, "12")


LONG = "Significant changes to the organization and its supply chain"


@pytest.mark.parametrize(
    ("lines", "title", "location"),
    [
        ("102-10 Significant changes to the organization and its supply\nchain /\n", LONG, "/"),
        ("102-10 Significant changes to the\norganization and its\nsupply chain 12-14\n", LONG, "12-14"),
        ("102-6 Markets served\n12\n", SERVED, "12"),
        ("102-6\nMarkets served\n12\n", SERVED, "12"),
        ("102-10 Significant changes to the organization and its\nsupply chain\n", LONG, ""),
        ("102-6 Markets served 12,\n15\n", SERVED, "12, 15"),
    ],
)
def test_titles_and_locations_run_over_lines(lines: str, title: str, location: str) -> None:
    found = row(lines)
    assert (found.title, found.location) == (title, location)


def test_a_range_that_breaks_at_its_dash_is_one_range() -> None:
    assert [ref.label for ref in row("102-6 Markets served 12-\n14\n").pages] == ["12", "13", "14"]


def test_a_range_at_the_head_of_a_line_is_no_code() -> None:
    assert row("102-6 Markets served 7, 9,\n12-14\n").location == "7, 9, 12-14"


def test_goals_and_pages_may_stand_on_lines_of_their_own() -> None:
    found = row("102-8 Information on employees and other workers SDG8\n2\n")
    assert (found.sdgs, found.location) == ((8,), "2")


def test_a_row_of_several_codes_is_several_rows() -> None:
    rows = read(BEFORE + "102-45, 102-46 Entities and topics 12\n" + AFTER).rows[5:-1]
    assert [(r.code, r.location) for r in rows] == [("102-45", "12"), ("102-46", "12")]


def test_a_row_without_a_title() -> None:
    found = row("305-1 12\n")
    assert (found.title, found.location) == ("", "12")


def test_the_place_of_a_row_is_its_line() -> None:
    assert [r.where.line for r in read("\n\n" + BEFORE + AFTER).rows] == [3, 4, 5, 6, 7, 8]


def test_the_lines_are_those_of_the_file_and_not_of_the_page() -> None:
    report = document("Cover\nof it\n", BEFORE + AFTER, pagination=numbered(2), lines=True)
    layout = PageLayout(1, 1.0, 1.0, (), aligned=False)
    rows = read_index(report, (layout,), load_catalogue(), load_vocabulary()).rows
    assert [(r.where.page, r.where.label, r.where.line) for r in rows[:2]] == [(1, "2", 3), (1, "2", 4)]


def test_a_heading_after_a_location_gives_the_edition_of_what_follows() -> None:
    found = read(BEFORE + "GRI 303: Water and Effluents 2018\n303-3 Withdrawal of it 12\n" + AFTER)
    assert [(h.standard, h.edition, h.where.line) for h in found.headings] == [("GRI 303", 2018, 6)]
    (water,) = (r for r in found.rows if r.code == "303-3")
    assert (water.heading_standard, water.edition) == ("GRI 303", 2018)
    assert found.rows[4].location == "11"


def test_the_heading_above_the_first_row_gives_the_edition() -> None:
    first = read("GRI 303: Water 2016\n303-3 Use of it 4\n" + BEFORE).rows[0]
    assert (first.heading_standard, first.edition) == ("GRI 303", 2016)


def test_the_heading_above_the_first_row_is_listed() -> None:
    assert [h.edition for h in read("GRI 102: General Disclosures 2016\n" + BEFORE).headings] == [2016]


def test_a_line_of_the_table_without_a_code_is_not_lost() -> None:
    found = read(BEFORE + "Own indicator of waste paper 47\n" + AFTER)
    assert [(u.text, u.where.line) for u in found.unparsed] == [("Own indicator of waste paper 47", 6)]


def test_codes_far_from_the_table_are_mentions() -> None:
    found = read(BEFORE + AFTER + "\n" * 80 + "305-1 is the disclosure that we like best 12\n")
    assert [r.code for r in found.rows] == ["102-1", "102-2", "102-3", "102-4", "102-5", "102-7"]


def test_a_few_codes_are_no_table() -> None:
    assert read("102-1 Name of the organization 5\n102-2 Activities 6\nSome prose.\n").rows == ()


def test_without_a_location_the_row_is_in_doubt() -> None:
    found = row("102-6 Markets served\n")
    assert found.confidence < 1
    assert found.doubts


@pytest.mark.parametrize("mark", ["", "-", "–", "/"])
@pytest.mark.parametrize("heading", ["GRI 303: Water and Effluents 2018", "Material topic: Water"])
def test_a_heading_is_no_location_of_the_row_above(mark: str, heading: str) -> None:
    assert row(f"102-6 Markets served {mark}\n{heading}\n").location == mark


@pytest.mark.parametrize("foot", ["2", "Example plc  |  2", "2 | Report 2023"])
def test_the_number_of_the_page_is_no_location_of_its_last_row(foot: str) -> None:
    report = document("Cover\n", f"{BEFORE}102-6 Markets served\n\n{foot}\n", pagination=numbered(2), lines=True)
    layout = PageLayout(1, 1.0, 1.0, (), aligned=False)
    assert read_index(report, (layout,), load_catalogue(), load_vocabulary()).rows[-1].location == ""


def test_a_few_rows_on_the_last_page_are_the_end_of_the_index() -> None:
    report = document(BEFORE, AFTER, pagination=numbered(2), lines=True)
    layouts = tuple(PageLayout(page, 1.0, 1.0, (), aligned=False) for page in (0, 1))
    assert [r.code for r in read_index(report, layouts, load_catalogue(), load_vocabulary()).rows][-1] == "102-7"


def test_a_sector_number_behind_the_pages_is_a_reference() -> None:
    found = row("305-1 Direct (Scope 1) GHG emissions 46-47 11.1.5\n")
    assert (found.location, found.references) == ("46-47", ("11.1.5",))


def test_a_sections_number_is_no_reference_without_the_name_of_its_column() -> None:
    found = row("305-1 Direct (Scope 1) GHG emissions 11.6.3\n")
    assert found.references == ()
    assert "11.6.3" in f"{found.title} {found.location}"


def test_a_wrong_number_is_a_reference_under_the_name_of_its_column() -> None:
    index = read(
        "Disclosure Page GRI Sector Standard Ref. No.\n" + BEFORE + "305-1 Direct (Scope 1) GHG emissions 46 11.6.3\n"
    )
    assert (index.rows[-1].location, index.rows[-1].references) == ("46", ("11.6.3",))


def test_a_sector_number_before_the_code_is_no_row_of_its_own() -> None:
    found = row("11.1.5 305-1 Direct (Scope 1) GHG emissions 46\n")
    assert (found.code, found.title, found.references) == ("305-1", "Direct (Scope 1) GHG emissions", ("11.1.5",))
