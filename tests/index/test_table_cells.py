"""What the cells and columns of a table amount to: codes, goals, locations, omissions, links, and what is no cell."""

from __future__ import annotations

import pytest

from gricheck.model.document import Link
from gricheck.model.index import Kind, Row
from index.layouts import page, table, tops, typed
from index.tables import AIR, SHORT, WASTE, XS, by_code, cells, numbers, read, ruled


@pytest.mark.parametrize("wrapped", [False, True])
def test_code_and_title_may_share_a_cell(wrapped: bool) -> None:
    rows = [(f"{c} {t.replace(' ', chr(10), 1) if wrapped else t}", p) for c, t, p in AIR]
    assert cells(page(table((40, 400), rows))) == [*AIR]


@pytest.mark.parametrize(
    ("header", "cell"), [("SDG", "SDG 13"), (None, "SDG 13, 3"), ("SDGs", "13"), ("Link to SDGs", "13.1")]
)
def test_goals_have_a_column_of_their_own(header: str | None, cell: str) -> None:
    head = [("No.", "Disclosure", "Page", header)] if header else []
    rows = read(page(table((*XS, 480), [*head, *((*row, cell) for row in AIR)]))).rows
    assert [row.location for row in rows] == [p for _, _, p in AIR]
    assert {row.sdgs[0] for row in rows} == {13}


@pytest.mark.parametrize(("header", "cell"), [("Assured", "✓"), ("SASB", "EM-MM-110a.1"), ("UNGC", "7"), (None, "✓")])
def test_other_columns_are_no_location(header: str | None, cell: str) -> None:
    head = [("No.", "Disclosure", "Page", header)] if header else []
    layout = page(table((*XS, 480), [*head, *((*row, cell) for row in AIR)]))
    assert cells(layout) == [*AIR]


def test_several_location_columns_are_read_in_order() -> None:
    head = ("No.", "Disclosure", "Page", "Comment")
    found = by_code(page(table((40, 100, 330, 420), [head, *((*row, "See the web") for row in SHORT)])))
    assert (found["305-1"].location, numbers(found["305-1"])) == ("45 | See the web", ["45"])


@pytest.mark.parametrize("names", [("Annual report", "This report"), ("Website", "Sustainability report")])
def test_the_pages_of_a_column_for_another_document_are_not_ours(names: tuple[str, str]) -> None:
    rows = [("No.", "Disclosure", *names), *((code, title, "12", location) for code, title, location in SHORT)]
    found = by_code(page(table((40, 100, 310, 420), rows)))
    assert numbers(found["305-1"]) == ["45"]


OMITTED = (
    ("No.", "Disclosure", "Page", "Omitted\nrequirements", "Reason", "Explanation"),
    *[(*row, "", "", "") for row in SHORT[:5]],
    ("305-6", "ODS", "", "a", "Information\nunavailable", "We collect\nthe data"),
    ("305-7", "Nitrogen oxides", "52", "b", "Confidentiality\nconstraints", "Contracts\nforbid it"),
)


def test_omission_columns_are_kept_apart() -> None:
    found = by_code(page(table((40, 90, 260, 330, 420, 510), OMITTED)))
    first, second = found["305-6"], found["305-7"]
    assert first.omission is not None
    assert second.omission is not None
    assert (first.location, first.kind, first.omission.requirements) == ("", Kind.OMITTED, ("a",))
    assert (first.omission.reason_key, first.omission.explanation) == ("information_unavailable", "We collect the data")
    assert (second.location, second.kind, second.omission.requirements) == ("52", Kind.PAGES, ("b",))
    assert (second.omission.reason, second.omission.explanation) == (
        "Confidentiality constraints",
        "Contracts forbid it",
    )
    assert found["305-1"].omission is None


def test_dashes_in_the_omission_columns_are_no_omission() -> None:
    rows = [OMITTED[0], *((*row[:3], "-", "-", "-") for row in OMITTED[1:6]), OMITTED[7]]
    found = by_code(page(table((40, 90, 260, 330, 420, 510), rows)))
    assert [row.omission for row in found.values()][:5] == [None] * 5
    assert found["305-1"].location == "45"


