"""From words to lines, codes that stand under each other, and tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gricheck.index.grid import Band, find_bands, split_by_geometry
from gricheck.index.lines import lines_of
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import load_vocabulary
from index.layouts import page, table, typed

TITLE = "Emissions of it"


def bands(catalogue: Catalogue, *tables: tuple[Sequence[float], Sequence[Sequence[str]], float]) -> tuple[Band, ...]:
    words = [word for xs, rows, top in tables for word in table(xs, rows, top=top)]
    return find_bands(page(words), catalogue, load_vocabulary())


def codes(band: Band) -> list[str]:
    return [code.code for anchor in band.anchors for code in anchor.codes]


def rows(*printed: str) -> list[tuple[str, str]]:
    return [(code, TITLE) for code in printed]


def test_words_on_one_baseline_are_a_line_from_left_to_right() -> None:
    words = typed("right", 100, 50) + typed("left", 20, 50) + typed("below", 20, 62)
    assert [line.text for line in lines_of(words)] == ["left right", "below"]


@pytest.mark.parametrize(("off", "lines"), [(0.0, 1), (2.0, 1), (6.0, 2)])
def test_a_word_half_a_line_off_is_on_a_line_of_its_own(off: float, lines: int) -> None:
    assert len(lines_of(typed("code", 20, 50) + typed("page", 100, 50 + off))) == lines


def test_a_small_superscript_stays_on_its_line() -> None:
    assert [line.text for line in lines_of(typed("energy", 20, 50) + typed("1", 60, 48))] == ["energy 1"]


def test_codes_under_each_other_are_one_table(catalogue: Catalogue) -> None:
    (band,) = bands(catalogue, ((40, 100), rows("305-1", "305-2", "305-3"), 60))
    assert codes(band) == ["305-1", "305-2", "305-3"]
    assert (band.code_left, band.left) == (40, 0)


def test_codes_may_be_aligned_at_the_right_or_the_middle(catalogue: Catalogue) -> None:
    for share in (0.5, 1.0):
        words = []
        for position, code in enumerate(["2-9", "2-10", "305-1"]):
            words += typed(code, 60 - share * 5 * len(code), 60 + 20 * position)
            words += typed(TITLE, 100, 60 + 20 * position)
        (band,) = find_bands(page(words), catalogue, load_vocabulary())
        assert codes(band) == ["2-9", "2-10", "305-1"]


def test_several_codes_in_a_cell_are_one_anchor(catalogue: Catalogue) -> None:
    (band,) = bands(catalogue, ((40, 160), rows("305-1, 305-2", "305-3", "305-4 and 305-5"), 60))
    assert [len(anchor.codes) for anchor in band.anchors] == [2, 1, 2]


def test_two_columns_of_codes_are_two_tables(catalogue: Catalogue) -> None:
    left, right = bands(
        catalogue, ((40, 90), rows("305-1", "305-2", "305-3"), 60), ((340, 390), rows("401-1", "401-2", "401-3"), 60)
    )
    assert (codes(left)[0], codes(right)[0]) == ("305-1", "401-1")
    assert left.right == right.left
    assert 200 < left.right <= 340


def test_a_column_of_ranges_beside_the_codes_is_no_table(catalogue: Catalogue) -> None:
    cells = [(code, TITLE, pages) for code, pages in (("305-1", "2-5"), ("305-2", "3-3"), ("305-3", "2-7"))]
    (band,) = bands(catalogue, ((40, 100, 300), cells, 60))
    assert codes(band) == ["305-1", "305-2", "305-3"]


def test_ranges_in_a_margin_with_text_between_their_lines_are_no_table(catalogue: Catalogue) -> None:
    words = []
    for position, pages in enumerate(["2-5", "3-3", "2-7"]):
        words += typed(pages, 40, 60 + 60 * position) + typed("Our mills keep running", 100, 90 + 60 * position)
    assert find_bands(page(words), catalogue, load_vocabulary()) == ()


def test_codes_named_again_in_their_own_row_are_no_table(catalogue: Catalogue) -> None:
    cells = [(code, TITLE, f"{code} Scope of it") for code in ("305-1", "305-2", "305-3")]
    (band,) = bands(catalogue, ((40, 100, 300), cells, 60))
    assert codes(band) == ["305-1", "305-2", "305-3"]


def test_a_figure_that_looks_like_a_loose_code_is_no_row(catalogue: Catalogue) -> None:
    cells = [("305-1", TITLE, "301.2 tonnes in all"), ("305-2", TITLE, "12"), ("305-3", TITLE, "14")]
    (band,) = bands(catalogue, ((40, 100, 300), cells, 60))
    assert codes(band) == ["305-1", "305-2", "305-3"]


def test_tables_one_above_the_other_are_split_where_codes_jump(catalogue: Catalogue) -> None:
    above, below = rows("305-1", "305-2", "305-3"), rows("401-1", "401-2", "401-3")
    (whole,) = bands(catalogue, ((40, 100), above, 60), ((140, 220), below, 200))
    assert [codes(part)[0] for part in split_by_geometry(whole)] == ["305-1", "401-1"]


def test_a_page_without_codes_has_no_table(catalogue: Catalogue) -> None:
    assert bands(catalogue, ((40, 100), [("Energy", TITLE), ("45", TITLE)], 60)) == ()
