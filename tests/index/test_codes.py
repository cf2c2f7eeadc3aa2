"""What is a disclosure code and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.index.codes import code_order, codes_behind, find_codes, parse_code, standard_numbers
from gricheck.model.standard import DASHES, Catalogue

NUMBERED = sorted(code for code in load_catalogue().by_code if code.replace("-", "").isdigit())
G4 = sorted(code for code in load_catalogue().by_code if code.startswith("G4-"))


def codes(text: str, catalogue: Catalogue, *, loose: bool = False) -> list[str]:
    return [match.code for match in find_codes(text, catalogue, loose=loose)]


@pytest.mark.parametrize(
    "printed",
    [
        *["305-1", "GRI 305-1", "GRI305-1", "GRI: 305-1", "GRI\u00a0305-1", "SRS 305-1", "Disclosure 305-1"],
        *[
            "305 - 1",
            "305- 1",
            "305 -1",
            "GRI 305 – 1",
            "(305-1)",
            "305-1*",
            "305-1:",
            "305-1.",
            "305-1）",
            "【305-1】",
            "・305-1",
            "{305-1}",
            "“305-1”",
            "３０５－１",
        ],
        *[f"305{dash}1" for dash in DASHES],
        *["305-1-a", "305-1 a", "305-1a", "305-1 (a)", "305－１"],
    ],
)
def test_one_code_in_any_spelling(printed: str, catalogue: Catalogue) -> None:
    assert codes(printed, catalogue) == ["305-1"]


@pytest.mark.parametrize("printed", ["[305-1]", "Disclosure:305-1", "揭露項目305-1", "開示事項305-1"])
def test_a_code_without_a_space_before_it(printed: str, catalogue: Catalogue) -> None:
    assert codes(printed, catalogue) == ["305-1"]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        *[("G4-EN15", "G4-EN15"), ("G4 EN15", "G4-EN15"), ("G4EN15", "G4-EN15"), ("G4-EN 15", "G4-EN15")],
        *[("G4–LA6", "G4-LA6"), ("G4-34", "G4-34"), ("G4-1", "G4-1"), ("G4-DMA", "G4-DMA"), ("G4-EN05", "G4-EN5")],
        *[("11.1.2", "11.1.2"), ("GRI 13.22.4", "13.22.4"), ("2-7", "2-7"), ("GRI 2-27", "2-27"), ("3-3", "3-3")],
    ],
)
def test_codes_of_every_family(printed: str, code: str, catalogue: Catalogue) -> None:
    assert codes(printed, catalogue) == [code]


@pytest.mark.parametrize(("printed", "code"), [("305.1", "305-1"), ("GRI 414.1", "414-1"), ("EN15", "G4-EN15")])
def test_loose_spellings_need_a_column_of_codes(printed: str, code: str, catalogue: Catalogue) -> None:
    assert codes(printed, catalogue) == []
    (found,) = find_codes(printed, catalogue, loose=True)
    assert (found.code, found.loose) == (code, True)


def test_a_strict_spelling_is_not_loose(catalogue: Catalogue) -> None:
    (found,) = find_codes("305-1", catalogue, loose=True)
    assert not found.loose


@pytest.mark.parametrize(
    ("printed", "clause"),
    [
        *[("305-1-a", "a"), ("305-1 a", "a"), ("403-9a", "a"), ("305-1 (b)", "b"), ("3-3-c", "c")],
        *[("2-7 b.ii", "b-ii"), ("2-7 b. ii", "b-ii"), ("305-1 c i", "c-i"), ("305-1", None)],
        *[("305-1 all", None), ("305-1 and", None)],
        ("305-1.a", "a"),
        *[("2-7-b-ii", "b-ii"), ("2-7 e-iii", "e-iii"), ("2-7 (b)(ii)", "b-ii")],
    ],
)
def test_the_clause_is_kept(printed: str, clause: str | None, catalogue: Catalogue) -> None:
    (found,) = find_codes(printed, catalogue)
    assert found.clause == clause


@pytest.mark.parametrize(
    "text",
    [
        *["31-12-2023", "2-3-2023", "01-02-2023", "305-310", "pp. 305-310", "5-6-7", "305-1-2", "305-1.5", "305-1,5"],
        *["ISO 14001-1", "ISO 45001-2018", "ISO 26000", "2.7", "15.1.1", "3.3.2", "305 1", "305", "E305-1", "0305-1"],
        *["999-1", "15-3", "305-0", "305-61", "305-999", "1,305-1", "12/305-1", "8-800-305-1000", "02-305-1234"],
        *["12-14", "13-20", "CO2-7", "SDG2-7", "v2-7", "URL/305-1", "www.acme.com/305-1", "+1 (212) 305-12"],
    ],
)
def test_what_only_looks_like_a_code(text: str, catalogue: Catalogue) -> None:
    assert codes(text, catalogue) == []


@pytest.mark.parametrize("text", ["2023-12-31", "555-305-1", "+49 211 305-12"])
def test_dates_and_phone_numbers_are_no_codes(text: str, catalogue: Catalogue) -> None:
    assert codes(text, catalogue) == []


@pytest.mark.parametrize(
    "text", ["305-1, 305-2, 305-3", "305-1; 305-2; 305-3", "305-1 305-2 & 305-3", "GRI 305-1, GRI 305-2 and 305-3"]
)
def test_several_codes_in_a_row(text: str, catalogue: Catalogue) -> None:
    assert codes(text, catalogue) == ["305-1", "305-2", "305-3"]


def test_codes_parted_by_a_bare_comma(catalogue: Catalogue) -> None:
    assert codes("305-1,305-2,305-3", catalogue) == ["305-1", "305-2", "305-3"]


def test_a_dash_may_stand_behind_the_name(catalogue: Catalogue) -> None:
    assert codes("GRI-305-1", catalogue) == ["305-1"]


@pytest.mark.parametrize("text", ["305-1–305-5", "GRI 305-1-305-5"])
def test_the_ends_of_a_tight_range_of_codes(text: str, catalogue: Catalogue) -> None:
    assert codes(text, catalogue) == ["305-1", "305-5"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("pp. 2-27", marks=pytest.mark.xfail(reason="the word before a pair of numbers is not looked at")),
        pytest.param("S. 2-7", marks=pytest.mark.xfail(reason="the word before a pair of numbers is not looked at")),
        "2-5 %",
        "2-5%",
    ],
)
def test_pages_and_shares_are_no_codes(text: str, catalogue: Catalogue) -> None:
    assert codes(text, catalogue) == []


def test_codes_parted_by_a_slash(catalogue: Catalogue) -> None:
    assert codes("305-1/305-2", catalogue) == ["305-1", "305-2"]


@pytest.mark.parametrize("text", ["305-1 to 305-5", "305-1 – 305-5"])
def test_the_ends_of_a_range_of_codes(text: str, catalogue: Catalogue) -> None:
    assert codes(text, catalogue) == ["305-1", "305-5"]


def test_a_misprinted_number_is_read_to_be_reported(catalogue: Catalogue) -> None:
    assert "413-3" not in catalogue.by_code
    assert codes("413-3", catalogue) == ["413-3"]


def test_printed_code_and_place_are_verbatim(catalogue: Catalogue) -> None:
    text = "see GRI 305–1 there"
    (found,) = find_codes(text, catalogue)
    assert text[found.start : found.end] == found.printed == "GRI 305–1"
    assert found.prefixed


def test_a_bare_number_is_not_prefixed(catalogue: Catalogue) -> None:
    (found,) = find_codes("305-1", catalogue)
    assert not found.prefixed


@pytest.mark.parametrize(("text", "code"), [(" GRI 305–1 ", "305-1"), ("EN15", "G4-EN15"), ("305.1", "305-1")])
def test_a_whole_cell_is_one_code(text: str, code: str, catalogue: Catalogue) -> None:
    found = parse_code(text, catalogue)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "see 305-1", "305-1, 305-2", "Emissions"])
def test_a_cell_of_something_else_is_no_code(text: str, catalogue: Catalogue) -> None:
    assert parse_code(text, catalogue) is None


def test_codes_sort_by_number_with_g4_behind() -> None:
    shuffled = ["G4-EN3", "305-1", "2-10", "11.1.2", "2-9", "G4-EN15"]
    assert sorted(shuffled, key=code_order) == ["2-9", "2-10", "11.1.2", "305-1", "G4-EN3", "G4-EN15"]


def test_only_standards_with_disclosures_begin_a_code(catalogue: Catalogue) -> None:
    assert {2, 3, 101, 305, 419} <= standard_numbers(catalogue)
    assert not {1, 15, 100, 504} & standard_numbers(catalogue)


@given(
    code=st.sampled_from(NUMBERED),
    dash=st.sampled_from(DASHES),
    prefix=st.sampled_from(["", "GRI ", "GRI", "GRI\u00a0", "GRI: ", "SRS ", "Disclosure ", "("]),
    gaps=st.tuples(st.sampled_from(["", " ", "\u00a0"]), st.sampled_from(["", " ", "\u00a0"])),
    behind=st.sampled_from(["", " ", ",", ")", ".", ":", " Direct", "\n", "*", " 12", "，"]),
)
def test_any_code_printed_in_any_way_is_read_back(
    code: str, dash: str, prefix: str, gaps: tuple[str, str], behind: str
) -> None:
    standard, number = code.split("-")
    text = f"{prefix}{standard}{gaps[0]}{dash}{gaps[1]}{number}{behind}"
    assert codes(text, load_catalogue()) == [code]


@given(code=st.sampled_from(G4), dash=st.sampled_from(["", " ", *DASHES]))
def test_any_g4_code_is_read_back(code: str, dash: str) -> None:
    assert codes(code.replace("-", dash, 1), load_catalogue()) == [code]


@given(
    chosen=st.lists(st.sampled_from(NUMBERED), min_size=1, max_size=6),
    joint=st.sampled_from([", ", "; ", " ", " and ", " & ", "\n", ",\n"]),
)
def test_any_list_of_codes_is_read_back(chosen: list[str], joint: str) -> None:
    assert codes(joint.join(chosen), load_catalogue()) == chosen


@given(text=st.text())
def test_any_text_is_searched_without_a_crash(text: str) -> None:
    for loose in (False, True):
        for match in find_codes(text, load_catalogue(), loose=loose):
            assert match.printed == text[match.start : match.end].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("404-1/2/3", ["404-2", "404-3"]),
        ("103-1-3", ["103-2", "103-3"]),
        ("207-1, -2, -3", ["207-2", "207-3"]),
        ("305-1/305-2", []),
        ("305-1, 45", []),
        ("305-1–305-5", []),
    ],
)
def test_numbers_behind_a_code_may_be_of_its_standard(text: str, expected: list[str], catalogue: Catalogue) -> None:
    first = next(find_codes(text, catalogue, loose=True))
    assert [match.code for match in codes_behind(text, first)] == expected


@pytest.mark.parametrize("text", ["2-5/7", "2-3/4"])
def test_two_small_numbers_and_a_third_are_pages(text: str, catalogue: Catalogue) -> None:
    assert list(find_codes(text, catalogue, loose=True)) == []


@pytest.mark.parametrize(("text", "code"), [("EU 25", "G4-EU25"), ("FS10", "G4-FS10"), ("G4-OG1", "G4-OG1")])
def test_codes_of_sector_supplements_are_those_of_g4(text: str, code: str, catalogue: Catalogue) -> None:
    assert [match.code for match in find_codes(text, catalogue, loose=True)] == [code]


def test_a_point_may_stand_without_its_letter(catalogue: Catalogue) -> None:
    found = list(find_codes("102 – 7 III., 201 – 1", catalogue))
    assert [(match.code, match.clause) for match in found] == [("102-7", "iii"), ("201-1", None)]


def test_full_width_digits_are_digits(catalogue: Catalogue) -> None:
    assert codes("３０５－１ 直接排放", catalogue) == ["305-1"]