def test_a_row_of_several_codes_is_several_rows() -> None:
    rows = [("305-1, 305-2", "Emissions", "45-47"), *AIR[3:]]
    assert cells(page(table((40, 120, 400), rows))) == [
        ("305-1", "Emissions", "45-47"),
        ("305-2", "Emissions", "45-47"),
        *AIR[3:],
    ]


@pytest.mark.parametrize(("codes", "lines"), [("305-1, 305-2,\n305-3", False), ("305-1\n305-2\n305-3", True)])
def test_codes_under_each_other_in_one_cell_share_its_location(codes: str, lines: bool) -> None:
    rows = [(codes, "Emissions", "45-47"), *AIR[3:]]
    layout = page(table((40, 120, 400), rows, gap=12), rules=ruled(rows, 12) if lines else ())
    assert [row.location for row in read(layout).rows][:3] == ["45-47"] * 3


def test_a_range_of_codes_is_all_its_codes() -> None:
    found = by_code(page(table((40, 140, 400), [("305-1 to 305-5", "Emissions", "45-47"), *AIR[5:]])))
    assert [code for code, row in found.items() if row.location == "45-47"] == [row[0] for row in AIR[:5]]


def test_page_ranges_that_look_like_codes_are_locations() -> None:
    ranges = ["2-5", "3-3", "2-7", "3-5", "2-9", "2-11", "3-4"]
    rows = [(code, title, pages) for (code, title, _), pages in zip(AIR, ranges, strict=True)]
    assert cells(page(table(XS, rows))) == rows


def test_codes_that_tag_the_text_are_no_table() -> None:
    words = []
    for position, (code, _, _) in enumerate(AIR):
        words += typed(f"We write of {code} here and", 40 + 37 * (position % 4), 60 + 40 * position)
    assert read(page(words)).rows == ()


@pytest.mark.parametrize(
    ("spelled", "code"), [("GRI {}", "305-1"), ("{}-a", "305-1"), ("Disclosure {}", "305-1"), ("GRI {}:", "305-1")]
)
def test_codes_in_the_code_column_may_be_spelled_in_any_way(spelled: str, code: str) -> None:
    rows = [(spelled.format(c), title, location) for c, title, location in AIR]
    found = read(page(table((40, 160, 420), rows))).rows
    assert (found[0].code, found[0].title, found[0].location) == (code, AIR[0][1], "45")
    assert len(found) == len(AIR)


@pytest.mark.parametrize("spelled", ["EN{}", "305.{}"])
def test_loose_codes_count_in_a_column_and_lower_the_confidence(spelled: str) -> None:
    rows = [(spelled.format(i + 1), title, location) for i, (_, title, location) in enumerate(AIR)]
    found = read(page(table(XS, rows))).rows
    assert [row.location for row in found] == [p for _, _, p in AIR]
    assert all(row.confidence < 1 and "unusual" in row.doubts[0] for row in found)


def test_a_sector_number_before_the_code_is_its_reference() -> None:
    rows = [(f"11.1.{i + 5}", f"GRI {code}", title, location) for i, (code, title, location) in enumerate(AIR)]
    found = read(page(table((40, 100, 160, 420), rows))).rows
    assert [(row.code, row.location, row.references) for row in found[:2]] == [
        ("305-1", "45", ("11.1.5",)),
        ("305-2", "46-47", ("11.1.6",)),
    ]
    assert len(found) == 7


SECTOR_HEAD = ("Disclosure", "Title", "Page", "GRI Sector Standard Ref. No.")


def test_numbers_of_the_sector_column_are_neither_codes_nor_pages() -> None:
    rows = [SECTOR_HEAD, *((*row, f"11.1.{i + 5}\n11.2.3") for i, row in enumerate(AIR))]
    found = read(page(table((40, 100, 420, 490), rows))).rows
    assert [(row.code, row.location) for row in found] == [(code, location) for code, _, location in AIR]
    assert found[0].references == ("11.1.5", "11.2.3")


def test_a_sector_disclosure_has_its_number_for_a_code() -> None:
    own = ("", "Approach to public policy and lobbying", "50", "11.2.4")
    rows = [SECTOR_HEAD, *((*row, f"11.1.{i + 5}") for i, row in enumerate(AIR[:5])), own]
    found = read(page(table((40, 100, 420, 490), rows))).rows
    assert [(row.code, row.title, row.location) for row in found[4:]] == [AIR[4], ("11.2.4", own[1], "50")]


