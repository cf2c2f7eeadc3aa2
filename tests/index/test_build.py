"""From the cells of a row to rows: kinds, editions, goals, omissions, confidence."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.index.build import Cells, LocationCell, RowBuilder, read_sdgs
from gricheck.index.codes import find_codes
from gricheck.index.editions import settle_editions
from gricheck.index.location import LocationReader
from gricheck.index.sections import Sections
from gricheck.index.titles import title_book
from gricheck.index.typed import make_rows
from gricheck.model.index import Kind, PageRef, Row, Where
from gricheck.vocabulary import load_vocabulary
from index.layouts import numbered


def made(code: str, title: str = "", location: str = "45", **more: Any) -> tuple[Row, ...]:
    common = {"where": Where(0), "catalogue": load_catalogue(), "vocabulary": load_vocabulary()}
    return make_rows(code, title, location, pagination=numbered(100), **common, **more)


def one(code: str, title: str = "", location: str = "45", **more: Any) -> Row:
    (row,) = made(code, title, location, **more)
    return row


def test_a_row_keeps_what_is_printed_beside_what_it_means() -> None:
    row = one("GRI 305–1 a", "Direct (Scope 1) GHG emissions*", "p. 45")
    assert (row.code, row.printed_code, row.requirements) == ("305-1", "GRI 305–1 a", ("a",))
    assert (row.title, row.location) == ("Direct (Scope 1) GHG emissions", "p. 45")
    assert (row.kind, row.confidence, row.doubts) == (Kind.PAGES, 1.0, ())


def test_a_bare_number_beside_words_is_a_page_in_a_column_of_unknown_kind() -> None:
    assert [ref.label for ref in one("305-1", "…", "Our air 45").pages] == ["45"]


def test_a_long_answer_explains_the_reason_beside_it() -> None:
    row = one(
        "305-1", "…", "We are at work on it and will tell more in the year to come", reason="Information unavailable"
    )
    assert row.omission is not None
    assert row.omission.explanation == row.location
    short = one("305-1", "…", "See below", reason="Information unavailable").omission
    assert short is not None
    assert short.explanation is None


def test_several_codes_are_several_rows_with_one_location() -> None:
    assert [(row.code, row.location) for row in made("305-1, 305-2", "Emissions")] == [("305-1", "45"), ("305-2", "45")]


def test_a_code_that_cannot_be_read_is_kept_as_printed() -> None:
    assert one("ABC", "Our own", "45").code == "ABC"


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        *[("Title of it*", "Title of it"), ("Title of it¹²", "Title of it"), ("Title of it (1)", "Title of it")],
        *[(": Title  of\nit –", "Title of it"), ("CO2", "CO2"), ("Scope 3", "Scope 3")],
    ],
)
def test_footnote_marks_and_rubble_are_no_part_of_a_title(title: str, clean: str) -> None:
    assert one("305-1", title).title == clean


@pytest.mark.parametrize(
    ("code", "title", "heading", "edition"),
    [
        *[("305-1", "", "", 2016), ("2-7", "", "", 2021), ("207-1", "", "", 2019), ("G4-EN3", "", "", 2013)],
        *[("303-3", "Water withdrawal", "", 2018), ("303-3", "Water recycled and reused", "", 2016)],
        *[("303-3", "", "GRI 303: Water and Effluents 2018", 2018), ("303-3", "", "GRI 303: Water 2016", 2016)],
        *[("303-3", "", "", None), ("303-3", "Wasser", "", None), ("306-3", "Waste generated", "", 2020)],
        *[("102-1", "Name of the organization", "", 2016), ("102-1", "", "GRI 102: Climate Change 2025", 2025)],
        *[("101-1", "", "GRI 101: Biodiversity 2024", 2024), ("103-1", "", "GRI 103: Energy 2025", 2025)],
    ],
)
def test_heading_and_title_tell_the_edition_and_a_guess_is_none(
    code: str, title: str, heading: str, edition: int | None
) -> None:
    assert one(code, title, heading=heading).edition == edition


def test_the_heading_goes_before_the_title() -> None:
    assert one("303-3", "Water withdrawal", heading="GRI 303: Water 2016").edition == 2016


def test_rows_of_one_standard_settle_each_other() -> None:
    rows = [one("303-3", "Water withdrawal"), one("303-2", "Wasser"), one("306-1", "Wasser")]
    assert rows[1].edition is None
    assert [row.edition for row in settle_editions(rows, load_catalogue())] == [2018, 2018, None]


def test_rows_that_disagree_settle_nothing() -> None:
    rows = [
        one("303-3", "Water withdrawal"),
        one("303-2", "Water sources significantly affected by withdrawal of water"),
    ]
    rows.append(one("303-1", "Wasser"))
    assert settle_editions(rows, load_catalogue())[2].edition is None


def test_management_approach_is_of_the_editions_around_it() -> None:
    rows = [one("102-1", "Name of the organization"), one("103-1", "…")]
    assert [row.edition for row in settle_editions(rows, load_catalogue())] == [2016, 2016]


@pytest.mark.parametrize(
    ("location", "reason", "kind"),
    [
        *[("", "Confidentiality constraints", Kind.OMITTED), ("-", "Legal prohibitions", Kind.OMITTED)],
        *[("45", "Legal prohibitions", Kind.PAGES), ("/", "", Kind.SLASH), ("", "", Kind.BLANK)],
        *[("/", "-", Kind.SLASH), ("n/a", "", Kind.NONE), ("Annual Report", "", Kind.EXTERNAL)],
    ],
)
def test_an_omission_explains_a_location_that_says_nothing(location: str, reason: str, kind: Kind) -> None:
    assert one("305-1", "…", location, reason=reason).kind is kind


def test_an_omission_in_the_location_cell_is_the_rows() -> None:
    omission = one("305-1", "…", "Confidentiality constraints: contracts forbid it").omission
    assert omission is not None
    assert omission.reason_key == "confidentiality_constraints"


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        *[("SDG 5, 16", (5, 16)), ("5 16", (5, 16)), ("SDG5, SDG16", (5, 16)), ("8.5, 8.8", (8,)), ("3.9.a", (3,))],
        *[
            ("13", (13,)),
            ("SDG 18", ()),
            ("0", ()),
            ("", ()),
            ("ODS 5 y 8", (5, 8)),
            ("2030", ()),
            ("12 8 12", (12, 8)),
        ],
    ],
)
def test_goals_are_1_to_17_and_targets_count_for_their_goal(text: str, goals: tuple[int, ...]) -> None:
    assert read_sdgs(text) == goals


@given(
    goals=st.lists(st.integers(1, 17), unique=True, max_size=6), joint=st.sampled_from([", ", " ", "; SDG ", "\n", "/"])
)
def test_any_list_of_goals_is_read_back(goals: list[int], joint: str) -> None:
    assert read_sdgs("SDG " + joint.join(map(str, goals))) == tuple(goals)


@pytest.mark.parametrize(("code", "title"), [("305-1", ""), ("305.1", "Direct (Scope 1) GHG emissions")])
def test_doubts_lower_the_confidence(code: str, title: str) -> None:
    row = one(code, title)
    assert row.confidence == 0.75
    assert len(row.doubts) == 1


def test_two_doubts_lower_it_further() -> None:
    assert one("305.1", "").confidence == 0.562


def test_a_title_too_long_to_be_one_is_a_doubt() -> None:
    assert one("305-1", "Emissions of it " * 40).doubts == ("the title is too long to be one",)


PAGES = {"supply chain management": 35, "public policy": 29, "our products": 28}
HEADINGS = {name: (PageRef(None, page),) for name, page in PAGES.items()}
"""Where the sections of the next test begin."""


@pytest.mark.parametrize(
    ("lines", "linked", "pages"),
    [
        (("Public policy", "Supply chain management"), (29,), [29, 35]),
        (("Public policy",), (29,), [29]),
        (("Public policy", "Supply chain management"), (29, 35), [29, 35]),
        (("Our pipeline of", "talent"), (44,), [44]),
        (("Our products", "Supply chain management"), (27,), [27]),  # which of the two is the link is not known
        (("Supply chain management",), (), [35]),
    ],
)
def test_a_name_beside_links_leads_to_its_section(
    lines: tuple[str, ...], linked: tuple[int, ...], pages: list[int]
) -> None:
    catalogue, vocabulary = load_catalogue(), load_vocabulary()
    builder = RowBuilder(
        catalogue,
        title_book(catalogue, vocabulary),
        LocationReader(numbered(100), vocabulary),
        lambda: Sections({}, {}, HEADINGS, re.compile("(?!)"), re.compile("(?!)")),
    )
    cells = Cells(
        tuple(find_codes("102-13", catalogue)),
        "Membership of associations",
        (LocationCell(" ".join(lines)),),
        Where(0),
        linked=tuple(PageRef(None, page) for page in linked),
        lines=lines,
    )
    (row,) = builder.rows(cells)
    assert (row.kind, sorted(ref.index or 0 for ref in row.pages)) == (Kind.SECTION, pages)
