"""What a location cell amounts to: pages, a section, another document, an answer, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.index.location import MAX_RANGE, Location, LocationReader
from gricheck.model.document import Pagination
from gricheck.model.index import Kind, PageRange
from gricheck.vocabulary import load_vocabulary

COUNT = 200
PLAIN = Pagination(tuple((str(i + 1),) for i in range(COUNT)), True, "printed")
READER = LocationReader(PLAIN, load_vocabulary())


def pages(text: str, reader: LocationReader = READER, *, page_column: bool = True) -> list[int]:
    """The printed numbers of the pages that a cell names."""
    return [int(ref.label or "0") for ref in reader.read(text, page_column=page_column).pages]


def known(text: str) -> Location:
    return READER.read(text, page_column=True)


def bug(reason: str, *values: object) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason))


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
        *[
            bug("a page in brackets behind a number is taken for a footnote mark", t)
            for t in ("Chapter 3 (45)", "2030 (45)")
        ],
        bug("a code at the head of the cell is read as pages", "305-1-a: 45"),
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
        bug("a bare number before a semicolon is not at an end", "Energy 45; water 46", [45, 46]),
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
        bug("a label with a dash is read as its number", "A-2", [3]),
    ],
)
def test_roman_and_prefixed_labels(text: str, indexes: list[int]) -> None:
    labelled = Pagination((("iii",), ("iv",), ("A-1",), ("A-2",), ("F3",)), True, "declared")
    refs = LocationReader(labelled, load_vocabulary()).read(text, page_column=True).pages
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
        bug("the number of another standard is a page", "ISO 9001"),
        bug("a date with the month first is not recognised", "December 31, 2023"),
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
    ("text", "kind"),
    [
        *[("", Kind.BLANK), ("  ", Kind.BLANK), ("/", Kind.SLASH), ("//", Kind.SLASH), ("\\", Kind.SLASH)],
        *[(dash, Kind.DASH) for dash in ("-", "–", "—", "--", "－", "- -")],
        *[(word, Kind.NONE) for word in ("None", "none.", "N/A", "n.a.", "n/a.", "Not applicable", "NOT APPLICABLE*")],
        *[
            (word, Kind.NONE)
            for word in ("Keine", "entfällt", "Nessuno", "No aplica", "Não aplicável", "Néant", "Geen")
        ],
        *[(word, Kind.NONE) for word in ("不适用", "不適用", "該当なし", "해당 없음", "无", "無")],
        *[("Not applicable: we have no such sites", Kind.OMITTED), ("Confidentiality constraints", Kind.OMITTED)],
        *[("Information unavailable", Kind.OMITTED), ("Omitted: the data are being collected", Kind.OMITTED)],
        *[("Vertraulichkeit", Kind.OMITTED), ("信息不可用", Kind.OMITTED)],
        *[
            ("Appendix II", Kind.SECTION),
            ("Chapter 3", Kind.SECTION),
            ("Kapitel 3", Kind.SECTION),
            ("§ 4.2", Kind.SECTION),
        ],
        *[("Annual Report", Kind.EXTERNAL), ("See our website", Kind.EXTERNAL), ("www.example.com", Kind.EXTERNAL)],
        *[("The company has no such sites.", Kind.INLINE), ("100%", Kind.INLINE), ("45", Kind.PAGES)],
        *[("Omitted", Kind.OMITTED), ("Not reported", Kind.OMITTED)],
    ],
)
def test_the_kind_of_a_cell(text: str, kind: Kind) -> None:
    assert known(text).kind is kind


def test_not_applicable_alone_is_a_reason_without_an_explanation() -> None:
    omission = known("n/a").omission
    assert omission is not None
    assert (omission.reason_key, omission.explanation) == ("not_applicable", None)


def test_pages_beside_a_reason_stay_pages() -> None:
    location = known("Not reported: information unavailable, p. 45")
    assert location.kind is Kind.PAGES
    assert location.omission is not None
    assert location.omission.reason_key == "information_unavailable"


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        *[("Chapter 3", ("Chapter 3",)), ("Section 4.2", ("Section 4.2",)), ("Appendix II", ("Appendix II",))],
        *[("Annex A", ("Annex A",)), ("Chapter 3.2, 4.1", ("Chapter 3.2, 4.1",)), ("Anhang III", ("Anhang III",))],
        ("Chapter 3 and Appendix IV", ("Chapter 3", "Appendix IV")),
    ],
)
def test_sections_are_named_and_their_numbers_are_no_pages(text: str, sections: tuple[str, ...]) -> None:
    location = known(text)
    assert location.sections == sections
    assert location.pages == ()


@pytest.mark.parametrize("text", ["Notes 3, 4", "Chapters 3 and 4"])
def test_a_list_of_sections_names_no_page(text: str) -> None:
    assert pages(text) == []


@pytest.mark.xfail(reason="figures and tables are no sections, and 章 behind a number is not looked for")
@pytest.mark.parametrize("text", ["Figure 12", "Table 5", "第3章"])
def test_the_number_of_a_figure_table_or_chapter_is_no_page(text: str) -> None:
    assert pages(text) == []


def test_a_section_with_its_page() -> None:
    location = known("see chapter 5, p. 40")
    assert (location.sections, pages("see chapter 5, p. 40")) == (("chapter 5",), [40])


def test_a_heading_of_the_report_is_a_section() -> None:
    reader = LocationReader(PLAIN, load_vocabulary(), headings=frozenset({"our people"}))
    assert reader.read("Our People").kind is Kind.SECTION
    assert READER.read("Our People").kind is Kind.INLINE


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        *[("Annual Report, p. 45", "Annual Report", "45"), ("AR p. 45", "AR", "45"), ("GB S. 45", "GB", "45")],
        *[("Annual Report", "Annual Report", None), ("Rapport annuel, p. 45", "Rapport annuel", "45")],
        *[("Informe anual, pág. 45", "Informe anual", "45"), ("Form 10-K, pp. 45-47", "Form 10-K", "45-47")],
        *[("Bilancio consolidato p. 45", "Bilancio consolidato", "45"), ("사업보고서 45쪽", "사업보고서", "45")],
        *[("年報第45頁", "年報", "45"), ("Annual Report p. 45, 50-52", "Annual Report", "45, 50-52")],
        ("有価証券報告書 p.45", "有価証券報告書", "45"),
        ("p. 45 of the Annual Report", "Annual Report", "45"),
        ("Annual Report: 45", "Annual Report", "45"),
        ("Annual Report (45)", "Annual Report", "45"),
    ],
)
def test_another_document_and_the_place_in_it(text: str, name: str, place: str | None) -> None:
    location = known(text)
    assert [(e.name, e.place) for e in location.externals] == [(name, place)]
    assert location.kind is Kind.EXTERNAL
    assert location.pages == ()


def test_a_website_has_no_name() -> None:
    (external,) = known("See our website").externals
    assert external.name is None


@pytest.mark.parametrize("text", ["www.example.com/report", "https://www.example.com/2023/12/report.pdf"])
def test_an_address_is_one_place_and_names_itself(text: str) -> None:
    (external,) = known(text).externals
    assert (external.name, external.place) == (text, text)


@pytest.mark.parametrize("text", ["www.example.com/report", "https://www.example.com/2023/12/report.pdf"])
def test_numbers_in_an_address_are_no_pages(text: str) -> None:
    assert (known(text).kind, pages(text)) == (Kind.EXTERNAL, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("p. 12; AR p. 45", [12]), ("12; AR 45", [12]), ("45, Annual Report p. 12", [45]), ("AR 45; SR 12", [12])],
        *[
            ("Annual Report p. 45; this report p. 12", [12]),
            ("SR 12", [12]),
            ("Sustainability report, pages 45-46", [45, 46]),
        ],
        *[("Bilancio di sostenibilità p. 45", [45]), ("Nachhaltigkeitsbericht S. 45", [45]), ("本報告書第45頁", [45])],
        ("Annual Report (45), Sustainability Report (12)", [12]),
        ("Our air, p. 45; Annual report p. 99, 101; p. 47", [45, 47]),
        bug("a bare number before a semicolon is not at an end", "SR 12; AR 45", [12]),
        ("AR p. 45; p. 12", [12]),
        ("12, Annual Report 45; 14", [12, 14]),
    ],
)
def test_pages_of_another_document_are_not_ours(text: str, expected: list[int]) -> None:
    assert pages(text) == expected


def test_a_report_that_is_an_annual_report_names_itself_so() -> None:
    reader = LocationReader(PLAIN, load_vocabulary(), own_names=frozenset({"annual report"}))
    assert [pages(text, reader) for text in ("Annual Report p. 45", "AR p. 45")] == [[45], [45]]
    assert reader.read("Annual Report p. 45").externals == ()
    assert pages("Integrated report p. 45", reader) == []


@pytest.mark.parametrize("text", ["p. 45", "45", "Sustainability report p. 45", "AR 45; 46"])
def test_an_index_that_is_a_file_of_its_own_points_elsewhere(text: str) -> None:
    reader = LocationReader(PLAIN, load_vocabulary(), standalone=True)
    assert pages(text, reader) == []


def test_a_page_in_an_index_of_its_own_is_anothers_page() -> None:
    location = LocationReader(PLAIN, load_vocabulary(), standalone=True).read("p. 45")
    assert location.kind is Kind.EXTERNAL
    assert location.externals[0].place == "45"


ITEMS = st.one_of(
    st.integers(1, COUNT).map(lambda n: (n, n)),
    st.tuples(st.integers(1, COUNT), st.integers(1, 6)).map(lambda pair: (pair[0], min(pair[0] + pair[1], COUNT))),
)


def written(items: Sequence[tuple[int, int]], dash: str, mark: str) -> list[str]:
    return [f"{mark}{a}" if a == b else f"{mark}{a}{dash}{b}" for a, b in items]


def covered(items: Sequence[tuple[int, int]]) -> list[int]:
    return list(dict.fromkeys(page for a, b in items for page in range(a, b + 1)))


@given(
    items=st.lists(ITEMS, min_size=1, max_size=8),
    joint=st.sampled_from(
        [", ", "; ", " ; ", " / ", "、", " & ", " and ", " und ", " e ", " y ", " et ", " | ", " · "]
    ),
    dash=st.sampled_from(["-", "–", "—", "−", " - ", " – ", " to ", " bis "]),
    lead=st.sampled_from(["", "p. ", "pp. ", "Pages ", "S. ", "pág. ", "pagg. ", "第"]),
    tail=st.sampled_from(["", ".", " ", "*"]),
)
def test_any_list_of_pages_gives_these_pages(
    items: list[tuple[int, int]], joint: str, dash: str, lead: str, tail: str
) -> None:
    location = known(lead + joint.join(written(items, dash, "")) + tail)
    assert [int(ref.label or "0") for ref in location.pages] == covered(items)
    assert location.ranges == tuple(PageRange(a, b) for a, b in items if a != b)
    assert location.kind is Kind.PAGES


@given(items=st.lists(ITEMS, min_size=1, max_size=8), mark=st.sampled_from(["p. ", "p", "S. ", "pág. ", "Page "]))
def test_every_page_may_have_its_own_word(items: list[tuple[int, int]], mark: str) -> None:
    assert pages(", ".join(written(items, "-", mark))) == covered(items)


@given(
    items=st.lists(ITEMS, min_size=1, max_size=8), name=st.sampled_from(["Annual Report", "Geschäftsbericht", "年報"])
)
def test_no_page_behind_another_documents_name_is_ours(items: list[tuple[int, int]], name: str) -> None:
    assert pages(f"{name}, pp. {', '.join(written(items, '-', ''))}") == []


@given(text=st.text(max_size=60), column=st.booleans(), standalone=st.booleans())
def test_any_text_is_read_without_a_crash(text: str, column: bool, standalone: bool) -> None:
    reader = STANDALONE if standalone else READER
    location = reader.read(text, page_column=column)
    assert (location.kind is Kind.PAGES) == bool(location.pages)


WORDS = [
    "p. ",
    "AR",
    " of the ",
    "Annual Report",
    "12",
    "3-4",
    "; ",
    ", ",
    "n/a",
    "Omitted: ",
    "(",
    ")",
    "%",
    "§ ",
    "頁",
    "/",
    "ff.",
]


@given(parts=st.lists(st.sampled_from(WORDS), max_size=10))
def test_any_jumble_of_what_cells_are_made_of_is_read_without_a_crash(parts: list[str]) -> None:
    location = READER.read("".join(parts), page_column=True)
    assert (location.kind is Kind.PAGES) == bool(location.pages)


STANDALONE = LocationReader(PLAIN, load_vocabulary(), standalone=True)