def test_a_number_that_a_topic_standard_has_a_disclosure_for_makes_no_row() -> None:
    own = ("", "Approach to public policy and lobbying", "50", "11.2.3")
    rows = [SECTOR_HEAD, *((*row, f"11.1.{i + 5}") for i, row in enumerate(AIR[:5])), own]
    assert [row.code for row in read(page(table((40, 100, 420, 490), rows))).rows] == [row[0] for row in AIR[:5]]


def test_a_standards_number_in_place_of_a_code_is_kept() -> None:
    assert cells(page(table(XS, [("103", "Management approach", "40"), *AIR])))[0] == (
        "103",
        "Management approach",
        "40",
    )


def linked(text: str) -> Row:
    rows = [(code, title, text) for code, title, _ in AIR[:6]] + [AIR[6]]
    links = [Link((398, 58 + 20 * i, 440, 72 + 20 * i), page=30 + i) for i in range(6)]
    return read(page(table(XS, rows), links=links)).rows[1]


def test_a_clickable_name_leads_to_its_target() -> None:
    row = linked("Our air")
    assert [(ref.label, ref.index) for ref in row.pages] == [(None, 31)]
    assert row.kind is Kind.SECTION


def test_a_clickable_number_keeps_its_number() -> None:
    row = linked("45")
    assert [(ref.label, ref.index) for ref in row.pages] == [("45", 44)]
    assert row.linked == (31,)


def test_a_clickable_sign_without_a_text_leads_to_its_target() -> None:
    assert [ref.index for ref in linked("").pages] == [31]


def test_running_head_footer_and_footnote_are_no_part_of_the_table() -> None:
    around = typed("Acme report 2023", 40, 20) + typed("117", 560, 800)
    around += typed("* assured by another house, see page 99", 40, 230)
    assert cells(page(table(XS, AIR) + around)) == [*AIR]


def test_an_own_indicator_is_unparsed_and_not_lost() -> None:
    index = read(page(table(XS, [*AIR[:3], ("Own 1", "Paper waste", "40"), *AIR[3:]])))
    assert [u.text for u in index.unparsed] == ["Own 1 Paper waste 40"]
    assert len(index.rows) == len(AIR)


@pytest.mark.parametrize("at", [0, 7])
def test_an_own_indicator_at_the_edge_is_not_lost_either(at: int) -> None:
    rows = [*AIR]
    rows.insert(at, ("Own 1", "Paper waste", "40"))
    assert [u.text for u in read(page(table(XS, rows))).unparsed] == ["Own 1 Paper waste 40"]


def test_a_chinese_table() -> None:
    rows = [
        ("编号", "披露项", "页码"),
        ("GRI 305-1", "直接（范畴1）温室气体排放", "P45"),
        ("GRI 305-2", "能源间接温室气体排放", "P46-47"),
        ("GRI 305-3", "其他间接温室气体排放", "第48页"),
        ("GRI 305-4", "温室气体排放强度", "不适用"),
    ]
    found = read(page(table((40, 120, 400), rows))).rows
    assert [numbers(row) for row in found] == [["45"], ["46", "47"], ["48"], []]
    assert found[3].kind is Kind.NONE


def test_a_row_says_where_it_stands() -> None:
    where = read(page(table(XS, AIR), number=0)).rows[2].where
    assert (where.page, where.label, where.line) == (0, "1", 3)
    assert where.box is not None
    left, top, right, bottom = where.box
    assert left == 40
    assert right >= 400
    assert (top, bottom) == (100, 110)


def test_pages_without_words_give_no_rows() -> None:
    assert read(page([])).rows == ()


def test_the_same_pages_give_the_same_index() -> None:
    layout = page(table((40, 90, 260, 330, 420, 510), OMITTED))
    assert read(layout) == read(layout)


HEAD = ("No.", "Disclosure", "Page")


def test_several_codes_in_a_cell_may_wrap_behind_a_separator() -> None:
    rows = [("305-1; 305-2;\n305-3", "Emissions of\nall kinds", "45"), ("305-4", "GHG intensity", "46"), AIR[6]]
    assert [(c, p) for c, _, p in cells(page(table((40, 140, 400), rows)))] == [
        *[("305-1", "45"), ("305-2", "45"), ("305-3", "45")],
        *[("305-4", "46"), ("305-7", "52")],
    ]


