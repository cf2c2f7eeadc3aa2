"""Rows of pages with geometry: order and alignment of cells, several tables, headings, page breaks."""

from __future__ import annotations

from textwrap import wrap

import pytest

from index.layouts import LEADING, page, table, tops, typed
from index.tables import AIR, SHORT, WASTE, XS, by_code, cells, numbers, permuted, read, ruled


@pytest.mark.parametrize("header", [None, ("GRI Standard", "Disclosure", "Page"), ("No.", "Title", "Location")])
def test_a_plain_table_with_and_without_a_header(header: tuple[str, ...] | None) -> None:
    rows = [header, *AIR] if header else [*AIR]
    assert cells(page(table(XS, rows))) == [*AIR]


@pytest.mark.parametrize(
    ("order", "xs"),
    [
        ("lct", (40.0, 90.0, 150.0)),
        ("clt", (40.0, 100.0, 160.0)),
        ("tcl", (40.0, 300.0, 400.0)),
    ],
)
def test_the_columns_may_stand_in_any_order(order: str, xs: tuple[float, ...]) -> None:
    assert cells(page(table(xs, permuted(order)))) == [*AIR]


def test_titles_may_stand_left_of_codes_that_say_gri() -> None:
    rows = [(title, f"GRI {code}", location) for code, title, location in AIR]
    assert cells(page(table((40, 300, 400), rows))) == [*AIR]


@pytest.mark.parametrize("align", ["top", "centre", "bottom"])
@pytest.mark.parametrize("gap", [4.0, 8.0])
def test_titles_over_two_lines_however_they_are_aligned(align: str, gap: float) -> None:
    wrapped = [(c, t.replace(" ", "\n", 1) if i % 2 else t, p) for i, (c, t, p) in enumerate(AIR)]
    assert cells(page(table(XS, wrapped, align=align, gap=gap))) == [*AIR]


@pytest.mark.parametrize("align", ["top", "centre", "bottom"])
def test_locations_over_several_lines(align: str) -> None:
    rows = [*AIR[:2], ("305-3", AIR[2][1], "48, 50,\n52, 54-\n56, 60"), *AIR[3:]]
    found = by_code(page(table(XS, rows, align=align)))
    assert numbers(found["305-3"]) == ["48", "50", "52", "54", "55", "56", "60"]
    assert numbers(found["305-4"]) == ["51"]


TALL = "See the chapter\non air, the tables\nand the notes,\np. 45"
HEADLESS = "what the first row's cell has high above its code is cut off"


@pytest.mark.parametrize(
    ("align", "lines"),
    [
        *[("top", True), ("top", False), ("centre", True)],
        pytest.param("centre", False, marks=pytest.mark.xfail(reason=HEADLESS)),
        ("bottom", True),
    ],
)
def test_a_tall_cell_belongs_to_the_code_beside_it(align: str, lines: bool) -> None:
    rows = [("305-1", AIR[0][1], TALL), AIR[3], ("305-5", AIR[4][1], TALL), AIR[6]]
    layout = page(table(XS, rows, align=align, gap=6), rules=ruled(rows, 6) if lines else ())
    assert [row.location for row in read(layout).rows] == [TALL.replace("\n", " "), "51", TALL.replace("\n", " "), "52"]


@pytest.mark.parametrize("down", [0.0, 0.5, 1.0])
def test_a_page_number_beside_the_middle_or_end_of_a_tall_title(down: float) -> None:
    """The code stands at the title's first line; ``down`` is how far down its lines the number stands."""
    rows = [(code, "\n".join(wrap(title, 14)), location) for code, title, location in AIR[:5]]
    words = table(XS[:2], [row[:2] for row in rows], gap=10)
    for (_, title, location), y in zip(rows, tops(rows, gap=10), strict=False):
        words += typed(location, 400, y + title.count("\n") * down * LEADING)
    assert cells(page(words)) == [*AIR[:5]]


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_page_numbers_may_be_right_aligned_or_centred(share: float) -> None:
    words = table(XS[:2], [row[:2] for row in AIR])
    for (_, _, location), y in zip(AIR, tops(AIR), strict=False):
        words += typed(location, 440 - share * 5 * len(location), y)
    assert cells(page(words)) == [*AIR]


@pytest.mark.parametrize("header", [False, True])
def test_two_tables_side_by_side(header: bool) -> None:
    head = [("No.", "Title", "Page")] if header else []
    left = table((30, 80, 250), [*head, *SHORT[:4]])
    right = table((310, 360, 540), [*head, *SHORT[4:], ("306-3", "Waste generated", "60")])
    assert cells(page(left + right)) == [*SHORT, ("306-3", "Waste generated", "60")]


@pytest.mark.parametrize("order", ["ctl", "clt"])
def test_two_tables_one_above_the_other_have_columns_of_their_own(order: str) -> None:
    head = ("No.", "Disclosure", "Page")
    above = table(XS, [head, *AIR[:4]])
    below = table(
        (140, 220, 300), permuted(order, [head, *((c, t[:14], p) for c, t, p in (*AIR[4:], *WASTE))]), top=260
    )
    assert [row.location for row in read(page(above + below)).rows] == [p for _, _, p in (*AIR, *WASTE)]


