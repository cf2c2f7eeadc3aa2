"""The page numbers of a location cell, in every form and language."""

from __future__ import annotations

import pytest

from gricheck.index.location import MAX_RANGE, LocationReader
from gricheck.index.page_numbers import Bare
from gricheck.model.document import Pagination
from gricheck.model.index import Kind, PageRange
from gricheck.vocabulary import load_vocabulary
from index.cells import READER, known, pages


@pytest.mark.parametrize(
    "text",
    [
        *["45", " 45 ", "45.", "45*", "(45)", "45¹", "045", "４５", "45。", "45†", "45 [1]"],
        *["p. 45", "p45", "P45", "p 45", "Page 45", "PAGE 45", "Page(s) 45", "pg. 45", "pp. 45", "P．45"],
        *["S. 45", "Seite 45", "pag. 45", "Pag 45", "pagina 45", "pág. 45", "página 45", "págs. 45", "blz. 45"],
        *[
            "第45頁",
            "第45页",
            "45頁",
            "45页",
            "页码 45",
            "第 45 頁",
            "45ページ",
            "P45",
            "45쪽",
            "45페이지",
            "페이지 45",
        ],
        *["Letter to Stakeholders (p. 5)".replace("5", "45"), "Letter to Stakeholders, p. 45", "see page 45"],
        *["Our people 45", "Our people, 45", "Our people: 45", "45 (our people)", "We had 12 cases, see p. 45"],
        *["p.45", "S.45", "pág.45", "pag.45", "45 (1)", "45 1)", "GRI 2-7, p. 45", "SDG 8, p. 45", "ISO 14001 (p. 45)"],
        *["Chapter 3 (45)", "2030 (45)"],
        "305-1-a: 45",
    ],
)
def test_one_page(text: str) -> None:
    location = known(text)
    assert [(ref.label, ref.index) for ref in location.pages] == [("45", 44)]
    assert location.kind is Kind.PAGES
    assert location.ranges == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[
            ("45, 47", [45, 47]),
            ("45/46", [45, 46]),
            ("45;46", [45, 46]),
            ("45 & 46", [45, 46]),
            ("45 46 47", [45, 46, 47]),
        ],
        *[
            ("45 and 47", [45, 47]),
            ("pp. 5, 7 & 9", [5, 7, 9]),
            ("p. 45 / p. 47", [45, 47]),
            ("p. 45, pp. 47", [45, 47]),
        ],
        *[("45 | 47", [45, 47]), ("45 • 47", [45, 47]), ("45·47", [45, 47]), ("45+47", [45, 47]), ("45\n47", [45, 47])],
        *[("S. 45, 47 und 50", [45, 47, 50]), ("pagg. 45 e 47", [45, 47]), ("págs. 45 y 47", [45, 47])],
        *[
            ("p. 45 et 47", [45, 47]),
            ("P45、47", [45, 47]),
            ("45頁、47頁", [45, 47]),
            ("45，47", [45, 47]),
            ("45, 47쪽", [45, 47]),
        ],
        *[("P45, P47", [45, 47]), ("120,121", [120, 121]), ("45, 45", [45]), ("47, 45", [47, 45])],
        ("p.45, p.47", [45, 47]),
        ("147、145", [147, 145]),
        *[
            ("Energy (45), water (47)", [45, 47]),
            ("第45-47頁、第50頁", [45, 46, 47, 50]),
            ("45 (Energy), 47 (Water)", [45, 47]),
        ],
        ("Energy 45; water 46", [45, 46]),
    ],
)
def test_several_pages(text: str, expected: list[int]) -> None:
    assert pages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *[
            "45-47",
            "45–47",
            "45—47",
            "45−47",
            "45‐47",
            "45－47",
            "45 - 47",
            "45 -47",
            "45–\n47",
            "pp. 45–47",
            "P45-P47",
        ],
        *["p. 45–p. 47", "45 to 47", "45 through 47", "pp. 45 to p. 47", "S. 45-47", "Seiten 45 bis 47", "pagg. 45-47"],
        *[
            "págs. 45-47",
            "página 45 a 47",
            "pages 45 à 47",
            "pagina 45 tot 47",
            "p. 45 t/m 47",
            "第45-47页",
            "第45至47頁",
        ],
        *["45~47", "45〜47", "45-47쪽", "45-47ページ"],
        *["p.45-p.47", "p.45~47", "45～47"],
    ],
)
def test_a_range_is_expanded(text: str) -> None:
    location = known(text)
    assert [ref.label for ref in location.pages] == ["45", "46", "47"]
    assert location.ranges == (PageRange(45, 47),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12, 14-17 and 20", [12, 14, 15, 16, 17, 20]),
        ("5-6, 8-9", [5, 6, 8, 9]),
        ("p. 45, 47-49, 51", [45, 47, 48, 49, 51]),
        ("14-16, 15-17", [14, 15, 16, 17]),
    ],
)
def test_pages_and_ranges_together(text: str, expected: list[int]) -> None:
    assert pages(text) == expected