def test_codes_in_one_ruled_cell_share_its_location() -> None:
    rows = [("103-1\n103-2\n103-3", "Management\nof the topic\nand its review", "5, 11"), *AIR]
    found = cells(page(table(XS, rows, align="centre", gap=6), rules=ruled(rows, 6)))
    assert [(code, location) for code, _, location in found[:4]] == [
        *[(f"103-{n}", "5, 11") for n in (1, 2, 3)],
        ("305-1", "45"),
    ]


def test_codes_in_one_ruled_cell_with_a_location_each_are_rows_of_their_own() -> None:
    rows = [("103-1\n103-2\n103-3", "Explanation\nComponents\nEvaluation", "5\n6\n7"), *AIR]
    found = cells(page(table(XS, rows, gap=6), rules=ruled(rows, 6)))
    assert [(code, location) for code, _, location in found[:3]] == [("103-1", "5"), ("103-2", "6"), ("103-3", "7")]


def test_codes_may_be_named_at_the_end_of_their_cell() -> None:
    lead = "GRI 103: Management approach (including 103-1, 103-2, 103-3)"
    rows = [row for code, title, location in AIR for row in ((lead, "40"), (f"GRI {code}: {title}", location))]
    found = cells(page(table((40, 480), rows)))
    assert [(code, location) for code, _, location in found[:4]] == [
        *[(f"103-{n}", "40") for n in (1, 2, 3)],
        ("305-1", "45"),
    ]


def test_a_word_that_is_a_code_of_g4_is_a_word_among_numbered_codes() -> None:
    rows = [("DMA (103-1, 103-2, 103-3)", "Management approach", "40"), *AIR]
    found = cells(page(table((40, 200, 480), rows)))
    assert [code for code, _, _ in found[:4]] == ["103-1", "103-2", "103-3", "305-1"]


def test_what_is_ruled_off_without_a_code_belongs_to_no_row() -> None:
    rows = [*AIR[:3], ("", "Energy and climate", "40"), *AIR[3:]]
    layout = page(table(XS, rows, gap=6), rules=ruled(rows, 6))
    assert cells(layout) == [*AIR]
    assert [text.text for text in read(layout).unparsed] == ["Energy and climate 40"]


def test_a_heading_across_the_columns_leaves_them_apart() -> None:
    rows = [*AIR[:4], ("", "x" * 62 + " of it", ""), *AIR[4:]]
    found = cells(page(table((40, 100, 330), rows)))
    assert [location for _, _, location in found] == [location for _, _, location in AIR]


def test_heads_and_columns_belong_together_in_their_order() -> None:
    words = table((40, 100, 400, 462), [("No.", "Disclosure", "Page", "SDG")])
    words += table((40, 100, 400, 490), [(*row, "13, 3") for row in AIR], top=80)
    rows = read(page(words)).rows
    assert [row.location for row in rows] == [location for _, _, location in AIR]
    assert {row.sdgs for row in rows} == {(13, 3)}


def test_a_column_of_requirements_under_the_head_for_titles_is_no_location() -> None:
    rows = [("No.", "Topic", "Disclosure", "Location")]
    rows += [(code, title, "The organisation shall report it", location) for code, title, location in SHORT]
    found = by_code(page(table((40, 90, 250, 450), rows)))
    assert found["305-1"].location == "45"


def test_section_numbers_in_a_column_are_no_pages() -> None:
    rows = [("No.", "Disclosure", "Paragraph"), *((c, t, f"1.{n}") for n, (c, t, _) in enumerate(SHORT, 1))]
    found = by_code(page(table((40, 100, 400), [*rows, ("306-3", "Waste generated", "4")])))
    assert (found["306-3"].kind, found["306-3"].pages, found["306-3"].sections) == (Kind.SECTION, (), ("4",))


def test_a_link_to_another_file_is_a_reference_to_it() -> None:
    rows = [*AIR[:3], (*AIR[3][:2], "Our policies"), *AIR[4:]]
    y = tops(rows)[3]
    link = Link((400, y, 460, y + 10), uri="https://example.com/policies.pdf")
    assert by_code(page(table(XS, rows), links=[link]))["305-4"].kind is Kind.EXTERNAL


