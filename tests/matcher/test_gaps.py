"""The gap table: the status of every disclosure that is expected or listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gricheck.matcher.gaps import gap_table, row_status
from gricheck.model.document import Pagination
from gricheck.model.index import ContentIndex, Level, Unparsed, Where
from gricheck.model.mapping import Status
from gricheck.model.rule import ClaimSpec, Expectation
from gricheck.pagination import unpaged
from matcher.mappings import PAGES, mapped, rows_of

SPEC = ClaimSpec(
    Level.CORE,
    2016,
    "Core 2016",
    "…",
    expects=(Expectation(("102-1", "102-2"), 2016, False), Expectation(("305-1",), 2016, True)),
)
DIRECT = "Direct (Scope 1) GHG emissions"


def status(location: str, pagination: Pagination | None = None, **omission: str) -> Status:
    rows = rows_of(("305-1", DIRECT, location), **omission)
    found = mapped(rows, pagination=pagination) if pagination else mapped(rows)
    return row_status(found.matches[0], found)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        *[("12", Status.REPORTED), ("12, 99", Status.REPORTED), ("Chapter 3", Status.REPORTED)],
        *[("Annual Report, p. 99", Status.REPORTED), ("100%", Status.REPORTED), ("99", Status.UNRESOLVED)],
        *[("90-95", Status.UNRESOLVED), ("/", Status.UNEXPLAINED), ("–", Status.UNEXPLAINED), ("", Status.UNEXPLAINED)],
        *[("n/a", Status.UNEXPLAINED), ("None", Status.UNEXPLAINED), ("Omitted", Status.UNEXPLAINED)],
        *[("Confidentiality constraints", Status.UNEXPLAINED)],
        *[("Confidentiality constraints: the contracts forbid it", Status.OMITTED)],
        *[("Not applicable: we own no such sites", Status.OMITTED)],
    ],
)
def test_the_status_of_a_row(location: str, expected: Status) -> None:
    assert status(location) is expected


def test_an_omission_in_its_own_columns() -> None:
    assert status("", reason="Legal prohibitions", explanation="The law of the land forbids it") is Status.OMITTED
    assert status("", reason="Legal prohibitions") is Status.UNEXPLAINED
    assert status("", reason="We would rather not") is Status.UNEXPLAINED
    assert status("12", reason="Legal prohibitions", explanation="The law forbids clause b") is Status.PARTIAL


def test_a_page_is_never_missed_where_pages_are_not_judged() -> None:
    assert status("99", unpaged(PAGES, "flattened")) is Status.REPORTED


def test_a_misprinted_code_is_mislabelled() -> None:
    found = mapped(rows_of(("305-1", "Energy intensity")))
    assert row_status(found.matches[0], found) is Status.MISLABELLED


def table(*cells: tuple[str, ...], spec: ClaimSpec | None = SPEC) -> dict[str, Status]:
    return {gap.code: gap.status for gap in gap_table(mapped(rows_of(*cells)), spec)}


NAME, BRANDS = ("102-1", "Name of the organization"), ("102-2", "Activities, brands, products, and services")


def test_what_the_claim_expects_and_no_row_lists_is_missing() -> None:
    assert table(NAME, ("305-1", DIRECT)) == {
        "102-1": Status.REPORTED,
        "102-2": Status.MISSING,
        "305-1": Status.REPORTED,
    }


def test_without_a_claim_nothing_is_missing() -> None:
    assert table(NAME, spec=None) == {"102-1": Status.REPORTED}


def test_rows_beyond_the_claim_are_in_the_table_but_required_by_nothing() -> None:
    found = {g.code: g.required_by for g in gap_table(mapped(rows_of(NAME, ("401-1", "New employee hires"))), SPEC)}
    assert found == {"102-1": "Core 2016", "102-2": "Core 2016", "305-1": "Core 2016", "401-1": None}


def test_a_misprint_is_one_line_under_the_code_it_must_be() -> None:
    found = table(NAME, BRANDS, ("305-9", DIRECT))
    assert found == {"102-1": Status.REPORTED, "102-2": Status.REPORTED, "305-1": Status.MISLABELLED}


def test_of_several_rows_the_best_tells_the_status() -> None:
    assert table(("305-1", DIRECT, "/"), ("305-1", DIRECT, "12"), spec=None) == {"305-1": Status.REPORTED}
    assert table(("305-1", DIRECT, "/"), ("305-1", DIRECT, "99"), spec=None) == {"305-1": Status.UNRESOLVED}


def test_a_line_keeps_all_its_rows_and_its_facts() -> None:
    (gap,) = gap_table(mapped(rows_of(("305-1", "our own words", "/"), ("305-1", DIRECT, "12"))), None)
    assert (gap.title, gap.standard, gap.edition, len(gap.matches)) == (DIRECT, "GRI 305", 2016, 2)


def test_a_code_of_nothing_keeps_its_printed_title() -> None:
    (gap,) = gap_table(mapped(rows_of(("413-9", "Our own way of counting mills"))), None)
    assert (gap.code, gap.title, gap.standard, gap.status) == (
        *("413-9", "Our own way of counting mills", None),
        Status.MISLABELLED,
    )


def test_lines_are_in_the_order_of_codes() -> None:
    assert list(table(("305-1", DIRECT), ("102-10", ""), ("102-9", ""), ("201-1", ""), NAME)) == [
        *["102-1", "102-2", "102-9", "102-10", "201-1", "305-1"]
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"unparsed": (Unparsed("102-2 and others: see the website", Where(0)),)},
        {"pictures": (57,)},
    ],
)
def test_what_may_be_in_the_index_after_all_is_not_called_missing(change: dict[str, object]) -> None:
    found = mapped(rows_of(NAME, ("305-1", DIRECT)))
    index: ContentIndex = replace(found.index, **change)  # type: ignore[arg-type]
    gaps = {gap.code: gap.status for gap in gap_table(replace(found, index=index), SPEC)}
    assert gaps["102-2"] is Status.UNRESOLVED


def test_where_most_was_not_found_nothing_is_called_missing() -> None:
    assert table(NAME) == {"102-1": Status.REPORTED, "102-2": Status.UNRESOLVED, "305-1": Status.UNRESOLVED}


def test_a_code_with_the_title_of_another_disclosure_does_not_make_its_own_missing() -> None:
    found = table(NAME, ("102-2", DIRECT), ("305-1", DIRECT))
    assert found["102-2"] is not Status.MISSING