@pytest.mark.parametrize("text", ["45 f.", "45f", "45 f", "S. 45 f.", "p. 45 f."])
def test_the_page_and_the_one_after_it(text: str) -> None:
    assert pages(text) == [45, 46]


@pytest.mark.parametrize("text", ["45 ff.", "45ff", "S. 45 ff.", "45 ss.", "45 ff"])
def test_the_page_and_unknown_pages_after_it(text: str) -> None:
    """How many pages "ff." means is not printed: only the first is sure."""
    assert pages(text) == [45]
    assert known(text).ranges == ()


def test_a_page_and_the_next_in_a_list() -> None:
    assert pages("S. 45 f., 50 ff., 52") == [45, 46, 50, 52]


def test_an_abbreviated_range_is_completed() -> None:
    assert pages("148-50") == [148, 149, 150]
    assert pages("114-7") == [114, 115, 116, 117]


@pytest.mark.parametrize("text", ["84-59", "pp. 84–59", "84 to 59"])
def test_a_reversed_range_keeps_its_ends_and_stays_reversed(text: str) -> None:
    location = known(text)
    assert pages(text) == [84, 59]
    assert location.ranges == (PageRange(84, 59),)
    assert location.ranges[0].width < 1


def test_a_range_of_one_page_is_no_range() -> None:
    assert known("45-45").ranges == ()
    assert pages("45-45") == [45]


def test_a_huge_range_is_cut_but_kept_as_printed() -> None:
    location = known("1-9999")
    assert location.ranges == (PageRange(1, 9999),)
    assert len(location.pages) == MAX_RANGE + 1


def test_a_page_that_is_not_there_has_no_index() -> None:
    (ref,) = known("p. 999").pages
    assert (ref.label, ref.index) == ("999", None)


def test_labels_are_looked_up_and_not_counted() -> None:
    shifted = LocationReader(Pagination(((), ("10", "11"), ("12", "13")), True, "spreads"), load_vocabulary())
    assert [ref.index for ref in shifted.read("11-12").pages] == [1, 2]


@pytest.mark.parametrize(
    ("text", "indexes"),
    [
        *[("iv", [1]), ("p. iv", [1]), ("iii-iv", [0, 1]), ("p. F3", [4])],
        ("A-2", [3]),
    ],
)
def test_roman_and_prefixed_labels(text: str, indexes: list[int]) -> None:
    labelled = Pagination((("iii",), ("iv",), ("A-1",), ("A-2",), ("F3",)), True, "declared")
    refs = LocationReader(labelled, load_vocabulary()).read(text, Bare.PAGES).pages
    assert [ref.index for ref in refs] == indexes


@pytest.mark.parametrize(
    "text",
    [
        *["100%", "24.5%", "45 %", "24,5 %", "1,234", "1,234 employees", "3.4", "EUR 3.4 million"],
        *[
            "2023",
            "FY2023",
            "1999",
            "31.12.2023",
            "12/31/2023",
            "In 2023 we had 12 accidents",
            "The board met 12 times.",
        ],
        *["Our 45 mills use water", "12345", "p.", "Scope2", "about 12,145 tonnes"],
        "ISO 9001",
        "December 31, 2023",
        *["1.234,56", "45％", "45 ％", "31 December 2023", "12 March 2021", "€12", "12 GWh", "0", "SDG 8"],
    ],
)
def test_values_dates_and_years_are_no_pages(text: str) -> None:
    assert pages(text) == []
    assert known(text).kind is Kind.INLINE


@pytest.mark.parametrize("text", ["see GRI 305-1", "See Disclosure 2-7", "GRI 102-8"])
def test_another_disclosure_that_is_referred_to_is_no_range_of_pages(text: str) -> None:
    assert known(text).ranges == ()


