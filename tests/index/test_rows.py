"""Which words belong to which code of a table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gricheck.index.columns import Column
from gricheck.index.grid import Band, find_bands
from gricheck.index.headers import Role
from gricheck.index.lines import lines_of
from gricheck.index.rows import (
    Extent,
    anchored_lines,
    between,
    by_column,
    merged_extents,
    row_extents,
    separators,
    text_of,
)
from gricheck.model.document import Box, Word
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import load_vocabulary
from index.layouts import page, table, tops, typed

BODY = (
    ("305-1", "Direct\nemissions", "45"),
    ("305-2", "Indirect\nemissions", "46"),
    ("305-3", "Other\nemissions", "47"),
)
XS = (40.0, 100.0, 300.0)


def band_of(words: Sequence[Word], catalogue: Catalogue) -> Band:
    (band,) = find_bands(page(words), catalogue, load_vocabulary())
    return band


def lines(rows: Sequence[Sequence[str]], gap: float, left: float = 35.0, right: float = 400.0) -> list[Box]:
    return [(left, y - gap / 2, right, y - gap / 2) for y in tops(rows, gap=gap)]


def titles(words: Sequence[Word], extents: Sequence[Extent]) -> list[str]:
    strip = sorted((w for w in words if 90 < w.x0 < 250), key=lambda w: w.middle)
    return [text_of(between(strip, extent.top, extent.bottom)) for extent in extents]


@pytest.mark.parametrize("align", ["top", "centre"])
@pytest.mark.parametrize("with_rules", [False, True])
def test_a_row_has_the_room_up_to_the_next_one(align: str, with_rules: bool, catalogue: Catalogue) -> None:
    words = table(XS, BODY, align=align, gap=8)
    rules = lines(BODY, 8) if with_rules else []
    extents = row_extents(band_of(words, catalogue), lines_of(words), (), rules, 200.0)
    assert titles(words, extents) == ["Direct emissions", "Indirect emissions", "Other emissions"]


def test_rules_decide_where_white_would_not(catalogue: Catalogue) -> None:
    """A second paragraph stands nearer to the next row than to its own."""
    words = table(XS[:1], [("305-1",), ("305-2",), ("305-3",)], gap=38)
    words += (
        typed("Direct", 100, 60) + typed("Scope 1", 100, 94) + typed("Indirect", 100, 110) + typed("Other", 100, 160)
    )
    rules = [(35.0, y, 400.0, y) for y in (55.0, 107.0, 157.0)]
    band = band_of(words, catalogue)
    assert titles(words, row_extents(band, lines_of(words), (), rules, 200.0))[0] == "Direct Scope 1"


def test_a_heading_between_two_rows_belongs_to_neither(catalogue: Catalogue) -> None:
    words = table(XS, [BODY[0], ("Water", "", ""), BODY[1]])
    band = band_of(words, catalogue)
    heading = next(line for line in lines_of(words) if line.text == "Water")
    first, second = row_extents(band, lines_of(words), [heading], (), 200.0)
    assert not first.holds(heading.middle)
    assert not second.holds(heading.middle)


def test_an_underlined_code_is_no_separator(catalogue: Catalogue) -> None:
    band = band_of(table(XS, BODY), catalogue)
    x0, _, x1, y1 = band.anchors[0].box
    assert separators(band, [(x0, y1, x1, y1), (35.0, 85.0, 400.0, 85.0), (200.0, 90.0, 400.0, 90.0)]) == [85.0]


def test_the_lines_on_which_codes_stand(catalogue: Catalogue) -> None:
    words = table(XS, BODY)
    found = anchored_lines(lines_of(words), band_of(words, catalogue))
    assert {line.text for line in found} == {"305-1 Direct 45", "305-2 Indirect 46", "305-3 Other 47"}


def test_words_go_to_the_column_that_holds_their_middle() -> None:
    left, right = Column(0, 100), Column(100, 300)
    strips = by_column([left, right], typed("a b", 80, 50) + typed("crossing", 85, 20))
    assert [[w.text for w in strips[c]] for c in (left, right)] == [["a", "b"], ["crossing"]]


MERGED = Column(250.0, 400.0, Role.LOCATION, inner=(300.0, 320.0))


def extents_of(band: Band, words: Sequence[Word], rules: Sequence[Box]) -> tuple[list[Extent], list[Extent]]:
    own = row_extents(band, lines_of(words), (), rules, 200.0)
    return own, merged_extents(MERGED, own, band, rules)


def test_a_cell_without_a_rule_between_rows_is_shared(catalogue: Catalogue) -> None:
    words = table(XS, BODY, gap=8)
    ys = [y for _, y, _, _ in lines(BODY, 8)]
    rules = [(35.0, y, 240.0, y) for y in ys] + [(240.0, ys[i], 400.0, ys[i]) for i in (0, 2, 3)]
    own, shared = extents_of(band_of(words, catalogue), words, rules)
    assert shared[0] == shared[1]
    assert (shared[0].top, shared[0].bottom) == (own[0].top, own[1].bottom)
    assert shared[2] == own[2]


def test_rules_through_all_columns_keep_rows_apart(catalogue: Catalogue) -> None:
    words = table(XS, BODY, gap=8)
    own, shared = extents_of(band_of(words, catalogue), words, lines(BODY, 8))
    assert shared == own


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        *[("Direct\nemissions", "Direct emissions"), ("Emis-\nsions", "Emissions"), ("45-\n47", "45-47")],
        *[("45–\n47", "45–47"), ("non-\nEuropean", "non- European"), ("45,\n47", "45, 47"), ("", "")],
    ],
)
def test_lines_of_a_cell_are_joined(printed: str, text: str) -> None:
    assert text_of(typed(printed, 40, 50)) == text
