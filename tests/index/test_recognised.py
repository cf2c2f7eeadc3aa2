"""A row of which a word was hardly read by OCR says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gricheck.engine import run_checks
from gricheck.index import find_index
from gricheck.index.build import UNSEEN, Cells, LocationCell
from gricheck.index.recognised import DOUBT, with_reading_doubts
from gricheck.matcher import match
from gricheck.model.document import PageLayout
from gricheck.model.index import Kind, PageRef, Where
from gricheck.model.run import Outcome
from gricheck.pipeline import load_kit
from index.layouts import document, page, plain_text, table

LAYOUT = PageLayout(3, 600, 800, (), unsure=((100, 110, 120, 120),))


def cells(page: int, box: tuple[float, float, float, float] | None) -> Cells:
    return Cells((), "Title", (LocationCell("7"),), Where(page, box=box))


def test_only_the_row_that_holds_the_word_is_in_doubt() -> None:
    holding, below = cells(3, (50, 105, 500, 125)), cells(3, (50, 125, 500, 145))
    elsewhere, loose = cells(2, (50, 105, 500, 125)), cells(3, None)
    found = with_reading_doubts([holding, below, elsewhere, loose], [LAYOUT, PageLayout(2, 600, 800, ())], {2, 3})
    assert [item.doubts for item in found] == [(DOUBT,), (), (), (DOUBT,)]


def test_without_doubtful_words_nothing_changes() -> None:
    rows = [cells(3, (50, 105, 500, 125)), cells(3, None)]
    assert with_reading_doubts(rows, [replace(LAYOUT, unsure=())], {3}) == rows


@pytest.mark.parametrize(
    ("change", "scanned", "doubts"),
    [
        ({"locations": (LocationCell(" "),)}, {3}, (UNSEEN,)),
        ({"locations": ()}, {3}, (UNSEEN,)),
        ({"locations": (LocationCell(" "),)}, {2}, ()),
        ({"locations": (LocationCell("/"),)}, {3}, ()),
        ({"locations": (LocationCell(""), LocationCell("7"))}, {3}, ()),
        ({"locations": (), "omission": "Not applicable: we have no mill"}, {3}, ()),
        ({"locations": (), "linked": (PageRef("7", 6),)}, {3}, ()),
    ],
)
def test_a_location_that_was_not_seen_is_in_doubt(change: Any, scanned: set[int], doubts: tuple[str, ...]) -> None:
    row = replace(cells(3, None), **change)
    (found,) = with_reading_doubts([row], [replace(LAYOUT, unsure=())], scanned)
    assert found.doubts == doubts


TITLES = ("Organizational details", "Entities included", "Reporting period", "Restatements of information")
ROWS = [
    ["GRI content index"],
    ["Disclosure", "Title", "Page"],
    *([f"2-{n}", TITLES[n % 4 - 1], "" if n == 4 else f"{n}"] for n in range(1, 9)),
]


@pytest.mark.parametrize("scanned", [False, True])
def test_what_is_wrong_with_a_location_not_seen_is_for_review(scanned: bool) -> None:
    layout = page(table((40, 120, 400), ROWS))
    made = document(plain_text(layout))
    if scanned:
        made = replace(made, pages=(replace(made.pages[0], recognised=layout),))
    kit = load_kit()
    mapping = match(
        made, find_index(made, lambda _: (layout,), kit.catalogue, kit.vocabulary), kit.catalogue, kit.vocabulary
    )
    (blank,) = [row for row in mapping.index.rows if row.kind is Kind.BLANK]
    assert (blank.code, UNSEEN in blank.doubts) == ("2-4", scanned)
    assert all(not row.doubts for row in mapping.index.rows if row is not blank)
    run = run_checks(mapping, kit.packs)
    (told,) = [
        r.verdict for r in run.results if r.rule.id == "location-blank" and r.verdict.outcome is not Outcome.PASS
    ]
    assert (told.match and told.match.row.code) == "2-4"
    assert told.outcome is (Outcome.REVIEW if scanned else Outcome.FAIL)
    assert (UNSEEN in (told.reason or "")) == scanned
