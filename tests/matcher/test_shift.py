"""Page numbers that are all off by the same: an index made before the layout was final."""

from __future__ import annotations

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.examples import build
from gricheck.model.evidence import Shift
from gricheck.model.mapping import Mapping
from gricheck.model.rule import Example
from gricheck.vocabulary import load_vocabulary
from reported import REPORTED

CODES = tuple(REPORTED)


def report(off: dict[str, int], judged: bool = True) -> Mapping:
    """An index that cites each page so many pages away from where it is."""
    text = {str(page): words for page, words in REPORTED.values()}
    rows = [
        {"code": code, "title": load_catalogue().by_code[code][-1].title, "location": str(REPORTED[code][0] + by)}
        for code, by in off.items()
    ]
    tree = {"text": text, "rows": rows, "judged": judged}
    return build(Example("pass", tree, 1), load_catalogue(), load_vocabulary())


@pytest.mark.parametrize("by", [2, -1, 1, -2, 3, -3])
def test_an_index_whose_numbers_are_all_off_says_by_how_many(by: int) -> None:
    assert report(dict.fromkeys(CODES, -by)).shift == Shift(by, len(CODES), fitting=len(CODES))


def test_an_index_that_is_right_is_not_off() -> None:
    assert report(dict.fromkeys(CODES, 0)).shift is None


def test_a_few_wrong_numbers_are_not_a_shift() -> None:
    assert report({**dict.fromkeys(CODES, 0), "305-1": -2, "302-1": -2, "303-3": -2}).shift is None


def test_numbers_that_are_wrong_in_different_ways_are_not_a_shift() -> None:
    assert report({code: (-2, 1, 3)[at % 3] for at, code in enumerate(CODES)}).shift is None


def test_numbers_that_are_half_too_large_and_half_too_small_are_not_a_shift() -> None:
    assert report({code: -2 if at % 2 else 2 for at, code in enumerate(CODES)}).shift is None


def test_rows_that_cite_the_same_page_are_one_witness() -> None:
    """All ten cite page 20, and only what stands on page 22 is two pages on."""
    assert report({code: 20 - REPORTED[code][0] for code in CODES}).shift is None


def test_numbers_further_off_are_not_taken_for_a_layout() -> None:
    assert report(dict.fromkeys(CODES, 50)).shift is None


@pytest.mark.parametrize(("rows", "told"), [(5, False), (8, True)])
def test_a_few_rows_are_too_few_to_tell(rows: int, told: bool) -> None:
    assert (report(dict.fromkeys(CODES[:rows], -2)).shift is not None) is told


def test_most_rows_are_enough() -> None:
    found = report({**dict.fromkeys(CODES, -2), "418-1": 0, "405-1": 5}).shift
    assert found is not None
    assert (found.by, found.fitting) == (2, 8)


def test_where_pages_are_not_judged_nothing_is_off() -> None:
    assert report(dict.fromkeys(CODES, -2), judged=False).shift is None