def test_titles_may_stand_under_their_codes() -> None:
    words = []
    for n, (code, title, location) in enumerate(AIR):
        y = 60 + 34 * n
        words += typed(code, 40, y) + typed(location, 400, y) + typed(title, 40, y + 12)
    assert cells(page(words)) == [*AIR]


def test_dots_that_lead_to_the_page_are_no_words() -> None:
    words = table(XS, AIR)
    for y in tops(AIR)[:-1]:
        words += [word for n in range(8) for word in typed(".", 340 + 6 * n, y)]
    assert cells(page(words)) == [*AIR]


def test_a_menu_beyond_the_lines_of_the_table_is_none_of_it() -> None:
    menu = [("Strategy 4",), ("Safety 12",), ("People 30",), ("Index 90",)]
    layout = page(table(XS, AIR, gap=6) + table((540,), menu, gap=6), rules=ruled(AIR, 6, right=470))
    assert cells(layout) == [*AIR]


def test_the_number_of_the_page_in_the_margin_is_no_column() -> None:
    left = table((60, 110, 250), SHORT[:4])
    right = table((330, 380, 520), [*SHORT[4:], ("306-3", "Waste generated", "60")])
    assert cells(page(typed("31", 10, 100) + left + right)) == [*SHORT, ("306-3", "Waste generated", "60")]


def test_two_tables_with_heads_of_their_own_have_columns_of_their_own() -> None:
    first = [("Reference", "Requirement", "Disclosures"), *((c, t[:14], f"page {p}") for c, t, p in AIR[:3])]
    second = [
        ("Reference", "Requirement", "Disclosures"),
        *((c, t[:22], f"page {p}") for c, t, p in (*AIR[3:], *WASTE)),
    ]
    words = table((40, 100, 200), first) + table((40, 100, 240), second, top=190)
    found = cells(page(words))
    assert [location for _, _, location in found] == [f"page {p}" for _, _, p in (*AIR, *WASTE)]


def test_a_table_for_another_framework_is_no_part_of_the_index() -> None:
    words = table(XS, AIR) + table(
        (40, 250, 330), [("Avoid harm to people", "8", "GRI 403-1"), ("Act early", "9", "GRI 2-23")], top=260
    )
    index = read(page(words))
    assert [row.code for row in index.rows] == [code for code, _, _ in AIR]
    assert [text.text for text in index.unparsed] == [
        "Avoid harm to people | 8 | GRI 403-1",
        "Act early | 9 | GRI 2-23",
    ]


def test_a_page_without_a_head_goes_on_with_the_columns_that_it_fills() -> None:
    head = ("No.", "Paragraph", "Disclosure", "Details")
    first = [head, *((c, f"1.{n}", t[:30], "none") for n, (c, t, _) in enumerate(AIR, 1))]
    second = [(c, str(n), t) for n, (c, t, _) in enumerate(WASTE, 3)]
    xs = (40.0, 120.0, 240.0, 480.0)
    rows = read(page(table(xs, first)), page(table(xs[:3], second), number=1)).rows
    assert {row.kind for row in rows} == {Kind.SECTION}


def test_the_word_for_page_in_an_unknown_language_is_learned() -> None:
    rows = [(code, title, f"trang {location}") for code, title, location in AIR[:4]]
    rows += [(code, title, f"trang {location}") for code, title, location in WASTE]
    found = by_code(page(table(XS, rows)))
    assert numbers(found["305-1"]) == ["45"]
    assert numbers(found["305-2"]) == ["46", "47"]


def test_titles_in_an_unknown_language_may_share_the_cell_of_their_code() -> None:
    rows = [(f"{code} Kuruluşun çalışanları ve diğer konular", location) for code, _, location in AIR]
    assert [location for _, _, location in cells(page(table((40, 400), rows)))] == [p for _, _, p in AIR]


@pytest.mark.parametrize("number", ["3-4", "2-7"])
def test_a_range_of_pages_that_looks_like_a_code_is_no_row(number: str) -> None:
    left = [(code, title[:16], number if code == "305-3" else "45") for code, title, _ in (*AIR, *WASTE)]
    right = [(f"2-{n}", "Title of the row", "12") for n in range(10, 20)]
    words = table((30, 80, 210), left) + table((310, 370, 540), right)
    assert [code for code, _, _ in cells(page(words))] == [
        *(c for c, _, _ in (*AIR, *WASTE)),
        *(c for c, _, _ in right),
    ]
