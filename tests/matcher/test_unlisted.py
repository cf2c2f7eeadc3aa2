"""What a report covers well though its index does not say where."""

from __future__ import annotations

from typing import Any

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.examples import build
from gricheck.model.mapping import Mapping
from gricheck.model.rule import Example
from gricheck.vocabulary import load_vocabulary

WATER = (
    "Water withdrawal from groundwater, surface water and municipal water was 41 megalitres; third-party water was 12 "
    "megalitres, seawater none."
)
EMISSIONS = "Direct emissions (Scope 1): stationary combustion, mobile combustion and fugitive emissions, 41,736 tCO2e."


def report(text: dict[int, str], *codes: tuple[str, str], **more: Any) -> Mapping:
    rows = [
        {"code": code, "title": load_catalogue().by_code[code][-1].title, "location": location}
        for code, location in (("2-7", "5"), *codes)
    ]
    tree = {"text": {str(page): words for page, words in text.items()}, "rows": rows, "published": "2024-05-01", **more}
    return build(Example("pass", tree, 1), load_catalogue(), load_vocabulary())


def covered(text: dict[int, str], *codes: tuple[str, str], **more: Any) -> list[tuple[str, int, int]]:
    """Code, edition and printed page."""
    return [(c.code, c.edition, c.passage.page + 1) for c in report(text, *codes, **more).covered]


def test_what_is_not_listed_is_told_with_its_page() -> None:
    (found,) = report({61: WATER}).covered
    assert (found.code, found.edition, found.passage.label) == ("303-3", 2018, "61")
    assert found.passage.quote == WATER
    assert "groundwater" in found.passage.why


@pytest.mark.parametrize("location", ["61", "70", "60-65", "see the website www.example.org", "Annual report 2020"])
def test_what_a_row_locates_is_not_unlisted(location: str) -> None:
    assert covered({61: WATER}, ("303-3", location)) == []


@pytest.mark.parametrize("location", ["/", "-", "–"])
def test_what_is_struck_out_and_covered_is_told(location: str) -> None:
    assert covered({61: WATER}, ("303-3", location)) == [("303-3", 2018, 61)]


def test_what_is_struck_out_and_not_covered_is_not_told() -> None:
    assert covered({61: EMISSIONS}, ("303-3", "/"), ("305-1", "61")) == []


def test_a_row_that_is_struck_out_once_and_located_once_is_located() -> None:
    assert covered({61: WATER}, ("303-3", "/"), ("303-3", "61")) == []


def test_a_page_that_a_row_cites_is_not_told_for_what_no_row_lists() -> None:
    assert covered({61: WATER}, ("303-4", "61")) == []
    assert covered({61: WATER}, ("303-4", "62"))[:1] == [("303-3", 2018, 61)]


def test_of_several_of_one_standard_on_one_page_only_that_of_which_it_says_most() -> None:
    """Withdrawal, discharge and consumption share most of their words."""
    discharge = "Water discharge of effluents and wastewater: 3 megalitres."
    assert covered({61: f"{WATER}\n{discharge}"}) == [("303-3", 2018, 61)]


def test_different_standards_on_one_page_and_one_standard_on_two_pages_are_told_each() -> None:
    reduction = (
        "Emission reduction: carbon neutrality and net zero by 2040, science-based targets approved by SBTi; reduced "
        "emissions by 5,000 tCO2e, a reduction of GHG emissions."
    )
    both = covered({61: f"{WATER}\n{EMISSIONS}", 75: reduction})
    assert {("303-3", 2018, 61), ("305-1", 2016, 61), ("305-5", 2016, 75)} == set(both)


def test_the_order_is_that_of_the_catalogue() -> None:
    codes = [code for code, *_ in covered({61: EMISSIONS, 75: WATER})]
    assert codes == ["303-3", "305-1"]


def test_a_mention_is_not_coverage() -> None:
    assert covered({61: "Water withdrawal is what we will look into with care in some later year."}) == []


@pytest.mark.parametrize(("published", "edition"), [("2020-12-31", None), ("2021-01-01", 2018), ("2024-05-01", 2018)])
def test_the_edition_is_that_of_the_reports_day(published: str, edition: int | None) -> None:
    told = {e for code, e, _ in covered({61: WATER}, published=published) if code == "303-3"}
    assert told == ({edition} if edition else set())


def test_without_a_date_rows_of_its_standard_tell_the_edition() -> None:
    """Nothing else says whether 303-3 is of 2016 or of 2018."""
    undated = {"text": {"61": WATER}, "rows": [{"code": "2-7", "title": "Employees", "location": "5"}]}
    kin = {"code": "303-5", "title": "Water consumption", "location": "5"}
    for rows, codes in ((undated["rows"], []), ([*undated["rows"], kin], ["303-3"])):
        found = build(Example("pass", {**undated, "rows": rows}, 1), load_catalogue(), load_vocabulary())
        assert [c.code for c in found.covered] == codes


def test_an_index_without_locations_does_not_fail_to_locate_one() -> None:
    codes = [(code, "") for code in ("302-1", "401-1", "404-1", "405-1", "205-2")]
    assert covered({61: WATER}, *codes) == []
    assert covered({61: WATER}, *((code, "5") for code, _ in codes)) == [("303-3", 2018, 61)]


def test_a_page_that_prints_another_code_is_that_ones() -> None:
    assert covered({61: f"GRI 303-5\n{WATER}"}) == []
    assert covered({61: f"GRI 303-3\n{WATER}"}) == [("303-3", 2018, 61)]


def test_words_without_the_quantity_are_not_coverage() -> None:
    assert covered({61: WATER.replace("megalitres", "in all")}) == []


def test_an_edition_that_the_index_does_not_use_is_never_told() -> None:
    hotline = "Whistleblowing: ethics hotline, speak up, anonymous, retaliation."
    everything = covered({61: WATER, 62: EMISSIONS, 63: hotline})
    assert everything
    assert not any(code.startswith(("102-", "G4-")) for code, *_ in everything)


def test_where_pages_are_not_judged_nothing_is_unlisted() -> None:
    assert covered({61: WATER}, judged=False) == []


def test_a_row_of_another_edition_is_not_struck_out_for_this_one() -> None:
    rows = [
        {"code": "2-7", "title": "Employees", "location": "5"},
        {"code": "303-3", "title": "Water recycled and reused", "location": "/", "heading": "GRI 303: Water 2016"},
    ]
    tree = {"text": {"61": WATER}, "rows": rows, "published": "2024-05-01"}
    assert build(Example("pass", tree, 1), load_catalogue(), load_vocabulary()).covered == ()


def test_an_index_without_locations_leaves_nothing_unlocated() -> None:
    rows = [{"code": code, "title": "", "location": ""} for code in ("2-7", "305-1", "305-2", "401-1")]
    tree = {"text": {"61": WATER}, "rows": rows, "published": "2024-05-01"}
    assert build(Example("pass", tree, 1), load_catalogue(), load_vocabulary()).covered == ()


def test_a_passage_under_the_code_of_another_disclosure_is_that_ones() -> None:
    assert covered({61: f"GRI 306-3\n{WATER}"}) == []
    assert covered({61: f"GRI 303-3\n{WATER}"}) == [("303-3", 2018, 61)]
