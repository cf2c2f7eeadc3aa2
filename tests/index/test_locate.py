"""Which pages hold the index."""

from __future__ import annotations

import pytest

from gricheck.index import locate
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import load_vocabulary
from index.layouts import document

PROSE = "Our mills keep running.\nIn the year 3 of them were closed, see 305-1 for what that means."
GENERAL = [f"2-{n}" for n in range(1, 31)]
TOPICS = [f"{n}-1" for n in (201, 202, 203, 204, 205, 206, 207, 301, 302, 303, 304, 305, 306, 308)]


def index(codes: list[str]) -> str:
    return "\n".join(["GRI content index", *(f"{code} Title of it 12" for code in codes)])


def pages(catalogue: Catalogue, *texts: str) -> tuple[int, ...]:
    return locate(document(*texts), catalogue, load_vocabulary())


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([PROSE, PROSE, index(GENERAL)], (2,)),
        ([index(GENERAL), index(TOPICS), PROSE, PROSE], (0, 1)),
        ([PROSE, index(GENERAL[:15]), index(GENERAL[15:]), index(TOPICS), PROSE], (1, 2, 3)),
        ([index(GENERAL)], (0,)),
    ],
)
def test_the_index_is_found_at_the_end_in_front_and_by_itself(
    texts: list[str], expected: tuple[int, ...], catalogue: Catalogue
) -> None:
    assert pages(catalogue, *texts) == expected


def test_a_page_with_only_the_last_rows_belongs_to_it(catalogue: Catalogue) -> None:
    assert pages(catalogue, PROSE, index(GENERAL), index(["305-1", "305-2"]), PROSE) == (1, 2)


def test_a_page_may_begin_with_a_row(catalogue: Catalogue) -> None:
    assert pages(catalogue, PROSE, index(GENERAL), "305-1 Title 12\n305-2 Title 12", PROSE) == (1, 2)


def test_the_page_that_begins_the_index_belongs_to_it(catalogue: Catalogue) -> None:
    assert pages(catalogue, PROSE, index(GENERAL[:2]), index(GENERAL[2:]), PROSE) == (1, 2)


def test_a_later_page_may_follow_after_pages_of_something_else(catalogue: Catalogue) -> None:
    long = "We answer this at length."
    assert pages(catalogue, PROSE, index(GENERAL), long, long, index(TOPICS[-3:]), PROSE) == (1, 2, 3, 4)
    assert pages(catalogue, PROSE, index(GENERAL), PROSE, PROSE, index(TOPICS[-3:]), PROSE) == (1, 4)


FEW = [f"2-{n} Title of it 12" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *[("GRI content index", (1,)), ("GRI-Inhaltsindex", (1,)), ("GRI內容索引", (1,)), ("Our year", ())],
        *[
            ("102-55 GRI content index 12", ()),
            ("We tell it in the GRI content index on the page that follows here, too", ()),
        ],
    ],
)
def test_a_short_index_is_known_by_its_name_on_a_line_of_its_own(
    name: str, expected: tuple[int, ...], catalogue: Catalogue
) -> None:
    assert pages(catalogue, PROSE, "\n".join(["Acme", name, *FEW]), PROSE) == expected


def test_a_page_of_answers_between_two_index_pages_belongs_to_it(catalogue: Catalogue) -> None:
    assert pages(catalogue, PROSE, index(GENERAL), "A long answer.", index(TOPICS), PROSE) == (1, 2, 3)


def test_the_parts_of_an_index_far_apart_are_both_found(catalogue: Catalogue) -> None:
    assert pages(catalogue, PROSE, index(GENERAL), *[PROSE] * 9, index(TOPICS)) == (1, 11)


def test_a_second_table_of_the_same_codes_is_no_second_index(catalogue: Catalogue) -> None:
    """A materiality table names the disclosures of the index again."""
    assert pages(catalogue, PROSE, index(GENERAL[:8]), *[PROSE] * 9, index(GENERAL)) == (11,)


def test_a_page_of_prose_that_names_codes_is_no_index(catalogue: Catalogue) -> None:
    tagged = "305-1 Our air\nWe count what we emit.\n305-2 Power\nWe buy it."
    assert pages(catalogue, tagged, PROSE, PROSE, index(GENERAL), PROSE) == (3,)
    assert pages(catalogue, tagged, PROSE, PROSE) == ()


@pytest.mark.parametrize("texts", [[], [""], [PROSE] * 3, ["305-1 again\n" * 20]])
def test_a_report_without_an_index(texts: list[str], catalogue: Catalogue) -> None:
    assert pages(catalogue, *texts) == ()


@pytest.mark.parametrize("row", ["• GRI {} Title 3", "GRI {} Title 3", "({}) Title 3", "Title of the thing {} 3"])
def test_codes_need_not_stand_alone_at_the_line_start(row: str, catalogue: Catalogue) -> None:
    text = "GRI content index\n" + "\n".join(row.format(code) for code in GENERAL)
    assert pages(catalogue, PROSE, text, PROSE) == (1,)


@pytest.mark.parametrize("row", ["G4-{} Title 3", "G4 {} Title 3"])
def test_a_g4_index_is_found(row: str, catalogue: Catalogue) -> None:
    assert pages(catalogue, PROSE, "\n" + "\n".join(row.format(n) for n in range(1, 20))) == (1,)


def test_short_g4_codes_count_where_the_report_uses_g4(catalogue: Catalogue) -> None:
    short = "\n".join(f"EN{n} Title 3" for n in range(1, 20))
    assert pages(catalogue, "We follow G4-3.", short) == (1,)
    assert pages(catalogue, PROSE, short) == ()


def test_a_table_of_figures_is_no_index(catalogue: Catalogue) -> None:
    figures = "\n".join(f"{n}.{n} {n * 7},305 {n}-{n + 40}" for n in range(20, 60))
    assert pages(catalogue, PROSE, figures) == ()