def test_a_table_goes_on_on_the_next_page_without_its_header() -> None:
    head = ("No.", "Disclosure", "Page", "SDG")
    first = page(table((*XS, 470), [head, *((*row, "13") for row in AIR)]))
    second = page(table((*XS, 470), [(*row, "12") for row in WASTE]), number=1)
    rows = read(first, second).rows
    assert [row.location for row in rows] == [p for _, _, p in (*AIR, *WASTE)]
    assert [row.sdgs for row in rows] == [(13,)] * 7 + [(12,)] * 3
    assert [(row.where.page, row.where.line) for row in rows[6:8]] == [(0, 7), (1, 1)]


@pytest.mark.parametrize(
    ("header", "lines", "gap"),
    [
        *[(True, False, 8), (True, True, 8), (True, True, 2), (False, True, 2)],
        *[(False, False, 8), (False, True, 8), (False, False, 2), (True, False, 2)],
    ],
)
def test_a_cell_that_runs_over_the_page_break_is_one_cell(header: bool, lines: bool, gap: float) -> None:
    head = [("No.", "Disclosure", "Page")] if header else []
    first, second = [*head, *AIR[:3], (*AIR[3][:2], "51,")], [*head, ("", "", "53, 54"), *AIR[4:]]
    layouts = [
        page(table(XS, rows, gap=gap), number=number, rules=ruled(rows, gap) if lines else ())
        for number, rows in enumerate((first, second))
    ]
    found = by_code(*layouts)
    assert (found["305-4"].location, found["305-5"].location) == ("51, 53, 54", "/")


def test_a_merged_location_cell_belongs_to_all_its_rows() -> None:
    rows = [(*AIR[0][:2], ""), (*AIR[1][:2], "45-47"), (*AIR[2][:2], ""), AIR[3], AIR[6]]
    lines = ruled(rows, 12, right=390)
    lines += [(390, y, 520, y) for i, (_, y, _, _) in enumerate(lines) if i not in (1, 2)]
    layout = page(table(XS, rows, gap=12), rules=lines)
    assert [row.location for row in read(layout).rows] == ["45-47", "45-47", "45-47", "51", "52"]


def test_headings_give_the_edition_and_are_no_rows() -> None:
    water = ("303-3", "Water withdrawal", "60")
    rows = [("GRI 305: Emissions 2016", "", ""), *AIR[:3], ("GRI 303: Water and Effluents 2018", "", ""), water]
    index = read(page(table((40, 130, 400), rows)))
    assert [(h.standard, h.edition) for h in index.headings] == [("GRI 305", 2016), ("GRI 303", 2018)]
    assert [(r.location, r.heading_edition) for r in index.rows] == [
        *[("45", 2016), ("46-47", 2016), ("48, 50", 2016)],
        ("60", 2018),
    ]


def test_a_heading_holds_on_the_next_page() -> None:
    first = page(table(XS, [("GRI 306: Waste 2020", "", ""), *WASTE]))
    second = page(table(XS, [("306-1", "Waste of all kinds", "63"), ("306-2", "What we do", "64")]), number=1)
    assert [row.edition for row in read(first, second).rows] == [2020] * 5


def test_a_group_heading_is_no_part_of_the_row_above() -> None:
    for cell in ("", "see below"):
        layout = page(table(XS, [*AIR[:3], ("Environmental topics", "", cell), *AIR[3:]]))
        assert (cells(layout), read(layout).unparsed) == ([*AIR], ())


def test_a_topic_close_above_the_heading_of_a_standard_is_a_heading_of_its_own() -> None:
    """Set as close as two lines of one heading, with the management of the topic below."""
    rows: list[tuple[str, ...]] = []
    for topic, pages in (("Climate", AIR[:2]), ("Cleaner air", AIR[2:4]), ("Packaging", WASTE)):
        head = (f"{topic}\nGRI 3: Material Topics 2021", "", "")
        rows += [head, ("3-3", "Management of material topics", "30"), *pages]
    found = read(page(table(XS, rows)))
    assert [topic.name for topic in found.topics] == ["Climate", "Cleaner air", "Packaging"]
    assert {row.topic for row in found.rows} == {"Climate", "Cleaner air", "Packaging"}


def test_the_standard_may_have_a_column_of_its_own() -> None:
    rows = [("GRI 305:\nEmissions\n2016", *AIR[0]), *(("", *row) for row in AIR[1:])]
    rows += [("GRI 306:\nWaste 2020", *WASTE[0]), *(("", *row) for row in WASTE[1:])]
    index = read(page(table((40, 130, 200, 500), rows)))
    assert [row.heading_standard for row in index.rows] == ["GRI 305"] * 7 + ["GRI 306"] * 3
    assert [row.location for row in index.rows] == [p for _, _, p in (*AIR, *WASTE)]
