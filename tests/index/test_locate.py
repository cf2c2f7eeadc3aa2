"""Which pages hold the index."""

from __future__ import annotations

import pytest

from gricheck.index import locate
from gricheck.index.locate import locate_all, pages_that_point
from gricheck.index.row_lines import index_lines
from gricheck.model.document import Page
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary, load_vocabulary
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


def tagged(*codes: str) -> str:
    """A chapter with codes on lines of their own beside its text."""
    return "\n".join([*(f"GRI {code}\nWe tell of it here, and of what it means to us." for code in codes), "45"])


def test_chapters_with_tags_before_the_index_are_none_of_it(catalogue: Catalogue) -> None:
    chapters = [tagged("302-1", "302-3", "302-4"), tagged("416-1", "416-2", "417-1", "417-2", "418-1")]
    assert pages(catalogue, PROSE, *chapters, index(GENERAL), index(TOPICS)) == (3, 4)


def test_chapters_with_tags_behind_the_index_are_none_of_it(catalogue: Catalogue) -> None:
    assert pages(catalogue, index(GENERAL), index(TOPICS), tagged("2-1", "2-6", "2-7"), PROSE) == (0, 1)


def test_many_tagged_chapters_are_no_longer_index_than_the_index(catalogue: Catalogue) -> None:
    chapters = [tagged(*(f"{n}-{i}" for i in range(1, 8))) for n in range(301, 309)]
    assert pages(catalogue, *chapters, PROSE, index(GENERAL), index(TOPICS)) == (9, 10)


def test_a_table_that_repeats_the_codes_of_the_index_is_none_of_it(catalogue: Catalogue) -> None:
    table = "\n".join(f"{code} Principle {n}" for n, code in enumerate(TOPICS[:9], 1))
    assert pages(catalogue, PROSE, index(GENERAL), index(TOPICS), table) == (1, 2)


def test_the_last_row_may_stand_on_a_page_of_its_own(catalogue: Catalogue) -> None:
    assert pages(catalogue, index(GENERAL), index(TOPICS), "418-1 Title of it 12", PROSE) == (0, 1, 2)


def test_the_last_row_is_known_by_the_one_before_where_topics_have_an_order_of_their_own(catalogue: Catalogue) -> None:
    topics = [*TOPICS, "419-1", "412-1", "412-2"]
    assert pages(catalogue, index(GENERAL), index(topics), "412-3 Title of it 12", PROSE) == (0, 1, 2)
    assert pages(catalogue, index(GENERAL), index(topics), "305-3 Title of it 12", PROSE) == (0, 1)
    managed = [*TOPICS, "419-1", "3-3"]
    assert pages(catalogue, index(GENERAL), index(managed), "415-1 Title of it 12", PROSE) == (0, 1, 2)
    in_the_middle = ["3-3", *TOPICS]
    assert pages(catalogue, index(GENERAL), index(in_the_middle), "3-3 Title of it 12", PROSE) == (0, 1, 2)
    assert pages(catalogue, index(GENERAL), index(TOPICS), "103-2 Title of it 12", PROSE) == (0, 1)


def test_parts_of_an_index_between_chapters_are_found_without_the_chapters(catalogue: Catalogue) -> None:
    parts = (index(GENERAL), tagged("2-1", "2-6"), index(TOPICS), tagged("302-1"), PROSE, PROSE, PROSE)
    assert pages(catalogue, *parts) == (0, 2)


def test_codes_with_a_full_stop_are_an_index_where_no_others_are(catalogue: Catalogue) -> None:
    dotted = [code.replace("-", ".") for code in (*TOPICS, "305-2", "305-3")]
    assert pages(catalogue, PROSE, index(dotted), PROSE) == (1,)


@pytest.mark.parametrize("before", ["Disclosure ", "GRI 2: General Disclosures 2021 "])
def test_a_word_or_the_standard_may_stand_before_the_code(before: str, catalogue: Catalogue) -> None:
    rows = "\n".join(f"{before}{code} Title of it 12" for code in GENERAL)
    assert pages(catalogue, PROSE, rows, PROSE) == (1,)


def others(catalogue: Catalogue, *texts: str) -> tuple[tuple[int, ...], ...]:
    return locate_all(document(*texts), catalogue, load_vocabulary()).others


def test_an_index_that_is_printed_twice_is_found_twice(catalogue: Catalogue) -> None:
    texts = (PROSE, index(GENERAL[:25]), *[PROSE] * 9, index(GENERAL))
    assert pages(catalogue, *texts) == (11,)
    assert others(catalogue, *texts) == ((1,),)


@pytest.mark.parametrize(
    "table",
    [
        index(GENERAL[:25]).removeprefix("GRI content index"),  # without the name: a table of material topics, say
        index(GENERAL[:8]),  # too few rows
        index([*GENERAL[:4], *TOPICS[:8]]),  # rows that the index does not have
    ],
)
def test_another_table_of_codes_is_no_further_index(table: str, catalogue: Catalogue) -> None:
    assert others(catalogue, PROSE, table, *[PROSE] * 9, index(GENERAL)) == ()


def test_a_part_of_the_index_is_no_further_one(catalogue: Catalogue) -> None:
    assert others(catalogue, PROSE, index(GENERAL), *[PROSE] * 9, index(TOPICS)) == ()


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Our GRI content index is published at https://www.acme.example/gri.", (1,)),
        ("On our website you find the GRI content index and all policies.", (1,)),
        ("The GRI content index was made with care.", ()),
        ("See our website for policies.", ()),
    ],
)
def test_a_page_may_say_that_the_index_is_published_elsewhere(
    text: str, pages: tuple[int, ...], vocabulary: Vocabulary
) -> None:
    assert pages_that_point(document("A mill", text), vocabulary) == pages


def test_rows_that_begin_with_the_standard_are_lines_of_an_index_too(catalogue: Catalogue) -> None:
    rows = [f"GRI 305: Emissions 2016  305-{n}  Title of it  {n}" for n in range(1, 8)]
    prose = ["As GRI 305: Emissions 2016 asks, 305-1 is told below."] * 40
    span = index_lines(Page(0, "\n".join([*prose, *rows])), catalogue)
    assert span is not None
    assert (span.start > 20, span.stop) == (True, 47)


THREE = ["Disclosure  Location", "302-1  p. 12", "305-1  p. 14", "305-2  /"]


def test_what_is_all_rows_is_a_short_index_without_its_name(catalogue: Catalogue) -> None:
    assert pages(catalogue, "\n".join(THREE)) == (0,)
    assert pages(catalogue, "\n".join(THREE[:3])) == ()
    assert pages(catalogue, "\n".join(THREE), PROSE) == ()
    assert pages(catalogue, "\n".join([*THREE, *PROSE.split("\n"), *PROSE.split("\n")])) == ()


def test_a_document_that_is_said_to_be_the_index_may_hold_more(catalogue: Catalogue) -> None:
    def declared(*texts: str) -> tuple[int, ...]:
        return locate_all(document(*texts), catalogue, load_vocabulary(), declared=True).pages

    assert declared(PROSE, "\n".join([*THREE, *[PROSE] * 5])) == (1,)
    assert declared("\n".join(THREE), "\n".join(FEW[:2]), "2-9 a title", PROSE) == (0, 1)
    assert declared(PROSE, "305-1 Our air\nWe count what we emit.") == ()
    assert declared(PROSE, "305-1 again\n" * 20) == ()
