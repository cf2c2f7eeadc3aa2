"""A row of which a word was hardly read by OCR says so."""

from __future__ import annotations

from dataclasses import replace

from gricheck.index.build import Cells
from gricheck.index.recognised import DOUBT, with_reading_doubts
from gricheck.model.document import PageLayout
from gricheck.model.index import Where

LAYOUT = PageLayout(3, 600, 800, (), unsure=((100, 110, 120, 120),))


def cells(page: int, box: tuple[float, float, float, float] | None) -> Cells:
    return Cells((), "Title", (), Where(page, box=box))


def test_only_the_row_that_holds_the_word_is_in_doubt() -> None:
    holding, below = cells(3, (50, 105, 500, 125)), cells(3, (50, 125, 500, 145))
    elsewhere, loose = cells(2, (50, 105, 500, 125)), cells(3, None)
    found = with_reading_doubts([holding, below, elsewhere, loose], [LAYOUT, PageLayout(2, 600, 800, ())])
    assert [item.doubts for item in found] == [(DOUBT,), (), (), (DOUBT,)]


def test_without_doubtful_words_nothing_changes() -> None:
    rows = [cells(3, (50, 105, 500, 125)), cells(3, None)]
    assert with_reading_doubts(rows, [replace(LAYOUT, unsure=())]) == rows