def test_a_number_of_four_digits_is_a_page_where_there_is_such_a_page() -> None:
    thick = Pagination(tuple((str(i),) for i in range(1990, 2030)), True, "printed")
    assert pages("p. 2023", LocationReader(thick, load_vocabulary())) == [2023]


def test_a_year_beside_pages_is_left_out() -> None:
    assert pages("2019, 45") == [45]


@pytest.mark.parametrize("text", ["Energy 45", "2022: 45", "45 Energy", "In 2022, 45"])
def test_bare_numbers_in_prose_are_pages_only_in_a_page_column(text: str) -> None:
    assert pages(text, page_column=False) == []


@pytest.mark.parametrize("text", ["45", "45-47", "45, 47", "p. 45"])
def test_a_cell_of_nothing_but_numbers_is_pages_in_any_column(text: str) -> None:
    assert pages(text, page_column=False)[0] == 45
    assert READER.lists_pages(text)


@pytest.mark.parametrize("text", ["Energy 45", "Not applicable", "12 GWh", ""])
def test_other_cells_do_not_list_pages(text: str) -> None:
    assert not READER.lists_pages(text)


@pytest.mark.parametrize(
    "text",
    ["1 Jan – 31 Dec 2021", "1 January–31 December 2023", "03/2019", "29 aprile 2019", "2023年1月1日から12月31日"],
)
def test_dates_are_no_pages(text: str) -> None:
    assert pages(text) == []


def test_a_date_beside_a_page_leaves_the_page() -> None:
    assert pages("4; 1 January–31 December 2023") == [4]


@pytest.mark.parametrize("text", ["Ｐ１９", "P.19", "１９"])
def test_full_width_numbers_are_numbers(text: str) -> None:
    assert pages(text) == [19]


def test_each_path_of_chapters_ends_in_its_page() -> None:
    assert pages("Governance > Board > 6-7 Overview > What matters > 12") == [6, 7, 12]


def test_a_number_in_an_address_is_no_page() -> None:
    assert pages("Tamar House, 14 Quay Street, Plymouth") == []


def test_a_unit_behind_a_range_of_pages_does_not_break_it() -> None:
    assert pages("Energy, pp. 14-15 GWh 2021 2022 2023") == [14, 15]


def test_a_small_word_before_a_number_is_no_standard() -> None:
    assert pages("pagina 5 en 6") == [5, 6]


PREFIXES = Pagination(tuple((f"{part}{n}",) for part in ("AR", "SR") for n in range(1, 21)), True, "printed")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("SR 7; AR 12", ["SR7", "AR12"]),
        ("SR7-SR9", ["SR7", "SR8", "SR9"]),
        ("SR 7–9", ["SR7", "SR8", "SR9"]),
        ("AR 2, 3", ["AR2", "AR3"]),
    ],
)
def test_labels_with_letters_name_pages_of_this_volume(text: str, labels: list[str]) -> None:
    location = LocationReader(PREFIXES, load_vocabulary()).read(text, Bare.PAGES)
    assert [ref.label for ref in location.pages] == labels
    assert all(ref.index is not None for ref in location.pages)
    assert location.externals == ()


def test_numbers_in_a_column_of_sections_are_no_pages() -> None:
    location = READER.read("Methodology, 1.3, 4", Bare.SECTIONS)
    assert (location.kind, location.pages) == (Kind.SECTION, ())
    assert location.sections == ("1.3", "4")


@pytest.mark.parametrize(
    ("header", "texts", "expected"),
    [
        ("Paragraph", ["1.1", "4", "2.3"], Bare.SECTIONS),
        ("Chapter", ["4", "7", "12"], Bare.SECTIONS),
        ("Chapter", ["4", "75", "112"], Bare.PAGES),
        ("Page", ["4", "7", "12"], Bare.PAGES),
        ("", ["1.1", "4", "2.3", "Annex"], Bare.SECTIONS),
        ("", ["People > Safety > 45", "Our people, 45-47"], Bare.PAGES),
        ("", ["See the web", "Yes"], Bare.OTHER),
    ],
)
def test_what_the_numbers_of_a_column_are(header: str, texts: list[str], expected: Bare) -> None:
    assert READER.bare_in(header, texts, Bare.OTHER) is expected
