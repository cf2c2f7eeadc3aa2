"""The checks on editions, headings, order, titles, links and further indexes where an example does not reach."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.checks.order import _longest_rising
from gricheck.engine import context_of
from gricheck.examples import build
from gricheck.model.rule import Example, RulePack, Severity
from gricheck.model.run import Outcome, Verdict
from gricheck.packs import load_packs
from gricheck.vocabulary import load_vocabulary

Cells = dict[str, Any]

WRONG = (Outcome.FAIL, Outcome.REVIEW)
IN_ACCORDANCE = {"level": "in-accordance", "edition": 2021}


@cache
def packs() -> tuple[RulePack, ...]:
    return load_packs(checks=CHECKS, catalogue=load_catalogue())


def run(name: str, rows: list[Cells], options: Cells | None = None, **report: Any) -> list[Verdict]:
    mapping = build(Example("pass", {"rows": rows, **report}, 1), load_catalogue(), load_vocabulary())
    found = CHECKS[name]
    return list(found.run(context_of(mapping, packs()), found.options(**options or {})))


def wrong(name: str, rows: list[Cells], options: Cells | None = None, **report: Any) -> list[Verdict]:
    return [v for v in run(name, rows, options, **report) if v.outcome in WRONG]


def row(code: str, heading: str = "", location: str = "70", title: str | None = None, **cells: Any) -> Cells:
    """A row; without a title of its own it prints the official one of the newest edition."""
    owners = load_catalogue().by_code.get(code, ())
    official = owners[-1].title if owners else ""
    return {"code": code, "title": official if title is None else title, "location": location, **cells} | (
        {"heading": heading} if heading else {}
    )


def words(verdict: Verdict, name: str) -> str:
    return dict(verdict.arguments)[name]


# Editions


@pytest.mark.parametrize(
    ("report", "outcomes"),
    [
        ({"published": "2024-12-31"}, [Outcome.FAIL]),
        ({"published": "2025-01-01"}, []),
        ({"period": ["2022-01-01", "2022-12-31"]}, []),  # it can have appeared in 2025
        ({"period": ["2021-01-01", "2021-12-31"]}, [Outcome.REVIEW]),
        ({}, []),
    ],
)
def test_an_edition_is_too_young_by_the_year_of_publication(report: Cells, outcomes: list[Outcome]) -> None:
    rows = [row("102-5", "GRI 102: Climate Change 2025", title="Scope 1 GHG emissions")]
    assert [v.outcome for v in wrong("edition-out", rows, **report)] == outcomes


def test_all_rows_of_an_edition_share_a_verdict_that_names_them() -> None:
    heading = "GRI 102: Climate Change 2025"
    rows = [row("102-5", heading, title="Scope 1 GHG emissions"), row("102-6", heading, title="Scope 2 GHG emissions")]
    (verdict,) = wrong("edition-out", rows, published="2023-05-01")
    assert words(verdict, "codes") == "102-5 and 102-6"
    assert len(verdict.related) == 1


@pytest.mark.parametrize(("published", "found"), [("2020-12-31", 1), ("2021-01-01", 0), ("2017-12-31", 0)])
def test_an_edition_is_early_from_its_issue_to_the_day_on_which_it_is_required(published: str, found: int) -> None:
    rows = [row("403-9", "GRI 403: Occupational Health and Safety 2018")]
    assert len(wrong("edition-due", rows, published=published)) == found


def test_editions_that_become_due_on_one_day_share_a_verdict() -> None:
    rows = [row("303-5", "GRI 303: Water and Effluents 2018"), row("403-9"), row("207-1")]
    (verdict,) = wrong("edition-due", rows, published="2020-05-31")
    assert words(verdict, "required") == "1 January 2021"
    assert words(verdict, "codes") == "303-5, 403-9 and 207-1"


def test_a_title_in_a_language_without_titles_may_tell_the_edition() -> None:
    rows = [row("303-3", title="Riciclo e riutilizzo della risorsa idrica")]
    assert not wrong("edition-told", rows, language="it")
    assert wrong("edition-told", [row("303-3", title="")], language="it")


def test_what_the_title_says_is_not_known_where_the_language_is_not() -> None:
    assert not wrong("edition-told", [row("303-3", title="Veden otto")], language=False)
    assert wrong("edition-told", [row("303-3", title="")], language=False)


def test_content_that_moved_is_named_down_to_the_clause() -> None:
    (verdict,) = wrong("editions-agree", [row("2-6"), row("102-9", title="Supply chain")])
    assert words(verdict, "new_codes") == "2-6-b-ii"


def test_a_place_that_is_not_surely_known_is_not_named() -> None:
    assert not wrong("editions-agree", [row("2-23"), row("102-12", title="External initiatives")])


# Headings


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_years_of_the_report_behind_a_title_are_no_editions(year: str) -> None:
    rows = [row("401-1", f"GRI 401: Employment {year}"), row("404-1", f"GRI 404: Training and Education {year}")]
    assert not wrong("heading-exists", rows, period=["2019-01-01", "2019-12-31"], published="2020-04-30")


def test_a_heading_is_judged_once_for_all_its_rows() -> None:
    rows = [row(f"305-{n}", "GRI 305: Emissions 2018") for n in (1, 2, 3)]
    assert not wrong("heading-exists", rows)  # the report may be of 2018
    (verdict,) = wrong("heading-exists", rows, published="2023-05-01")
    assert verdict.outcome is Outcome.FAIL
    assert words(verdict, "heading") == "GRI 305: Emissions 2018"
    assert words(verdict, "editions") == "GRI 305: Emissions 2016"


@pytest.mark.parametrize(
    "heading",
    [
        "GRI 305 Emissions (2016)",
        "GRI 305: Emissionen 2016",
        "GRI 305",
        "Emissions (GRI 305)",
        "GRI 305: Emissions 201 6",
    ],
)
def test_other_ways_to_print_a_heading_are_no_unknown_editions(heading: str) -> None:
    for name in ("heading-exists", "heading-own-title", "row-of-heading-edition"):
        assert not wrong(name, [row("305-1", heading)], published="2023-05-01")


def test_the_management_of_a_topic_may_stand_under_the_topics_title() -> None:
    rows = [row("103-1", "GRI 103: Emissions 2016", title="Explanation"), row("305-1", "GRI 103: Emissions 2016")]
    assert not wrong("heading-own-title", rows)


def test_where_some_titles_are_of_the_headings_edition_the_others_are_wrong_and_not_the_heading() -> None:
    heading = "GRI 306: Effluents and Waste 2016"
    titles = {"306-2": "Management of significant waste-related impacts", "306-3": "Waste generated"}
    rows = [row(code, heading, title=title) for code, title in titles.items()]
    own = row("306-4", heading, title="Transport of hazardous waste")
    assert [v.message for v in wrong("row-of-heading-edition", rows)] == ["titles"]
    assert not wrong("title-of-edition", rows)
    assert not wrong("row-of-heading-edition", [*rows, own])
    assert [v.disclosure for v in wrong("title-of-edition", [*rows, own])] == ["306-2", "306-3"]


def test_a_code_under_the_heading_of_another_standard_is_not_a_matter_of_editions() -> None:
    rows = [row("403-10", "GRI 404: Training and Education 2016")]
    assert not wrong("row-of-heading-edition", rows)


def test_no_year_anywhere_is_not_a_year_forgotten() -> None:
    rows = [row("305-1", "GRI 305: Emissions"), row("401-1", "GRI 401: Employment")]
    assert not run("heading-dated", rows)


def test_a_missing_year_weighs_less_before_it_was_demanded() -> None:
    rows = [row("305-1", "GRI 305: Emissions 2016"), row("401-1", "GRI 401: Employment")]
    (old,) = wrong("heading-dated", rows, claim={"level": "core", "edition": 2016})
    (new,) = wrong("heading-dated", rows, claim=IN_ACCORDANCE)
    assert (old.severity, new.severity) == (Severity.INFO, None)
    assert words(new, "standards") == "GRI 401: Employment"


def test_a_title_that_was_read_in_part_does_not_tell_that_its_year_is_missing() -> None:
    rows = [row("305-1", "GRI 305: Emissions 2016"), row("2-1", "GRI 2: General Organizational Profile")]
    assert not wrong("heading-dated", rows, claim=IN_ACCORDANCE)


# Order


@given(st.lists(st.integers(1, 30), max_size=12))
def test_what_is_left_in_order_rises_and_nothing_could_be_added(numbers: list[int]) -> None:
    places = sorted(_longest_rising(numbers))
    kept = [numbers[i] for i in places]
    assert kept == sorted(kept)
    longest = [0] * len(numbers)
    for i, number in enumerate(numbers):
        longest[i] = 1 + max((longest[j] for j in range(i) if numbers[j] <= number), default=0)
    assert len(kept) == max(longest, default=0)


def test_one_row_out_of_place_is_one_finding() -> None:
    order = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 13]
    rows = [row(f"102-{n}") for n in order]
    (verdict,) = wrong("row-in-order", rows)
    assert (verdict.disclosure, verdict.message, words(verdict, "after")) == ("102-1", "ahead", "102-2")


def test_a_misprinted_code_is_not_out_of_order_as_well() -> None:
    title = load_catalogue().by_code["412-3"][0].title
    rows = [row("413-1"), row("413-3", title=title), row("413-2"), *(row(f"305-{n}") for n in range(1, 6))]
    assert not wrong("row-in-order", rows, {"least_share": 0.5})


def test_the_last_rows_of_a_block_are_not_strangers_in_the_next() -> None:
    rows = [
        row("304-2", "GRI 304: Biodiversity 2016"),
        *(row(code, "GRI 305: Emissions 2016") for code in ("304-3", "305-1", "305-2", "305-3")),
    ]
    assert not wrong("row-under-own-standard", rows)


def test_many_strangers_under_one_heading_stand_under_headings_that_were_not_read() -> None:
    rows = [
        row("206-1", "GRI 206: Anti-competitive Behavior 2016"),
        *(
            row(code, "GRI 203: Indirect Economic Impacts 2016")
            for code in ("203-1", "204-1", "203-2", "206-1", "205-1")
        ),
    ]
    assert not wrong("row-under-own-standard", rows)


# Titles


@pytest.mark.parametrize(
    ("code", "title", "outcome"),
    [
        ("302-1", "Energy consumption within the organization", None),
        ("302-1", "Energy consumption within the organisation (in MWh)", None),
        ("404-1", "Average hours of training per year and employee", None),
        ("102-3", "Headquarters", Outcome.FAIL),
        ("302-1", "Energy consumption", Outcome.REVIEW),  # the end may stand on a line that was not read
        ("302-1", "Energy", None),  # the standard's
        ("305-1", "Our fleet", None),  # another title, and title-official's matter
        ("305-1", "", None),
    ],
)
def test_what_is_a_title_cut_short(code: str, title: str, outcome: Outcome | None) -> None:
    found = wrong("title-whole", [row(code, title=title), row("401-3")])
    assert [v.outcome for v in found] == ([outcome] if outcome else [])


def test_what_ends_with_the_page_may_go_on_on_the_next() -> None:
    assert not wrong("title-whole", [row("302-1", title="Energy consumption")])
    assert wrong("title-whole", [row("302-1", title="Energy consumption"), row("302-3")])


def test_one_title_for_several_codes_is_no_title_cut_short() -> None:
    rows = [{"code": "302-1, 302-2", "title": "Consumption of energy", "location": "60"}, row("401-3")]
    assert not wrong("title-whole", rows)


def test_how_far_a_title_may_be_cut_is_the_rules_choice() -> None:
    own_word = [row("302-1", title="Energy used within organization"), row("401-3")]
    assert not wrong("title-whole", own_word)
    assert wrong("title-whole", own_word, {"most_extra": 1})
    nearly = [row("417-1", title="Requirements for product and service information"), row("401-3")]
    assert not wrong("title-whole", nearly)
    assert wrong("title-whole", nearly, {"least_share": 0.9})


def test_a_title_cut_short_is_not_one_of_nobodys_as_well() -> None:
    assert not wrong("title-official", [row("305-6", title="Emissions of ODS")])
    assert wrong("title-official", [row("305-6", title="Our favourite lunches")])


def test_in_another_language_only_a_surely_known_title_can_be_cut_short() -> None:
    assert not wrong("title-whole", [row("102-3", title="Headquarters")], language="nl")


def test_a_row_for_a_part_of_a_disclosure_need_not_repeat_the_title() -> None:
    rows = [row("305-1"), row("305-1", title=""), *(row(f"305-{n}") for n in range(2, 8))]
    assert not wrong("title-given", rows, claim=IN_ACCORDANCE)


def test_a_missing_title_that_may_stand_in_another_cell_is_for_review() -> None:
    sure = [row(f"305-{n}") for n in range(1, 7)]
    (clear,) = wrong("title-given", [*sure, row("305-7", title="")], claim=IN_ACCORDANCE)
    loose = {"code": "305.7", "location": "70"}
    (doubtful,) = wrong("title-given", [*sure, loose], claim=IN_ACCORDANCE)
    assert (clear.outcome, doubtful.outcome) == (Outcome.FAIL, Outcome.REVIEW)


# Spelling


@pytest.mark.parametrize(
    ("printed", "odd"),
    [
        *[("305-1", False), ("GRI 305-1", False), ("305 – 1", False), ("305-1-a", False), ("11.1.5", False)],
        *[("305-1/2/3", False), ("2-7 a.", False), ("G4-EN15", False)],
        *[("305.1", True), ("GRI 305.1", True), ("EN15", True)],
    ],
)
def test_how_a_code_may_be_spelled(printed: str, odd: bool) -> None:
    assert bool(wrong("code-spelled", [{"code": printed, "location": "5"}])) is odd


# Links

LINKED = [row(f"305-{n}", location=str(60 + n), linked=[60 + n]) for n in range(1, 8)] + [
    row(f"403-{n}", location=str(70 + n), linked=[70 + n]) for n in range(1, 6)
]


def test_a_link_that_leads_elsewhere_is_told_with_both_pages() -> None:
    (verdict,) = wrong("link-agrees", [*LINKED, row("404-1", location="80", linked=[78])])
    assert (words(verdict, "printed_pages"), words(verdict, "linked_pages")) == ("80", "78")


@pytest.mark.parametrize(
    "rows",
    [
        LINKED[:3],  # too few to know what links mean here
        [{**cells, "linked": [1]} for cells in LINKED[:4]] + LINKED[4:],  # too many that do not agree
        [*LINKED, row("404-1", location="Annual report, p. 80", linked=[78])],
    ],
)
def test_links_are_judged_only_where_most_agree(rows: list[Cells]) -> None:
    stray = row("401-1", location="80", linked=[80])
    assert not wrong("link-agrees", [*rows, stray])


def test_links_are_not_judged_where_pages_cannot_be_told_apart() -> None:
    assert not wrong("link-agrees", [*LINKED, row("404-1", location="80", linked=[78])], judged=False)


# Goals


def goals(given: str) -> list[Cells]:
    return [row(f"302-{n}", sdgs="7") for n in range(1, 6)] + [row(f"305-{n}", sdgs=given) for n in range(1, 6)]


def test_goals_are_one_verdict_for_the_index_and_never_a_fault() -> None:
    (verdict,) = wrong("goal-linked", goals("4"))
    assert (verdict.outcome, words(verdict, "rows")) == (Outcome.REVIEW, "305-4 (4) and 305-5 (4)")
    assert not wrong("goal-linked", goals("13"))


def test_a_few_goals_are_no_column_of_goals() -> None:
    assert not run("goal-linked", goals("4")[5:])


def test_a_disclosure_whose_links_are_not_known_well_enough_is_left_out() -> None:
    rows = [*goals("13")[:9], row("207-1", sdgs="4")]
    assert not wrong("goal-linked", rows)


# Further indexes


def other(*rows: Cells) -> list[Cells]:
    return [{"index_pages": [12], "rows": list(rows)}]


def test_two_indexes_disagree_only_in_what_was_read_without_doubt() -> None:
    rows = [row("305-1", location="70")]
    assert [v.outcome for v in wrong("indexes-agree", rows, others=other(row("305-1", location="68")))] == [
        Outcome.FAIL
    ]
    assert not wrong("indexes-agree", rows, others=other(row("305-1", location="68", confidence=0.75)))
    assert not wrong("indexes-agree", rows, others=other(row("305-1", location="68"), row("305-1", location="69")))
    assert not wrong("indexes-agree", rows, others=other(row("305-1", location="see the annual report")))


def test_each_further_index_is_a_finding_of_its_own() -> None:
    others = [*other(row("305-1")), {"index_pages": [20, 21], "rows": [row("305-1"), row("305-2")]}]
    found = wrong("index-single", [row("305-1")], others=others)
    assert [(words(v, "other_pages"), words(v, "count"), words(v, "shared")) for v in found] == [
        ("p. 12", "1", "1"),
        ("p. 20-21", "2", "1"),
    ]


# The name of the index


def test_a_missing_name_weighs_less_under_g4() -> None:
    (g4,) = wrong("index-titled", [row("G4-1")], titled=False, claim={"level": "core", "edition": 2013})
    (core,) = wrong("index-titled", [row("102-1")], titled=False, claim={"level": "core", "edition": 2016})
    assert (g4.severity, core.severity) == (Severity.INFO, None)


def test_a_code_that_is_misprinted_says_nothing_about_the_headings_edition() -> None:
    rows = [row("403-11", "GRI 403: Occupational Health and Safety 2018", title="Work-related ill health")]
    assert not wrong("row-of-heading-edition", rows)
