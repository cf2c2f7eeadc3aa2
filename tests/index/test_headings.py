"""Headings that name a standard and its edition."""

from __future__ import annotations

import pytest

from gricheck.index.headings import StandardName, standard_named
from gricheck.index.titles import TitleBook
from gricheck.model.standard import Catalogue


@pytest.mark.parametrize(
    ("text", "number", "edition"),
    [
        *[("GRI 305: Emissions 2016", "GRI 305", 2016), ("GRI 305 Emissions (2016)", "GRI 305", 2016)],
        *[("GRI 303: Water and Effluents 2018", "GRI 303", 2018), ("GRI 2: General Disclosures 2021", "GRI 2", 2021)],
        *[
            ("GRI305：排放2016", "GRI 305", 2016),
            ("SRS 305 Emissions", "GRI 305", None),
            ("305: Emissions", "GRI 305", None),
        ],
        *[("GRI 305: Emissionen 2016", "GRI 305", 2016), ("Emissions (GRI 305)", "GRI 305", None)],
        *[
            ("GRI 1: Foundation 2021", "GRI 1", 2021),
            ("GRI 101: Biodiversity 2024", "GRI 101", 2024),
            ("GRI 303", "GRI 303", None),
        ],
    ],
)
def test_a_heading_names_its_standard(
    text: str, number: str, edition: int | None, catalogue: Catalogue, book: TitleBook
) -> None:
    assert standard_named(text, catalogue, book) == StandardName(number, edition)


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        *[("GRI 303: Water", 2016), ("GRI 303: Water and Effluents", 2018), ("GRI 306: Waste", 2020)],
        *[
            ("GRI 306: Effluents and Waste", 2016),
            ("GRI 102: General Disclosures", 2016),
            ("GRI 102: Climate Change", 2025),
        ],
        *[
            ("GRI 103: Management Approach", 2016),
            ("GRI 103: Energy", 2025),
            ("GRI 403: Occupational Health and Safety", None),
        ],
    ],
)
def test_the_title_tells_the_edition_where_the_editions_have_titles_of_their_own(
    text: str, edition: int | None, catalogue: Catalogue, book: TitleBook
) -> None:
    found = standard_named(text, catalogue, book)
    assert found is not None
    assert found.edition == edition


def test_the_reports_year_is_no_edition(catalogue: Catalogue, book: TitleBook) -> None:
    assert standard_named("GRI 401: Employment 2019", catalogue, book) == StandardName("GRI 401", None)
    assert standard_named("GRI 102: GENERAL DISCLOSURES 2019", catalogue, book) == StandardName("GRI 102", 2016)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "GENERAL DISCLOSURES 2019",
            "Material topics",
            "GRI Standards 2016",
            "GRI 999: Nothing",
            "2023: a good year",
        ],
        *["GRI 305-1", "GRI 305-1 Direct emissions", "GRI 305 – 1", "45: Energy"],
    ],
)
def test_other_lines_name_no_standard(text: str, catalogue: Catalogue, book: TitleBook) -> None:
    assert standard_named(text, catalogue, book) is None


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("GRI 305: Emissions 2016", "Emissions", 2016),
        ("GRI 305 – Emissions (2018)", "Emissions", 2018),
        ("GRI 401: Employment 2019", "Employment", 2019),
        ("GRI 102: Governance 201 6", "Governance", 2016),
        ("GRI 201: Economic Performance 2016 35 ■", "Economic Performance", 2016),
        ("GRI 203: Indirect Economic Impacts 40 ■", "Indirect Economic Impacts", None),
        ("GRI 2 (2021):", "", 2021),
        ("GRI 305: Emissions, see page 2016", "Emissions, see page", 2016),
        ("GRI 302: Energy 20165", "Energy", None),
        ("302: Energie 2016", "Energie", 2016),
        ("Emissions (GRI 305)", "", None),
        ("GRI 303", "", None),
    ],
)
def test_the_title_and_the_year_behind_it_are_kept_as_printed(
    text: str, title: str, year: int | None, catalogue: Catalogue, book: TitleBook
) -> None:
    found = standard_named(text, catalogue, book)
    assert found is not None
    assert (found.title, found.year) == (title, year)
